namespace LoanServicing.Host.Tests.OldLogs;

/// <summary>A small book in which every event occurs, and whose log verifies.</summary>
internal static class BookOfEverything
{
    /// <summary>The last day of the book.</summary>
    public static readonly DateOnly Through = new(2025, 9, 30);

    // The loan that comes from another recordkeeper, as the facts about it name it.
    private const string TakenOver = "\"plan\":\"ACME\",\"participant\":\"M3\",\"loan\":\"T1\"";

    private static readonly string[] Opening =
    [
        """{"id":"a1","fact":"account-valued","on":"2025-01-03","plan":"ACME","participant":{"id":"M3","birthDate":"1970-02-03"},"vested":60000"""
            + ""","afterTaxBasis":1000,"roth":{"contributions":2000,"earnings":500,"firstYear":2015}}""",
        $$"""{"id":"a2","fact":"taken-over","on":"2025-01-10",{{TakenOver}},"madeOn":"2023-06-30","amount":9000"""
            + ""","annualRate":0.06,"frequency":"monthly","installments":48"""
            + ""","firstDue":"2023-07-31","principal":5912.34,"interest":9.72,"highestPriorYear":7654.32}""",
        """{"id":"a3","fact":"originated","on":"2025-01-10","plan":"ACME","participant":"M3","loan":"002","amount":4000.17"""
            + ""","annualRate":0.05,"frequency":"semimonthly","installments":48,"firstDue":"2025-01-31","payrollWithholding":true}""",
        """{"id":"a4","fact":"account-valued","on":"2024-12-31","plan":"ACME","participant":{"id":"M4","birthDate":"1948-11-30"},"vested":8000}""",
        """{"id":"a5","fact":"transition","on":"2025-01-01","plan":"ACME","participant":"M4"}""",
        """{"id":"a6","fact":"basis-attributed","on":"2024-12-31","plan":"ACME","participant":"M4","amount":250.50}""",
        """{"id":"a7","fact":"paid","on":"2025-01-10","plan":"ACME","participant":"M2","loan":"002","amount":777.77}""",
    ];

    private static readonly string[] Winter =
    [
        """{"id":"b1","fact":"outside-loan","on":"2025-02-03","plan":"ACME","participant":"M3","loan":"X","balance":1234.56}""",
        """{"id":"b2","fact":"leave-started","on":"2025-02-03","plan":"ACME","participant":"M3","loan":"002","kind":"unpaid"}""",
        """{"id":"b3","fact":"leave-ended","on":"2025-02-24","plan":"ACME","participant":"M3","loan":"002","then":"reamortize"}""",
        """{"id":"b4","fact":"plan-amended","on":"2025-02-01","plan":"ACME","curePeriod":"max"}""",
        """{"id":"b5","fact":"payment-reversed","on":"2025-02-20","plan":"ACME","participant":"M1","loan":"001","paidOn":"2025-01-17","amount":126.59}""",
        """{"id":"b6","fact":"pledged","on":"2025-02-10","plan":"ACME","participant":"M4","loan":"PL","amount":321,"securesPlanLoan":false}""",
    ];

    private static readonly string[] Spring =
    [
        """{"id":"c1","fact":"paid","on":"2025-01-31","plan":"ACME","participant":"M1","loan":"001","amount":"scheduled"}""",
        """{"id":"c1b","fact":"payment-recredited","on":"2025-04-01","plan":"ACME","participant":"M1","loan":"001","paidOn":"2025-01-31","amount":126.59"""
            + ""","from":"2025-01-24","evidence":"pay statement of 24 January","approvedBy":"R. Roe"}""",
        """{"id":"c2","fact":"rescheduled","on":"2025-04-01","plan":"ACME","participant":"M3","loan":"002","frequency":"monthly","installments":24"""
            + ""","firstDue":"2025-04-30","consent":true}""",
        """{"id":"c3","fact":"refinanced","on":"2025-04-10","plan":"ACME","participant":"M3","loan":"003","replaces":["002"],"amount":6000"""
            + ""","annualRate":0.055,"frequency":"monthly","installments":36,"firstDue":"2025-05-31"}""",
        $$"""{"id":"c4","fact":"disaster-delay","on":"2025-04-10",{{TakenOver}},"dueFrom":"2025-04-10","dueTo":"2025-06-30","delayMonths":12}""",
        """{"id":"c6","fact":"severed","on":"2025-04-15","plan":"ACME","participant":"M2"}""",
        """{"id":"c7","fact":"offset","on":"2025-04-16","plan":"ACME","participant":"M2","loan":"001"}""",
        """{"id":"c8","fact":"withholding-consent-revoked","on":"2025-04-16","plan":"ACME","participant":"M3","loan":"003"}""",
        """{"id":"c9","fact":"distributed","on":"2025-04-17","plan":"ACME","participant":"M2","cash":100.25,"directRollover":200,"withheld":20.05}""",
        """{"id":"c10","fact":"disabled","on":"2025-04-18","plan":"ACME","participant":"M4"}""",
        """{"id":"c11","fact":"died","on":"2025-04-19","plan":"ACME","participant":"M4"}""",
        """{"id":"c12","fact":"plan-terminated","on":"2025-04-20","plan":"ACME","participant":"M4"}""",
    ];

