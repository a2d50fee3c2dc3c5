using System.Text.Json;

namespace LoanServicing.Host.Tests.Serving;

/// <summary>
/// What <c>loans serve</c> does because of its settings, and how far the database has come that it works on.
/// </summary>
public sealed class ServeSettingsTests : IAsyncLifetime
{
    private readonly CommandLine loans = new();

    public ValueTask InitializeAsync() => loans.InitializeAsync();

    public ValueTask DisposeAsync() => loans.DisposeAsync();

    [Fact]
    public async Task With_a_time_it_closes_and_seals_the_day_before_and_without_one_it_does_not()
    {
        await SmallBook.ImportAsync(loans);
        await using (var serve = await ServeProcess.StartAsync(loans.Database.Login, loans.Folder, null))
            (await serve.StopAsync()).ShouldBe(0);
        (await ClosedAsync()).ShouldBe("");

        await using (
            var serve = await ServeProcess.StartAsync(
                loans.Database.Login,
                loans.Folder,
                null,
                ("Loans__CloseDayAt", "00:00")
            )
        )
        {
            for (
                var patience = 0;
                await loans.Database.AskAsync("select count(*) from seal") is not 1L && patience < 300;
                patience++
            )
                await Task.Delay(100, TestContext.Current.CancellationToken);
            (await serve.StopAsync()).ShouldBe(0);
        }

        var yesterday = DateOnly
            .FromDateTime(
                TimeZoneInfo.ConvertTimeBySystemTimeZoneId(DateTimeOffset.UtcNow, "America/New_York").DateTime
            )
            .AddDays(-1);
        (await ClosedAsync()).ShouldBe($"{yesterday:yyyy-MM-dd}");
        (await loans.RunAsync("verify", "--accounts")).ShouldExit(0);
    }

    [Theory]
    [InlineData(
        "Loans__CloseDayAt",
        "half past two",
        "loans: Loans__CloseDayAt: found \"half past two\", expected a time of the day, HH:mm, as 02:30"
    )]
    [InlineData(
        "RabbitMq__Uri",
        "secret@host",
        "loans: RabbitMq__Uri: found what is no address of a broker, expected one, as amqp://user:password@host:5672/"
    )]
    public async Task A_setting_that_cannot_be_is_refused(string name, string value, string expected) =>
        (
            await Should.ThrowAsync<InvalidOperationException>(() =>
                ServeProcess.StartAsync(loans.Database.Login, loans.Folder, null, (name, value))
            )
        ).Message.ShouldContain(expected);

    [Fact]
    public async Task The_status_of_the_database_names_its_schema_and_its_key()
    {
        await SmallBook.ImportAsync(loans);
        (await loans.RunAsync("database", "status"))
            .ShouldExit(0)
            .Out.ShouldContain("as this version needs it\nmessage tables     none yet: serve makes them\n");
        (await loans.RunAsync("database", "migrate"))
            .ShouldExit(0)
            .Out.ShouldContain("message tables     in schema wolverine\n");

        var status = JsonDocument
            .Parse((await loans.RunAsync("database", "status", "--json")).ShouldExit(0).Out)
            .RootElement;
        status.GetProperty("isCurrent").GetBoolean().ShouldBeTrue();
        status.GetProperty("hasMessageTables").GetBoolean().ShouldBeTrue();
        status.GetProperty("personalDataKey").GetString()!.Length.ShouldBe(32);
    }

    private async Task<string> ClosedAsync() =>
        (
            await loans.Database.AskAsync("select max(data ->> 'On') from mt_events where type = 'business_day_closed'")
        )?.ToString() ?? "";
}
