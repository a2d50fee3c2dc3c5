using System.Text.Json;
using LoanServicing.Domain.Loans;
using LoanServicing.Store.Transactions;
using Npgsql;

namespace LoanServicing.Store.ProofLane;

/// <summary>
/// How far a rebuild has come, kept in the database with the rows that it wrote. What was right then need not be so for
/// long: nothing is taken up after a day, and rows that have fallen behind their streams since are done again.
/// </summary>
internal sealed class RebuildProgress(Tenant tenant)
{
    private const string GoodFor = "1 day";

    private readonly Dictionary<int, (Guid Through, ReplayCounts Counts)> reached = [];

    /// <summary>The program that the rows are made by: those of another one could be others.</summary>
    private static string Build { get; } =
        $"{typeof(LoanState).Module.ModuleVersionId:n}{typeof(RebuildProgress).Module.ModuleVersionId:n}";

    /// <summary>Whether an interrupted rebuild has left something done.</summary>
    public bool IsResumed => reached.Count > 0;

    /// <summary>When it was last at work; null where there was none.</summary>
    public DateTimeOffset? InterruptedAt { get; private set; }

    public List<(string Plan, string Participant)> Accounts { get; } = [];

    public HashSet<Guid> Waiting { get; } = [];

    public ReplayCounts Counts =>
        new(reached.Values.Sum(part => part.Counts.Streams), reached.Values.Sum(part => part.Counts.Events));

    /// <summary>Takes up what was left, where this program left it, not long ago; forgets the rest.</summary>
    public async Task LoadAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await ExecuteAsync(
            connection,
            $"""
            delete from rebuild_progress where tenant_id = $1
              and ((build, parts) <> ($2, $3) or (select max(kept_at) from rebuild_progress where tenant_id = $1) < now() - interval '{GoodFor}')
            """,
            cancellation,
            tenant.Stored,
            Build,
            ReplayParts.Count
        );
        await ReadAsync(connection, cancellation);
        foreach (var part in StreamRange.Cut(ReplayParts.Count).Where(part => reached.ContainsKey(part.Part)))
            await AddBehindAsync(connection, part with { Through = reached[part.Part].Through }, cancellation);
    }

    private async Task ReadAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            "select part, through, streams, events, accounts::text, waiting, max(kept_at) over () from "
                + "rebuild_progress where tenant_id = $1 order by part, through",
            connection
        )
        {
            Parameters = { new() { Value = tenant.Stored } },
        };
        await using var row = await command.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            InterruptedAt = row.GetFieldValue<DateTimeOffset>(6);
            var before = reached.GetValueOrDefault(row.GetInt32(0)).Counts;
            reached[row.GetInt32(0)] = (
                row.GetGuid(1),
                new(before.Streams + row.GetInt64(2), before.Events + row.GetInt64(3))
            );
            foreach (var account in JsonSerializer.Deserialize<string[][]>(row.GetString(4))!)
                Accounts.Add((account[0], account[1]));
            Waiting.UnionWith(row.GetFieldValue<Guid[]>(5));
        }
    }

    /// <summary>What is left of the parts.</summary>
    public IReadOnlyList<StreamRange> Rest(IReadOnlyList<StreamRange> parts) =>
        [
            .. parts
                .Select(part =>
                    reached.TryGetValue(part.Part, out var through) ? part with { After = through.Through } : part
                )
                .Where(part => part.After != part.Through),
        ];

    /// <param name="since">What was gone through since the mark before.</param>
    public Task KeepAsync(
        NpgsqlConnection connection,
        StreamRange part,
        Guid through,
        ReplayCounts since,
        IEnumerable<(string Plan, string Participant)> accounts,
        IReadOnlyCollection<Guid> waiting,
        CancellationToken cancellation
    ) =>
        ExecuteAsync(
            connection,
            "insert into rebuild_progress (tenant_id, build, parts, part, through, streams, events, accounts, "
                + "waiting) values ($1, $2, $3, $4, $5, $6, $7, $8::text::jsonb, $9)",
            cancellation,
            tenant.Stored,
            Build,
            ReplayParts.Count,
            part.Part,
            through,
            since.Streams,
            since.Events,
            JsonSerializer.Serialize(accounts.Select(account => (string[])[account.Plan, account.Participant])),
            waiting.ToArray()
        );

    public Task EndAsync(NpgsqlConnection connection, CancellationToken cancellation) =>
        ExecuteAsync(connection, "delete from rebuild_progress where tenant_id = $1", cancellation, tenant.Stored);

    // Another engine writes no rows, and nobody writes one that is not there.
    private async Task AddBehindAsync(NpgsqlConnection connection, StreamRange done, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            $"""
            select s.id from mt_streams s
              left join mt_doc_loan l on l.tenant_id = s.tenant_id and l.id = s.id
              left join mt_doc_participant p on p.tenant_id = s.tenant_id and p.id = s.id
            where s.tenant_id = $1 and {done.Condition("s.id")} and s.type in ('loan', 'participant')
              and case s.type when 'loan' then l.mt_version else p.mt_version end is distinct from s.version
            """,
            connection
        )
        {
            CommandTimeout = 0,
            Parameters = { new() { Value = tenant.Stored } },
        };
        await using var row = await command.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
            Waiting.Add(row.GetGuid(0));
    }

    private static async Task ExecuteAsync(
        NpgsqlConnection connection,
        string sql,
        CancellationToken cancellation,
        params object[] values
    )
    {
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
