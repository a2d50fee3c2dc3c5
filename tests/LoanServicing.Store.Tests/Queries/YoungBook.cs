using LoanServicing.Store.Transactions;
using Npgsql;

namespace LoanServicing.Store.Tests.Queries;

/// <summary>
/// A book of a hundred thousand events that the planner knows nothing of: written by the application in one
/// transaction, to tables that nobody has analysed. Each of 20,000 participants has one loan, a person and a handled
/// message; each loan has five events, of which the last ones were posted by 40 remittances, one after the other.
/// </summary>
public class YoungBook : IAsyncLifetime
{
    public const int Loans = 20_000;
    public const int Remittances = 40;

    /// <summary>By each remittance.</summary>
    public const int Posted = Loans / Remittances;

    private static readonly string[] Tables =
    [
        "mt_streams",
        "mt_events",
        "mt_doc_loan",
        "mt_doc_participant",
        "mt_doc_remittance",
        "mt_doc_handled_message",
        "person",
    ];

    /// <summary>What is there before anything is planned; run as a superuser.</summary>
    protected virtual string Before => "select";

    private protected static string RowsOf(string tenant, int loans)
    {
        // No temporary table: the first one of a database lets all plans of all connections be made anew.
        var made = $"""
            (select i, md5('{tenant}loan' || i)::uuid as loan, md5('{tenant}participant' || i)::uuid as participant, i % {Remittances} as remittance
            from generate_series(0, {loans - 1}) i) made
            """;
        return $$"""
            insert into mt_streams (tenant_id, id, type, version)
            select '{{tenant}}', loan, 'loan', 5 from {{made}} union all select '{{tenant}}', participant, 'participant', 1 from {{made}};
            insert into mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, mt_dotnet_type, headers)
            select nextval('mt_events_sequence'), gen_random_uuid(), participant, 1, '{}', 'participant_enrolled', clock_timestamp(),
              '{{tenant}}', 'x', '{}' from {{made}};
            insert into mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, mt_dotnet_type, correlation_id, headers)
            select nextval('mt_events_sequence'), gen_random_uuid(), loan, version,
              jsonb_build_object('Amount', 10.5 + i % 7, 'Source', jsonb_build_object('Remittance', md5('{{tenant}}remittance' || remittance)::uuid)),
              case version when 1 then 'originated' else 'installment_paid' end, clock_timestamp(), '{{tenant}}', 'x',
              md5('{{tenant}}remittance' || remittance)::uuid::text,
              jsonb_build_object('hash', repeat('0a', 32), 'user', 'test')
            from {{made}}, generate_series(1, 5) version order by version, remittance, i;
            insert into mt_doc_loan (tenant_id, id, data, mt_version, plan, participant, loan, made_on, in_order_from, has_discrepancy)
            select '{{tenant}}', loan, jsonb_build_object('Id', loan), 5, 'P', 'M' || i, '001', '2025-01-02', '2025-01-02', false from {{made}};
            insert into mt_doc_participant (tenant_id, id, data, mt_version, plan, participant)
            select '{{tenant}}', participant, '{}', 1, 'P', 'M' || i from {{made}};
            insert into mt_doc_handled_message (tenant_id, id, data) select '{{tenant}}', 'message-' || i, '{}' from {{made}};
            insert into person (tenant_id, plan, participant, taxpayer_hash, sealed)
            select '{{tenant}}', 'P', 'M' || i, decode(md5('number' || i), 'hex'), '\x01' from {{made}};
            insert into mt_doc_remittance (tenant_id, id, data, plan, pay_date)
            select '{{tenant}}', md5('{{tenant}}remittance' || r)::uuid,
              jsonb_build_object('FirstSequence', min(seq_id), 'LastSequence', max(seq_id)), 'P', date '2025-01-03' + r
            from generate_series(0, {{Remittances - 1}}) r
            join mt_events on correlation_id = md5('{{tenant}}remittance' || r)::uuid::text and version = 5 group by r
            """;
    }

    private readonly TestDatabase database = new();
    private readonly Dictionary<(string Query, Planned When), QueryCost> costs = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    internal QueryCost Of(string query, Planned when) => costs[(query, when)];

    public async ValueTask InitializeAsync()
    {
        await database.InitializeAsync();
        foreach (var table in Tables)
            await database.AskAsync($"alter table {table} set (autovacuum_enabled = false)");
        await database.AskAsync(Before);

        // Connections of their own: each keeps its plans.
        await using var early = await database.Loans.App.OpenConnectionAsync(Cancellation);
        await using var writer = await database.Loans.App.OpenConnectionAsync(Cancellation);
        await using var late = await database.Loans.App.OpenConnectionAsync(Cancellation);
        await using (await BeginAsync(early))
            await PlanAsync(early);
        await using (var writing = await BeginAsync(writer))
        {
            await using (var rows = new NpgsqlCommand(RowsOf(Tenant.Default.Stored, Loans), writer))
                await rows.ExecuteNonQueryAsync(Cancellation);
            await PlanAsync(writer);
            await MeasureAsync(writer, Planned.InTheTransactionThatWrote);
            await writing.CommitAsync(Cancellation);
        }

        await using (await BeginAsync(late))
        {
            await PlanAsync(late);
            await MeasureAsync(late, Planned.BeforeAnybodyAnalysed);
        }

        await using (await BeginAsync(early))
            await MeasureAsync(early, Planned.BeforeTheyWere);
    }

    internal Task<object?> AskAsync(string sql) => database.AskAsync(sql);

    public async ValueTask DisposeAsync()
    {
        await database.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    // As a recording begins.
    private static async Task<NpgsqlTransaction> BeginAsync(NpgsqlConnection app)
    {
        var transaction = await app.BeginTransactionAsync(Cancellation);
        await using var start = new NpgsqlCommand(TenantTransaction.Start, app)
        {
            Parameters = { new() { Value = Tenant.Default.Stored } },
        };
        await start.ExecuteNonQueryAsync(Cancellation);
        return transaction;
    }

    private static async Task PlanAsync(NpgsqlConnection app)
    {
        foreach (var query in QueriesBySet.All)
            await query.PlanAsync(app, Cancellation);
    }

    private async Task MeasureAsync(NpgsqlConnection app, Planned when)
    {
        foreach (var query in QueriesBySet.All)
            costs.Add((query.Name, when), await query.MeasureAsync(app, Cancellation));
    }
}

/// <summary>
/// The same of a server that knows the tables as those of sixty loans: another tenant's, analysed before the book came.
/// </summary>
public sealed class GrownBook : YoungBook
{
    protected override string Before => $"{RowsOf("few", 60)}; analyze";
}

/// <summary>When a plan was made that a query on the filled tables went by.</summary>
public enum Planned
{
    /// <summary>In the transaction that had just filled them.</summary>
    InTheTransactionThatWrote,

    /// <summary>After its commit.</summary>
    BeforeAnybodyAnalysed,

    /// <summary>Before they were there: the connection keeps the plan.</summary>
    BeforeTheyWere,
}
