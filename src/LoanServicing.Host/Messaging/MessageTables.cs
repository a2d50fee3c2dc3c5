using JasperFx;
using LoanServicing.Store;
using LoanServicing.Store.Schema;
using Npgsql;
using Wolverine.Persistence.Durability;

namespace LoanServicing.Host.Messaging;

/// <summary>
/// Wolverine's own tables, in a schema of theirs: messages that wait, and those that could not be handled.
/// </summary>
internal static class MessageTables
{
    public const string Schema = Roles.MessageSchema;

    private const string Grants = $"""
        grant usage on schema {Schema} to {Roles.App};
        grant select, insert, update, delete on all tables in schema {Schema} to {Roles.App};
        grant usage on all sequences in schema {Schema} to {Roles.App};
        """;

    /// <summary>Whether there are any, of whatever version.</summary>
    public static async Task<bool> ExistAsync(LoansDatabase database, CancellationToken cancellation)
    {
        await using var command = database.Owner.CreateCommand(
            $"select exists (select from pg_tables where schemaname = '{Schema}')"
        );
        return await command.ExecuteScalarAsync(cancellation) is true;
    }

    /// <summary>Whether they are those that this version needs.</summary>
    public static async Task<bool> AreCurrentAsync(IServiceProvider services, CancellationToken cancellation)
    {
        try
        {
            await services.GetRequiredService<IMessageStore>().Admin.AssertStorageExistsAsync(cancellation);
            return true;
        }
        catch (Exception e) when (e is not (NpgsqlException or OperationCanceledException))
        {
            return false;
        }
    }

    /// <summary>Makes them what this version needs.</summary>
    /// <param name="asOwner">Services of a server whose database is the owner's; it is not started.</param>
    public static async Task MigrateAsync(
        IServiceProvider asOwner,
        LoansDatabase database,
        CancellationToken cancellation
    )
    {
        await asOwner.GetRequiredService<IMessageStore>().Admin.MigrateAsync(AutoCreate.CreateOrUpdate);
        await using var grants = database.Owner.CreateCommand(Grants);
        await grants.ExecuteNonQueryAsync(cancellation);
    }
}
