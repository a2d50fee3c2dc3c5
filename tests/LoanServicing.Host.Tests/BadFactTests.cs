namespace LoanServicing.Host.Tests;

/// <summary>
/// Facts about what is not there, is taken back already or comes before its loan: refused with the reason, and nothing
/// is recorded.
/// </summary>
public class BadFactTests(CommandLine loans) : IClassFixture<CommandLine>, IAsyncLifetime
{
    private IReadOnlyList<string> before = [];

    // Of M1: paid, reversed, paid twice in a day, deemed in cure's end, corrected. Loan 001 was made on 2 January.
    private static readonly string[] Facts =
    [
        """{"id":"f1","fact":"paid","on":"2025-01-17","plan":"ACME","participant":"M1","loan":"001","amount":126.59}""",
        """{"id":"f2","fact":"paid","on":"2025-01-31","plan":"ACME","participant":"M1","loan":"001","amount":126.59}""",
        """{"id":"f3","fact":"paid","on":"2025-02-14","plan":"ACME","participant":"M1","loan":"001","amount":100.00}""",
        """{"id":"f4","fact":"paid","on":"2025-02-14","plan":"ACME","participant":"M1","loan":"001","amount":26.59}""",
    ];

    private static readonly string[] Later =
    [
        """{"id":"f5","fact":"payment-reversed","on":"2025-02-05","plan":"ACME","participant":"M1","loan":"001","paidOn":"2025-01-31","amount":126.59}""",
        """{"id":"f6","fact":"corrected","on":"2025-06-02","plan":"ACME","participant":"M1","loan":"001","method":"lump-sum"}""",
    ];

    public async ValueTask InitializeAsync()
    {
        await SmallBook.ImportAsync(loans);
        (await loans.RunAsync("import", loans.Write("facts.jsonl", Facts), "--business-date", "2025-02-14")).ShouldExit(
            0
        );
        (await loans.RunAsync("import", loans.Write("later.jsonl", Later), "--business-date", "2025-06-02")).ShouldExit(
            0
        );
        before = await loans.ContentAsync();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    public static TheoryData<string, string> Refused =>
        new()
        {
            {
                Of("payment-reversed", "2025-03-03", "\"paidOn\":\"2025-01-18\",\"amount\":126.59"),
                "reversal.no-payment: no payment of 126.59 on 2025-01-18 stands on loan 001"
            },
            {
                Of("payment-reversed", "2025-03-03", "\"paidOn\":\"2025-01-17\",\"amount\":126.58"),
                "reversal.no-payment: no payment of 126.58 on 2025-01-17 stands on loan 001"
            },
            {
                Of("payment-reversed", "2025-03-03", "\"paidOn\":\"2025-01-31\",\"amount\":126.59"),
                "reversal.already-reversed: the payment of 126.59 on 2025-01-31 on loan 001 is reversed already, on 2025-02-05"
            },
            {
                Of("payment-reversed", "2025-03-03", "\"paidOn\":\"2025-01-17\",\"amount\":126.60"),
                "reversal.exceeds-payment: 126.60 is more than the 126.59 that stands as paid on loan 001 on 2025-01-17"
            },
            {
                Of("payment-reversed", "2025-03-03", "\"paidOn\":\"2025-02-14\",\"amount\":126.60"),
                "reversal.exceeds-payment: 126.60 is more than the 126.59 that stands as paid on loan 001 on 2025-02-14"
            },
            {
                Of("payment-reversed", "2025-03-03", "\"paidOn\":\"2025-01-31\",\"amount\":126.60"),
                "reversal.no-payment: no payment of 126.60 on 2025-01-31 stands on loan 001"
            },
            {
                Of("payment-reversed", "2025-01-16", "\"paidOn\":\"2025-01-17\",\"amount\":126.59"),
                "reversal.before-payment: a reversal on 2025-01-16 comes before the payment that it is about, of 2025-01-17"
            },
            {
                Of("payment-reversed", "2025-03-03", "\"paidOn\":\"2025-01-17\",\"amount\":126.59", "009"),
                "loan.unknown: loan 009 was not made by then"
            },
            {
                Of("corrected", "2025-06-03", "\"method\":\"lump-sum\""),
                "correction.no-default: loan 001 has no failure on 2025-06-03 that this corrects"
            },
            {
                Of("corrected", "2025-06-03", "\"method\":\"report-in-correction-year\""),
                "correction.not-deemed: loan 001 was not deemed distributed by 2025-06-03"
            },
            {
                Of("corrected", "2025-06-03", "\"method\":\"lump-sum\"", "009"),
                "loan.unknown: loan 009 was not made by then"
            },
            {
                Of("paid", "2025-01-01", "\"amount\":1"),
                "repayment.before-loan: a repayment of 2025-01-01 comes before the loan was made, 2025-01-02"
            },
            {
                Of("leave-started", "2025-01-01", "\"kind\":\"unpaid\""),
                "change.before-loan: what happened on 2025-01-01 comes before the loan was made, 2025-01-02"
            },
            {
                Of(
                    "rescheduled",
                    "2025-01-01",
                    "\"frequency\":\"monthly\",\"installments\":12,\"firstDue\":\"2025-02-28\",\"consent\":true"
                ),
                "change.before-loan: what happened on 2025-01-01 comes before"
            },
            {
                Of(
                    "disaster-delay",
                    "2025-01-01",
                    "\"dueFrom\":\"2025-01-17\",\"dueTo\":\"2025-01-31\",\"delayMonths\":12"
                ),
                "change.before-loan: what happened on 2025-01-01 comes before"
            },
            {
                Of("withholding-consent-revoked", "2025-01-01", ""),
                "change.before-loan: what happened on 2025-01-01 comes before"
            },
            { Of("offset", "2025-01-01", ""), "offset.barred: participant M1 is employed on 2025-01-01" },
            {
                Of("corrected", "2025-01-01", "\"method\":\"lump-sum\""),
                "correction.before-loan: a correction on 2025-01-01 comes before loan 001 was made or taken over, 2025-01-02"
            },
        };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task A_fact_that_contradicts_the_record(string line, string message)
    {
        var result = (
            await loans.RunAsync("import", loans.Write("bad.jsonl", line), "--business-date", "2025-06-30")
        ).ShouldExit(2);
        result.Error.ShouldStartWith($"loans: bad.jsonl, line 1: {message}");
        (await loans.ContentAsync()).ShouldBe(before);
    }

    private static string Of(string fact, string on, string members, string loan = "001") =>
        $$"""{"id":"bad","fact":"{{fact}}","on":"{{on}}","plan":"ACME","participant":"M1","loan":"{{loan}}"{{(members.Length > 0 ? "," : "")}}{{members}}}""";
}
