using LoanServicing.Store.Configuration;
using LoanServicing.Store.Transactions;
using Npgsql;

namespace LoanServicing.Store.ProofLane;

/// <summary>A transaction of the owner on one tenant's documents: their row policies bind the owner too.</summary>
internal sealed class OwnerTransaction : IAsyncDisposable
{
    private OwnerTransaction(NpgsqlConnection connection, NpgsqlTransaction transaction) =>
        (Connection, Transaction) = (connection, transaction);

    public NpgsqlConnection Connection { get; }

    public NpgsqlTransaction Transaction { get; }

    public static async Task<OwnerTransaction> BeginAsync(
        LoansDatabase database,
        Tenant tenant,
        CancellationToken cancellation
    )
    {
        var connection = await database.Owner.OpenConnectionAsync(cancellation);
        try
        {
            var transaction = await connection.BeginTransactionAsync(cancellation);
            await SetTenantAsync(connection, tenant, cancellation);
            return new(connection, transaction);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>For the transaction that is under way.</summary>
    public static async Task SetTenantAsync(NpgsqlConnection connection, Tenant tenant, CancellationToken cancellation)
    {
        await using var set = new NpgsqlCommand(
            $"select set_config('{StoreConfiguration.TenantSetting}', $1, true)",
            connection
        )
        {
            Parameters = { new() { Value = tenant.Stored } },
        };
        await set.ExecuteNonQueryAsync(cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await Transaction.DisposeAsync();
        await Connection.DisposeAsync();
    }
}
