using Npgsql;

namespace LoanServicing.Host.Http;

/// <summary>Whether the process lives, and whether it reaches its database.</summary>
internal static class HealthEndpoints
{
    public static void Map(WebApplication app, NpgsqlDataSource database)
    {
        app.MapGet("/health/live", () => Results.Ok());
        app.MapGet("/health/ready", (CancellationToken request) => IsReadyAsync(database, request));
    }

    private static async Task<IResult> IsReadyAsync(NpgsqlDataSource database, CancellationToken cancellation)
    {
        try
        {
            await using var command = database.CreateCommand("select 1");
            await command.ExecuteScalarAsync(cancellation);
            return Results.Ok();
        }
        catch (NpgsqlException)
        {
            return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }
    }
}
