using LoanServicing.Operations;
using LoanServicing.Operations.RecordingRepayments;
using LoanServicing.Store.Transactions;

namespace LoanServicing.Host.Tests;

/// <summary>Single repayments as messages: the figures are those of the same payments in a file.</summary>
public sealed class RepaymentMessageTests : IAsyncLifetime
{
    private readonly CommandLine loans = new();

    public async ValueTask InitializeAsync()
    {
        await loans.InitializeAsync();
        await SmallBook.ImportAsync(loans);
    }

    public ValueTask DisposeAsync() => loans.DisposeAsync();

    [Fact]
    public async Task One_that_comes_late_is_counted_where_it_belongs()
    {
        (await RecordAsync("b", "M1", "001", 126.59m, "2025-01-31")).Answer.ShouldBe("recorded");
        (await RecordAsync("a", "M1", "001", 126.59m, "2025-01-17")).Answer.ShouldBe("recorded");

        var history = (await loans.RunAsync("history", "ACME/M1/001", "--business-date", "2025-01-31"))
            .ShouldExit(0)
            .Out;
        history.ShouldContain("ledger restated");
        // 6,000.00 + 21.35 − 126.59, and of that 20.97 of interest for the second: as by two payrolls in order.
        (await OutstandingAsync()).ShouldBe("5789.14");
        (await loans.RunAsync("verify", "--accounts")).ShouldExit(0);
    }

    [Fact]
    public async Task One_that_cannot_be_posted_waits_for_a_person_and_says_why()
    {
        (await RecordAsync("too-much", "M2", "002", 9_999.99m, "2025-01-17")).Answer.ShouldBe("suspended");
        (await RecordAsync("no-loan", "M2", "009", 10m, "2025-01-17")).Answer.ShouldBe("suspended");
        (await RecordAsync("nobody", "M9", "001", 10m, "2025-01-17")).Answer.ShouldBe("suspended");
        (await RecordAsync("nobody", "M9", "001", 10m, "2025-01-17")).Answer.ShouldBe("suspended");

        var listed = (await loans.RunAsync("suspense", "list", "--business-date", "2025-01-27")).Out;
        foreach (
            var expected in (string[])
                [
                    "repayment.exceeds-payoff",
                    "loan.unknown",
                    "message too-much",
                    "message no-loan",
                    "message nobody",
                    "3 lines in suspense, 10,019.99",
                ]
        )
            listed.ShouldContain(expected);
        (await loans.RunAsync("verify")).ShouldExit(0);
    }

    [Fact]
    public async Task One_whose_id_came_before_is_answered_as_then_or_refused_where_it_says_something_else()
    {
        (await RecordAsync("a", "M1", "001", 126.59m, "2025-01-17")).Answer.ShouldBe("recorded");
        var before = await loans.ContentAsync();
        (await RecordAsync("a", "M1", "001", 126.59m, "2025-01-17")).Answer.ShouldBe("recorded");
        (
            await Should.ThrowAsync<RefusedException>(() => RecordAsync("a", "M1", "001", 126.58m, "2025-01-17"))
        ).Message.ShouldBe("Id: found \"a\", which came before with other content, expected an id of its own");
        (await loans.ContentAsync()).ShouldBe(before);
    }

    [Theory]
    [InlineData(
        "ACME",
        "x/y",
        "1.00",
        "2025-01-17",
        "Id: found \"x/y\", expected 1 to 64 characters without \"/\", control characters or outer spaces"
    )]
    [InlineData(
        "ACME",
        "x",
        "1.001",
        "2025-01-17",
        "Amount: found \"1.001\", expected dollars above zero with at most two decimals"
    )]
    [InlineData(
        "ACME",
        "x",
        "1.00",
        "2025-01-16",
        "PayDate: found \"2025-01-17\", expected a day not after the business date, 2025-01-16"
    )]
    [InlineData("NOBODY", "x", "1.00", "2025-01-17", "Plan: found \"NOBODY\", expected a plan that was imported")]
    public async Task One_that_cannot_be_is_refused_and_leaves_nothing(
        string plan,
        string id,
        string amount,
        string businessDate,
        string expected
    )
    {
        var before = await loans.ContentAsync();
        var message = new RecordRepayment(
            id,
            plan,
            "M1",
            "001",
            new(2025, 1, 17),
            decimal.Parse(amount),
            DateOnly.Parse(businessDate)
        );
        (await Should.ThrowAsync<RefusedException>(() => RecordAsync(message))).Message.ShouldBe(expected);
        (await loans.ContentAsync()).ShouldBe(before);
    }

    private Task<RepaymentRecorded> RecordAsync(
        string id,
        string participant,
        string loan,
        decimal amount,
        string day
    ) => RecordAsync(new(id, "ACME", participant, loan, DateOnly.Parse(day), amount, DateOnly.Parse(day)));

    private async Task<RepaymentRecorded> RecordAsync(RecordRepayment message)
    {
        await using var session = loans.Database.Loans.OpenSession(Tenant.Default);
        var recorded = await RecordRepaymentHandler.HandleAsync(
            message,
            session,
            new("test"),
            TestContext.Current.CancellationToken
        );
        await session.SaveChangesAsync(TestContext.Current.CancellationToken);
        return recorded;
    }

    private async Task<string> OutstandingAsync() =>
        System
            .Text.Json.JsonDocument.Parse(
                (await loans.RunAsync("show", "ACME/M1/001", "--effective", "2025-01-31", "--json")).ShouldExit(0).Out
            )
            .RootElement.GetProperty("outstanding")
            .GetRawText();
}
