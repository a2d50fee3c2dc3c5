using System.Runtime.CompilerServices;
using LoanServicing.Store.Documents;
using LoanServicing.Store.Transactions;
using Npgsql;

namespace LoanServicing.Store.ProofLane;

/// <summary>Accounts so many at a time, each read with all its loans, wherever in the log these lie.</summary>
internal static class AccountPortions
{
    private const int AccountsAtOnce = 500;

    /// <summary>These accounts, plan by plan.</summary>
    public static IEnumerable<(string Plan, string[] Participants)> Of(
        IEnumerable<(string Plan, string Participant)> accounts
    ) =>
        accounts
            .Distinct()
            .GroupBy(account => account.Plan)
            .OrderBy(plan => plan.Key, StringComparer.Ordinal)
            .SelectMany(plan =>
                plan.Select(account => account.Participant)
                    .Order(StringComparer.Ordinal)
                    .Chunk(AccountsAtOnce)
                    .Select(portion => (plan.Key, portion))
            );

    /// <summary>
    /// All accounts of the participants whose streams lie in a range, by their rows. The connection is taken up until
    /// the last.
    /// </summary>
    public static async IAsyncEnumerable<(string Plan, string[] Participants)> InAsync(
        NpgsqlConnection connection,
        Tenant tenant,
        StreamRange range,
        [EnumeratorCancellation] CancellationToken cancellation
    )
    {
        await using var command = new NpgsqlCommand(
            $"select plan, participant from mt_doc_participant where tenant_id = $1 and {range.Condition("id")} order by plan, participant",
            connection
        )
        {
            CommandTimeout = 0,
            Parameters = { new() { Value = tenant.Stored } },
        };
        await using var row = await command.ExecuteReaderAsync(cancellation);
        var (plan, participants) = ("", new List<string>());
        while (await row.ReadAsync(cancellation))
        {
            if (participants.Count == AccountsAtOnce || (participants.Count > 0 && row.GetString(0) != plan))
            {
                yield return (plan, [.. participants]);
                participants.Clear();
            }

            plan = row.GetString(0);
            participants.Add(row.GetString(1));
        }

        if (participants.Count > 0)
            yield return (plan, [.. participants]);
    }

    /// <summary>
    /// The accounts that have a document of what they mean for tax, in some ranges of the participants' streams.
    /// </summary>
    public static async Task<IReadOnlyList<(string Plan, string Participant)>> WithDocumentAsync(
        NpgsqlConnection connection,
        Tenant tenant,
        IEnumerable<StreamRange> ranges,
        CancellationToken cancellation
    )
    {
        await using var command = new NpgsqlCommand(
            "select plan, participant from mt_doc_account where tenant_id = $1 and "
                + $"({string.Join(" or ", ranges.Select(range => range.Condition("id")))})",
            connection
        )
        {
            CommandTimeout = 0,
            Parameters = { new() { Value = tenant.Stored } },
        };
        var accounts = new List<(string Plan, string Participant)>();
        await using var row = await command.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
            accounts.Add((row.GetString(0), row.GetString(1)));
        return accounts;
    }

    /// <summary>
    /// By participant: the account, or why it cannot be read. The connection sees the log and the rows of loans, which
    /// have been compared with it.
    /// </summary>
    public static async Task<IReadOnlyDictionary<string, (RecordedAccount? Account, string? Problem)>> ReadAsync(
        NpgsqlConnection connection,
        Tenant tenant,
        ReplayedPlan plan,
        IReadOnlyCollection<string> participants,
        CancellationToken cancellation
    )
    {
        try
        {
            return (
                await AccountReader.ReadAsync(connection, tenant, plan.State, participants, cancellation)
            ).ToDictionary(account => account.Key, account => ((RecordedAccount?)account.Value, (string?)null));
        }
        catch (Exception unreadable)
            when (unreadable is System.Text.Json.JsonException or InvalidDataException
                || PartReplay.DoesNotFollow(unreadable)
            )
        {
            // One account's record cannot be read: which one shows when they are read one by one.
            if (participants.Count == 1)
                return new Dictionary<string, (RecordedAccount?, string?)>
                {
                    [participants.Single()] = (null, unreadable.Message),
                };
            var each = new Dictionary<string, (RecordedAccount?, string?)>();
            foreach (var participant in participants)
                each.Add(
                    participant,
                    (await ReadAsync(connection, tenant, plan, [participant], cancellation))[participant]
                );
            return each;
        }
    }
}
