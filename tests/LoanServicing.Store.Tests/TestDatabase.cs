using Npgsql;

namespace LoanServicing.Store.Tests;

/// <summary>A database of its own for a test class (<c>IClassFixture</c>), gone afterwards.</summary>
public sealed class TestDatabase : IAsyncLifetime
{
    private readonly string name = $"test_{Guid.NewGuid():n}";
    private TestServer server = null!;

    /// <summary>A login that may do everything: what an intruder would have.</summary>
    public string Login { get; private set; } = "";

    public LoansDatabase Loans { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        server = await TestServer.JoinAsync();
        Login = await server.CreateDatabaseAsync(name);
        Loans = await LoansDatabase.OpenAsync(Login);
    }

    public async ValueTask DisposeAsync()
    {
        await Loans.DisposeAsync();
        await server.DropDatabaseAsync(name);
        await server.DisposeAsync();
    }

    public async Task<object?> AskAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(Login);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }
}
