using System.Net;
using System.Text.Json;

namespace LoanServicing.Host.Tests.Serving;

/// <summary>A loan as of both times, over HTTP.</summary>
public class LoanEndpointTests(CommandLine loans) : IClassFixture<CommandLine>
{
    [Fact]
    public async Task It_answers_as_the_command_line_does()
    {
        await SmallBook.ImportAsync(loans);
        (
            await SmallBook.IngestAsync(loans, "2025-01-17", "2025-01-17", SmallBook.Row("123456789", "001", "126.59"))
        ).ShouldExit(0);
        (await loans.RunAsync("close-day", "--through", "2025-01-20", "--business-date", "2025-01-20")).ShouldExit(0);
        await using var serve = await ServeProcess.StartAsync(loans.Database.Login, loans.Folder, null);
        using var client = new HttpClient { BaseAddress = serve.Address };

        foreach (
            var (effective, recorded) in new[]
            {
                ("2025-01-12", "now"),
                ("2025-01-20", "2025-01-20"),
                ("2025-05-14", "now"),
            }
        )
        {
            var shown = await loans.RunAsync(
                "show",
                "ACME/M1/001",
                "--effective",
                effective,
                "--recorded",
                recorded,
                "--json"
            );
            (
                await client.GetStringAsync(
                    $"/loans/ACME/M1/001?effective={effective}&recorded={recorded}",
                    TestContext.Current.CancellationToken
                )
            ).ShouldBe(shown.ShouldExit(0).Out.TrimEnd());
        }

        (await client.GetAsync("/health/ready", TestContext.Current.CancellationToken)).StatusCode.ShouldBe(
            HttpStatusCode.OK
        );
        (await RefusedAsync(client, "/loans/ACME/M1/009")).ShouldBe(
            "404 loan: found \"ACME/M1/009\", which is no loan, expected plan/participant/loan"
        );
        (await RefusedAsync(client, "/loans/ACME/M1/001?effective=2025-02-30")).ShouldBe(
            "400 effective: found \"2025-02-30\", expected a date that exists, YYYY-MM-DD"
        );
        (await RefusedAsync(client, "/loans/ACME/M1/001?recorded=yesterday")).ShouldBe(
            "400 recorded: found \"yesterday\", expected a time, as 2025-01-31T18:00:00Z, a business day, as 2025-01-31, or now"
        );
        // Another's books hold no such loan, and a name that cannot be is nobody's.
        (await RefusedAsync(client, "/loans/ACME/M1/001", "OTHER")).ShouldBe(
            "404 loan: found \"ACME/M1/001\", which is no loan, expected plan/participant/loan"
        );
        (await RefusedAsync(client, "/loans/ACME/M1/001", "a/b")).ShouldBe(
            "400 tenant-id: found \"a/b\", expected a name of 1 to 64 characters without \"/\", control characters or outer spaces"
        );
        (await serve.StopAsync()).ShouldBe(0);
    }

    private static async Task<string> RefusedAsync(HttpClient client, string path, string? tenant = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (tenant is not null)
            request.Headers.Add("tenant-id", tenant);
        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        var detail = JsonDocument
            .Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))
            .RootElement.GetProperty("detail")
            .GetString();
        return $"{(int)answer.StatusCode} {detail}";
    }
}
