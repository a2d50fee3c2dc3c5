using System.Data;
using LoanServicing.Store.Transactions;
using Npgsql;

namespace LoanServicing.Store.ProofLane;

/// <summary>The log and its rows as of one moment, however many connections look at them.</summary>
internal sealed class LogSnapshot : IAsyncDisposable
{
    private readonly LoansDatabase database;
    private readonly Tenant tenant;
    private readonly List<NpgsqlConnection> opened = [];
    private string snapshot = "";

    private LogSnapshot(LoansDatabase database, Tenant tenant) => (this.database, this.tenant) = (database, tenant);

    /// <summary>A connection for what is asked beside the parts.</summary>
    public NpgsqlConnection Connection => opened[0];

    public static async Task<LogSnapshot> TakeAsync(
        LoansDatabase database,
        Tenant tenant,
        CancellationToken cancellation
    )
    {
        var taken = new LogSnapshot(database, tenant);
        try
        {
            await taken.OpenAsync("select 1", cancellation);
            await using var export = new NpgsqlCommand("select pg_export_snapshot()", taken.Connection);
            taken.snapshot = (string)(await export.ExecuteScalarAsync(cancellation))!;
            return taken;
        }
        catch
        {
            await taken.DisposeAsync();
            throw;
        }
    }

    public async Task<NpgsqlConnection> OpenAsync(CancellationToken cancellation) =>
        await OpenAsync($"set transaction snapshot '{snapshot}'", cancellation);

    /// <summary>
    /// Ends what server processes are doing. Where the server does not answer, they end by themselves, later.
    /// </summary>
    public void Cancel(int[] processes)
    {
        try
        {
            using var connection = database.Owner.OpenConnection();
            using var transaction = connection.BeginTransaction();
            // They belong to the login, whatever role they act as; only the login may end them.
            using (var asLogin = new NpgsqlCommand("set local role none", connection))
                asLogin.ExecuteNonQuery();
            using var command = new NpgsqlCommand("select pg_cancel_backend(pid) from unnest($1) pid", connection)
            {
                Parameters = { new() { Value = processes } },
            };
            command.ExecuteNonQuery();
        }
        catch (NpgsqlException)
        {
            // This runs where somebody pressed Ctrl-C, who is not to be told of it.
        }
    }

    public async ValueTask DisposeAsync()
    {
        // A transaction that is still open ends with its connection's return to the pool.
        foreach (var connection in opened)
            await connection.DisposeAsync();
    }

    private async Task<NpgsqlConnection> OpenAsync(string first, CancellationToken cancellation)
    {
        var connection = await database.Owner.OpenConnectionAsync(cancellation);
        opened.Add(connection);
        await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);
        await using var command = new NpgsqlCommand(first, connection);
        await command.ExecuteNonQueryAsync(cancellation);
        await OwnerTransaction.SetTenantAsync(connection, tenant, cancellation);
        return connection;
    }
}
