using LoanServicing.Embedded;
using LoanServicing.Store;

namespace LoanServicing.Host.CommandLine;

/// <summary>The database on the private server of a data folder.</summary>
internal static class PrivateDatabase
{
    public const string Name = "loans";

    /// <summary>Joins the server, and leaves it when the database is disposed.</summary>
    public static async Task<LoansDatabase> OpenAsync(
        string dataFolder,
        Action<string>? log = null,
        CancellationToken cancellation = default
    )
    {
        var server = await EmbeddedServer.JoinAsync(dataFolder, log, cancellation);
        return await LoansDatabase.OpenPrivateAsync(
            server.ConnectionString("postgres", Name),
            server.ConnectionString("postgres", "postgres"),
            server,
            cancellation
        );
    }
}
