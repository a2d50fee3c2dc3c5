using System.Text.Json;
using LoanServicing.Domain.PersonalData;
using LoanServicing.Store.Transactions;
using Npgsql;

namespace LoanServicing.Store.PersonalData;

/// <summary>
/// Who the participants, payers and transmitters are: apart from the log, sealed, and erasable without touching it.
/// </summary>
public sealed class PersonalDataStore(PersonalDataKey key)
{
    // Without "offset 0" the planner makes a join of it, and may rather read every person of the plan.
    internal const string OfTaxpayerNumbers = """
        select u.at, p.participant from unnest($1) with ordinality u (hash, at)
        cross join lateral (
          select participant from person where tenant_id = current_setting('loans.tenant') and plan = $2 and taxpayer_hash = u.hash offset 0) p
        """;

    public Task SaveAsync(
        TenantTransaction session,
        IReadOnlyList<Person> people,
        CancellationToken cancellation = default
    ) =>
        ExecuteAsync(
            session,
            """
            insert into person (tenant_id, plan, participant, taxpayer_hash, sealed)
            select current_setting('loans.tenant'), * from unnest($1, $2, $3, $4)
            on conflict (tenant_id, plan, participant) do update set taxpayer_hash = excluded.taxpayer_hash, sealed = excluded.sealed
            """,
            cancellation,
            people.Select(person => person.Plan).ToArray(),
            people.Select(person => person.Participant).ToArray(),
            people.Select(person => key.Hash(session.Tenant.Name, person.Plan, person.TaxpayerNumber)).ToArray(),
            people
                .Select(person => Seal(person, PersonContext(session.Tenant, person.Plan, person.Participant)))
                .ToArray()
        );

    public Task SaveAsync(TenantTransaction session, Payer payer, CancellationToken cancellation = default) =>
        ExecuteAsync(
            session,
            "insert into payer (tenant_id, plan, sealed) values (current_setting('loans.tenant'), $1, $2) on "
                + "conflict (tenant_id, plan) do update set sealed = excluded.sealed",
            cancellation,
            payer.Plan,
            Seal(payer, PayerContext(session.Tenant, payer.Plan))
        );

    public Task SaveAsync(
        TenantTransaction session,
        Transmitter transmitter,
        CancellationToken cancellation = default
    ) =>
        ExecuteAsync(
            session,
            "insert into transmitter (tenant_id, sealed) values (current_setting('loans.tenant'), $1) on conflict "
                + "(tenant_id) do update set sealed = excluded.sealed",
            cancellation,
            Seal(transmitter, TransmitterContext(session.Tenant))
        );

    /// <summary>
    /// The participants' tokens by taxpayer number, in the order asked for; null where a number is nobody's in the
    /// plan.
    /// </summary>
    public async Task<IReadOnlyList<string?>> FindAsync(
        TenantTransaction session,
        string plan,
        IReadOnlyList<string> taxpayerNumbers,
        CancellationToken cancellation = default
    )
    {
        var hashes = new byte[taxpayerNumbers.Count][];
        Parallel.For(0, hashes.Length, i => hashes[i] = key.Hash(session.Tenant.Name, plan, taxpayerNumbers[i]));
        await using var command = new NpgsqlCommand(OfTaxpayerNumbers, session.Connection)
        {
            Parameters =
            {
                new() { Value = hashes },
                new() { Value = plan },
            },
        };
        var found = new string?[taxpayerNumbers.Count];
        await using var row = await command.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
            found[row.GetInt64(0) - 1] = row.GetString(1);
        return found;
    }

    /// <summary>Every person of a plan that is known, by token.</summary>
    public async Task<IReadOnlyDictionary<string, Person>> PeopleAsync(
        TenantTransaction session,
        string plan,
        IReadOnlyCollection<string> participants,
        CancellationToken cancellation = default
    )
    {
        var people = new Dictionary<string, Person>();
        await foreach (
            var (participant, sealedData) in RowsAsync(
                session,
                "select participant, sealed from person where tenant_id = current_setting('loans.tenant') and plan = "
                    + "$1 and participant = any ($2)",
                cancellation,
                plan,
                participants.ToArray()
            )
        )
        {
            people.Add(participant, Open<Person>(sealedData, PersonContext(session.Tenant, plan, participant)));
        }

        return people;
    }

    public async Task<Payer?> PayerAsync(
        TenantTransaction session,
        string plan,
        CancellationToken cancellation = default
    )
    {
        await foreach (
            var (_, sealedData) in RowsAsync(
                session,
                "select plan, sealed from payer where tenant_id = current_setting('loans.tenant') and plan = $1",
                cancellation,
                plan
            )
        )
            return Open<Payer>(sealedData, PayerContext(session.Tenant, plan));
        return null;
    }

    public async Task<Transmitter?> TransmitterAsync(
        TenantTransaction session,
        CancellationToken cancellation = default
    )
    {
        await foreach (
            var (_, sealedData) in RowsAsync(
                session,
                "select tenant_id, sealed from transmitter where tenant_id = current_setting('loans.tenant')",
                cancellation
            )
        )
            return Open<Transmitter>(sealedData, TransmitterContext(session.Tenant));
        return null;
    }

    internal static string PersonContext(Tenant tenant, string plan, string participant) =>
        $"person {tenant.Name}/{plan}/{participant}";

    internal static string PayerContext(Tenant tenant, string plan) => $"payer {tenant.Name}/{plan}";

    internal static string TransmitterContext(Tenant tenant) => $"transmitter {tenant.Name}";

    /// <summary>Of a piece of a payroll file as it came.</summary>
    internal static string SourceContext(Tenant tenant, Guid remittance, int piece) =>
        $"remittance {tenant.Name}/{remittance}/{piece}";

    private static async Task ExecuteAsync(
        TenantTransaction session,
        string sql,
        CancellationToken cancellation,
        params object[] values
    )
    {
        await using var command = Command(session, sql, values);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private static async IAsyncEnumerable<(string Key, byte[] Sealed)> RowsAsync(
        TenantTransaction session,
        string sql,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation,
        params object[] values
    )
    {
        await using var command = Command(session, sql, values);
        await using var row = await command.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
            yield return (row.GetString(0), row.GetFieldValue<byte[]>(1));
    }

    private static NpgsqlCommand Command(TenantTransaction session, string sql, object[] values)
    {
        var command = new NpgsqlCommand(sql, session.Connection);
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
        return command;
    }

    private byte[] Seal<T>(T data, string context) => key.Seal(JsonSerializer.SerializeToUtf8Bytes(data), context);

    private T Open<T>(byte[] box, string context) => JsonSerializer.Deserialize<T>(key.Open(box, context))!;
}
