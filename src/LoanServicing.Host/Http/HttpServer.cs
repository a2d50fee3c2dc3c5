using LoanServicing.Store;

namespace LoanServicing.Host.Http;

/// <summary>What answers over HTTP.</summary>
internal static class HttpServer
{
    public static WebApplication Build(LoansDatabase database, string urls)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(urls);
        var app = builder.Build();
        HealthEndpoints.Map(app, database.App);
        return app;
    }
}
