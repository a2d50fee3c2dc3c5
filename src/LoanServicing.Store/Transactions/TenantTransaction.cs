using LoanServicing.Store.Configuration;
using Marten;
using Npgsql;

namespace LoanServicing.Store.Transactions;

/// <summary>
/// A Marten session whose transaction has begun for one tenant: what row policies ask for before anything can be seen.
/// <see cref="Recording"/> writes in one, <see cref="Inquiry"/> asks.
/// </summary>
public abstract class TenantTransaction
{
    // A plan stays as long as its connection, and one made for the rows at hand, or while a table was empty, goes
    // through all of it for each key once it has grown. So statements are planned for any values, and rows are found by
    // their keys whatever the planner knows of them; nothing here has to read a whole table of many tenants.
    internal const string Start = $"""
        select set_config('{StoreConfiguration.TenantSetting}', $1, true), clock_timestamp(), case when is_called then last_value else last_value - 1 end,
          set_config('plan_cache_mode', 'force_generic_plan', true), set_config('enable_seqscan', 'off', true),
          set_config('enable_hashjoin', 'off', true), set_config('enable_mergejoin', 'off', true),
          set_config('enable_memoize', 'off', true), set_config('jit', 'off', true)
        from mt_events_sequence
        """;

    private protected TenantTransaction(IDocumentSession session, Tenant tenant) =>
        (Session, Tenant) = (session, tenant);

    public IDocumentSession Session { get; }

    public Tenant Tenant { get; }

    /// <summary>The server's clock, as last read.</summary>
    public DateTimeOffset Now { get; private protected set; }

    /// <summary>The latest place taken in the log when the transaction began, whoever took it.</summary>
    internal long LogPosition { get; private set; }

    /// <summary>The session's own, inside its transaction.</summary>
    internal NpgsqlConnection Connection => Session.Connection;

    /// <summary>One round trip: what has to come first, the tenant, and the clock.</summary>
    /// <param name="answers">Whether what comes first has an answer of its own.</param>
    private protected async Task BeginAsync(NpgsqlBatchCommand first, bool answers, CancellationToken cancellation)
    {
        await Session.BeginTransactionAsync(cancellation);
        await using var batch = new NpgsqlBatch(Connection)
        {
            BatchCommands =
            {
                first,
                new(Start) { Parameters = { new() { Value = Tenant.Stored } } },
            },
        };
        await using var row = await batch.ExecuteReaderAsync(cancellation);
        if (answers)
            await row.NextResultAsync(cancellation);
        await row.ReadAsync(cancellation);
        Now = row.GetFieldValue<DateTimeOffset>(1);
        LogPosition = row.GetInt64(2);
    }
}
