using LoanServicing.Embedded;
using LoanServicing.Store;
using Npgsql;

namespace LoanServicing.Benchmarks;

/// <summary>Databases of a book on a private server of the benchmarks', and the book's files.</summary>
internal sealed class Book : IAsyncDisposable
{
    private static readonly string Folder = Path.Combine(Path.GetTempPath(), "loans-benchmark");

    private readonly EmbeddedServer server;

    private Book(EmbeddedServer server, int loans)
    {
        (this.server, Loans, Files, Processors) = (server, loans, new(Folder, loans), new(Folder));
        Files.Write();
    }

    public int Loans { get; }

    public BookFiles Files { get; }

    public ProcessorTime Processors { get; }

    private string Template => $"book_{Loans}";

    /// <summary>Of a superuser, whom no row policy binds.</summary>
    public string Login(string database) => server.ConnectionString("postgres", database);

    /// <summary>The files alone.</summary>
    public static async Task<Book> BeginAsync(int loans) => new(await EmbeddedServer.JoinAsync(Folder), loans);

    /// <summary>The files, and a database with all facts in it that copies are made of.</summary>
    public static async Task<Book> MakeAsync(int loans)
    {
        var book = await BeginAsync(loans);
        await using (var database = await book.EmptyAsync(book.Template))
        {
            await new BookWork(book, database).ImportAsync();
            await using var analyze = database.Owner.CreateCommand("analyze");
            await analyze.ExecuteNonQueryAsync();
        }

        NpgsqlConnection.ClearAllPools();
        return book;
    }

    /// <summary>A new database at the present schema.</summary>
    public async Task<LoansDatabase> EmptyAsync(string name)
    {
        await DropAsync(name);
        await LoansDatabase.CreateDatabaseAsync(Login("postgres"), name);
        var database = await LoansDatabase.OpenAsync(Login(name));
        await ExecuteAsync("checkpoint");
        return database;
    }

    /// <summary>A fresh copy; the server has caught its breath before it is returned.</summary>
    public async Task<string> CopyAsync(string name)
    {
        await DropAsync(name);
        await ExecuteAsync($"create database {name} template {Template}");
        await ExecuteAsync("checkpoint");
        return Login(name);
    }

    public Task DropAsync(string name) => ExecuteAsync($"drop database if exists {name} with (force)");

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await server.DisposeAsync();
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(Login("postgres") + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 600 };
        await command.ExecuteNonQueryAsync();
    }
}
