using System.Security.Cryptography;
using System.Text.Json;
using LoanServicing.Domain.PersonalData;
using LoanServicing.Store.ProofLane;
using LoanServicing.Store.Transactions;
using Npgsql;

namespace LoanServicing.Store.PersonalData;

/// <summary>Proves that each person and each payer opens under the key and is the one whose row it is.</summary>
public static class PersonalDataProof
{
    /// <summary>How many rows were opened, and what is wrong with those that are not as they must be.</summary>
    public static async Task<(long Opened, IReadOnlyList<Difference> Differences)> RunAsync(
        LoansDatabase database,
        Tenant tenant,
        PersonalDataKey key,
        CancellationToken cancellation = default
    )
    {
        await using var work = await OwnerTransaction.BeginAsync(database, tenant, cancellation);
        var found = new DifferenceList();
        var opened =
            await PersonsAsync(work.Connection, tenant, key, found, cancellation)
            + await PayersAsync(work.Connection, tenant, key, found, cancellation);
        return (opened, found.Found());
    }

    private static async Task<long> PersonsAsync(
        NpgsqlConnection connection,
        Tenant tenant,
        PersonalDataKey key,
        DifferenceList found,
        CancellationToken cancellation
    )
    {
        await using var command = Command(
            connection,
            tenant,
            "select plan, participant, sealed, taxpayer_hash from person where tenant_id = $1 order by plan, participant"
        );
        await using var row = await command.ExecuteReaderAsync(cancellation);
        var count = 0L;
        for (; await row.ReadAsync(cancellation); count++)
        {
            var (plan, participant) = (row.GetString(0), row.GetString(1));
            var person = Open<Person>(
                key,
                row.GetFieldValue<byte[]>(2),
                PersonalDataStore.PersonContext(tenant, plan, participant)
            );
            var isOwn =
                person is { } of
                && of.Plan == plan
                && of.Participant == participant
                && key.Hash(tenant.Name, plan, of.TaxpayerNumber).AsSpan().SequenceEqual(row.GetFieldValue<byte[]>(3));
            if (!isOwn)
                found.Add(Wrong($"person {plan}/{participant}", person is null));
        }

        return count;
    }

    private static async Task<long> PayersAsync(
        NpgsqlConnection connection,
        Tenant tenant,
        PersonalDataKey key,
        DifferenceList found,
        CancellationToken cancellation
    )
    {
        await using var command = Command(
            connection,
            tenant,
            "select plan, sealed from payer where tenant_id = $1 order by plan"
        );
        await using var row = await command.ExecuteReaderAsync(cancellation);
        var count = 0L;
        for (; await row.ReadAsync(cancellation); count++)
        {
            var plan = row.GetString(0);
            var payer = Open<Payer>(key, row.GetFieldValue<byte[]>(1), PersonalDataStore.PayerContext(tenant, plan));
            if (payer?.Plan != plan)
                found.Add(Wrong($"payer {plan}", payer is null));
        }

        return count;
    }

    private static Difference Wrong(string where, bool isClosed) =>
        isClosed
            ? new("personal-data", where, "what does not open under the key", "what was sealed for that row")
            : new("personal-data", where, "somebody else", "whom the row names");

    private static T? Open<T>(PersonalDataKey key, byte[] box, string context)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(key.Open(box, context));
        }
        catch (Exception closed) when (closed is CryptographicException or JsonException)
        {
            return null;
        }
    }

    private static NpgsqlCommand Command(NpgsqlConnection connection, Tenant tenant, string sql) =>
        new(sql, connection) { CommandTimeout = 0, Parameters = { new() { Value = tenant.Stored } } };
}
