using Npgsql;

namespace LoanServicing.Store.Tests.Queries;

/// <summary>
/// A book of a hundred thousand events that the planner knows nothing of: written by the application in one transaction, to
/// tables that nobody analyses. Each of 20,000 participants has one loan, a person and a handled message; each loan has five
/// events, of which the last ones were posted by 40 remittances, one after the other.
/// </summary>
public sealed class YoungBook : IAsyncLifetime
{
    public const int Loans = 20_000;
    public const int Remittances = 40;

    /// <summary>By each remittance.</summary>
    public const int Posted = Loans / Remittances;

    private static readonly string[] Tables =
        ["mt_streams", "mt_events", "mt_doc_loan", "mt_doc_participant", "mt_doc_remittance", "mt_doc_handled_message", "person"];

    private static readonly string Rows =
        $$"""
        create temp table made on commit drop as
        select i, md5('loan' || i)::uuid as loan, md5('participant' || i)::uuid as participant, i % {{Remittances}} as remittance
        from generate_series(0, {{Loans - 1}}) i;
        insert into mt_streams (tenant_id, id, type, version)
        select '*DEFAULT*', loan, 'loan', 5 from made union all select '*DEFAULT*', participant, 'participant', 1 from made;
        insert into mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, mt_dotnet_type, headers)
        select nextval('mt_events_sequence'), gen_random_uuid(), participant, 1, '{}', 'participant_enrolled', clock_timestamp(),
          '*DEFAULT*', 'x', '{}' from made;
        insert into mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, mt_dotnet_type, correlation_id, headers)
        select nextval('mt_events_sequence'), gen_random_uuid(), loan, version,
          jsonb_build_object('Amount', 10.5 + i % 7, 'Source', jsonb_build_object('Remittance', md5('remittance' || remittance)::uuid)),
          case version when 1 then 'originated' else 'installment_paid' end, clock_timestamp(), '*DEFAULT*', 'x',
          md5('remittance' || remittance)::uuid::text,
          jsonb_build_object('hash', repeat('0a', 32), 'user', 'test')
        from made, generate_series(1, 5) version order by version, remittance, i;
        insert into mt_doc_loan (tenant_id, id, data, mt_version, plan, participant, loan, made_on, in_order_from, has_discrepancy)
        select '*DEFAULT*', loan, jsonb_build_object('Id', loan), 5, 'P', 'M' || i, '001', '2025-01-02', '2025-01-02', false from made;
        insert into mt_doc_participant (tenant_id, id, data, mt_version, plan, participant)
        select '*DEFAULT*', participant, '{}', 1, 'P', 'M' || i from made;
        insert into mt_doc_handled_message (tenant_id, id, data) select '*DEFAULT*', 'message-' || i, '{}' from made;
        insert into person (tenant_id, plan, participant, taxpayer_hash, sealed)
        select '*DEFAULT*', 'P', 'M' || i, decode(md5('number' || i), 'hex'), '\x01' from made;
        insert into mt_doc_remittance (tenant_id, id, data, plan, pay_date)
        select '*DEFAULT*', md5('remittance' || r)::uuid,
          jsonb_build_object('FirstSequence', min(seq_id), 'LastSequence', max(seq_id)), 'P', date '2025-01-03' + r
        from generate_series(0, {{Remittances - 1}}) r
        join mt_events on correlation_id = md5('remittance' || r)::uuid::text and version = 5 group by r
        """;

    private readonly TestDatabase database = new();
    private readonly Dictionary<(string Query, bool IsCommitted), QueryCost> costs = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    internal QueryCost Of(string query, bool isCommitted) => costs[(query, isCommitted)];

    public async ValueTask InitializeAsync()
    {
        await database.InitializeAsync();
        foreach (var table in Tables)
            await database.AskAsync($"alter table {table} set (autovacuum_enabled = false)");
        await using var app = await database.Loans.App.OpenConnectionAsync(Cancellation);
        await using (var writing = await BeginAsync(app))
        {
            await using (var rows = new NpgsqlCommand(Rows, app))
                await rows.ExecuteNonQueryAsync(Cancellation);
            await MeasureAsync(app, isCommitted: false);
            await writing.CommitAsync(Cancellation);
        }

        await using (await BeginAsync(app))
            await MeasureAsync(app, isCommitted: true);
        (await database.AskAsync("select count(*) from pg_stats where schemaname = 'public'")).ShouldBe(0L, "nobody analysed");
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();

    private static async Task<NpgsqlTransaction> BeginAsync(NpgsqlConnection app)
    {
        var transaction = await app.BeginTransactionAsync(Cancellation);
        await using var tenant = new NpgsqlCommand("select set_config('loans.tenant', '*DEFAULT*', true)", app);
        await tenant.ExecuteNonQueryAsync(Cancellation);
        return transaction;
    }

    private async Task MeasureAsync(NpgsqlConnection app, bool isCommitted)
    {
        foreach (var query in QueriesBySet.All)
            costs.Add((query.Name, isCommitted), await query.MeasureAsync(app, Cancellation));
    }
}