    private static readonly string[] Autumn =
    [
        """{"id":"d1","fact":"corrected","on":"2025-09-15","plan":"ACME","participant":"M1","loan":"001","method":"lump-sum-and-reamortize"}""",
        """{"id":"d2","fact":"paid","on":"2025-04-01","plan":"ACME","participant":"M2","loan":"001","amount":10.01}""",
        $$"""{"id":"d2b","fact":"discrepancy-settled","on":"2025-09-15",{{SmallBook.LoanOfM2}}"""
            + ""","matter":"offset","movedOn":"2025-04-16","amount":5,"evidence":"put back, voucher 7","approvedBy":"R. Roe"}""",
        """{"id":"d3","fact":"account-valued","on":"2025-04-05","plan":"ACME","participant":"M3","vested":9000}""",
    ];

    // One whose last cents are written off, one that leaves in kind, and one that is made while a leave seems to last.
    private static readonly string[] LastCents =
    [
        """{"id":"e1","fact":"account-valued","on":"2025-05-01","plan":"ACME","participant":{"id":"M5","birthDate":"1975-06-07"},"vested":40000}""",
        """{"id":"e2","fact":"originated","on":"2025-05-05","plan":"ACME","participant":"M5","loan":"001","amount":300"""
            + ""","annualRate":0.07,"frequency":"monthly","installments":3,"firstDue":"2025-06-05"}""",
        """{"id":"e3","fact":"paid","on":"2025-06-05","plan":"ACME","participant":"M5","loan":"001","amount":101"""
            + ""","count":3,"every":"monthly"}""",
        """{"id":"e4","fact":"paid","on":"2025-08-20","plan":"ACME","participant":"M5","loan":"001","amount":5.05}""",
        """{"id":"e5","fact":"originated","on":"2025-05-06","plan":"ACME","participant":"M5","loan":"002","amount":900"""
            + ""","annualRate":0.06,"frequency":"monthly","installments":12,"firstDue":"2025-06-06"}""",
        """{"id":"e6","fact":"paid","on":"2025-06-06","plan":"ACME","participant":"M5","loan":"002","amount":"scheduled"""
            + "\",\"count\":2,\"every\":\"monthly\"}",
        """{"id":"e7","fact":"leave-started","on":"2025-07-10","plan":"ACME","participant":"M5","kind":"unpaid"}""",
        """{"id":"e8","fact":"originated","on":"2025-08-11","plan":"ACME","participant":"M5","loan":"003","amount":700"""
            + ""","annualRate":0.065,"frequency":"monthly","installments":12,"firstDue":"2025-09-11"}""",
        """{"id":"e9","fact":"severed","on":"2025-09-03","plan":"ACME","participant":"M5"}""",
        """{"id":"e10","fact":"rehired","on":"2025-09-05","plan":"ACME","participant":"M5"}""",
    ];

    private static readonly string[] Notices =
    [
        """{"id":"f1","fact":"leave-ended","on":"2025-08-05","plan":"ACME","participant":"M5","then":"reamortize"}""",
        """{"id":"f2","fact":"deadline-postponed","on":"2025-09-02","plan":"ACME","participant":"M5","dueFrom":"2025-08-01"""
            + "\",\"dueTo\":\"2025-09-12\",\"until\":\"2025-09-15\",\"authority\":\"Notice 2020-23\"}",
        """{"id":"f3","fact":"transferred-out","on":"2025-09-10","plan":"ACME","participant":"M5","loan":"002"""
            + "\",\"kind\":\"plan-transfer\",\"to\":\"another plan\"}",
    ];

    public static async Task MakeAsync(CommandLine loans)
    {
        await SmallBook.ImportAsync(loans);
        await ImportAsync(loans, "opening", "2025-01-10", Opening);
        (
            await SmallBook.IngestAsync(
                loans,
                "2025-01-17",
                "2025-01-17",
                SmallBook.Row("123456789", "001", "126.59"),
                SmallBook.Row("111111111", "001", "5.00")
            )
        ).ShouldExit(1);
        await ImportAsync(loans, "winter", "2025-02-24", Winter);
        (await loans.RunAsync("close-day", "--through", "2025-03-31", "--business-date", "2025-03-31")).ShouldExit(0);
        await ImportAsync(loans, "spring", "2025-04-20", Spring);
        (await loans.RunAsync("close-day", "--through", "2025-08-31", "--business-date", "2025-09-15")).ShouldExit(0);
        await ImportAsync(loans, "autumn", "2025-09-15", Autumn);
        await ImportAsync(loans, "last-cents", "2025-09-15", LastCents);
        await ImportAsync(loans, "notices", "2025-09-15", Notices);
        (
            await loans.RunAsync(
                "close-day",
                "--through",
                $"{Through:yyyy-MM-dd}",
                "--business-date",
                $"{Through:yyyy-MM-dd}"
            )
        ).ShouldExit(0);
        (await loans.RunAsync("verify", "--accounts")).ShouldExit(0);
    }

    private static async Task ImportAsync(CommandLine loans, string name, string businessDate, string[] lines) =>
        (
            await loans.RunAsync("import", loans.Write($"{name}.jsonl", lines), "--business-date", businessDate)
        ).ShouldBeTakenIn();
}
