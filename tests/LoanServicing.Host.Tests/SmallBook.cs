namespace LoanServicing.Host.Tests;

/// <summary>One plan, two participants, three loans: unlike each other in every figure.</summary>
internal static class SmallBook
{
    public const string Headings =
        "SOCIAL SECURITY NUMBER,\"LAST NAME, FIRST NAME MI\",LOAN NUMBER,LOAN PAYMENT AMOUNT,DIVISION/LOCATION,PAYROLL FREQUENCY";

    public static readonly string[] Lines =
    [
        """{"id":"1","fact":"account-valued","on":"2025-01-02","plan":{"id":"ACME","kind":"401a","curePeriod":{"months":3}}"""
            + ""","participant":{"id":"M1","birthDate":"1980-05-17"},"vested":30000}""",
        """{"id":"2","fact":"originated","on":"2025-01-02","plan":"ACME","participant":"M1","loan":"001","amount":6000"""
            + ""","annualRate":0.0925,"frequency":"biweekly","installments":52,"firstDue":"2025-01-17"}""",
        """{"id":"3","fact":"account-valued","on":"2025-01-05","plan":"ACME","participant":{"id":"M2","birthDate":"1963-01-30"},"vested":52345.67}""",
        """{"id":"4","fact":"originated","on":"2025-01-06","plan":"ACME","participant":"M2","loan":"001","amount":4321.98"""
            + ""","annualRate":0.08,"frequency":"biweekly","installments":26,"firstDue":"2025-01-17"}""",
        """{"id":"5","fact":"originated","on":"2025-01-10","plan":"ACME","participant":"M2","loan":"002","amount":777.77"""
            + ""","annualRate":0.075,"frequency":"biweekly","installments":13,"firstDue":"2025-01-17"}""",
        """{"id":"6","fact":"person","plan":"ACME","participant":"M1","name":"ROE, JANE Q","address":"""
            + """{"street":"1 MAIN ST","city":"AUSTIN","state":"TX","zip":"73301"},"taxpayerNumber":"123456789"}""",
        """{"id":"7","fact":"person","plan":"ACME","participant":"M2","name":"DOE, RICHARD","address":"""
            + """{"street":"7 HILL RD","city":"DALLAS","state":"TX","zip":"75201"},"taxpayerNumber":"987654321"}""",
        """{"id":"8","fact":"payer","plan":"ACME","name":"ACME 401K PLAN","ein":"742345678","address":"""
            + """{"street":"9 ELM ST","city":"AUSTIN","state":"TX","zip":"73301"},"phone":"5125550100"}""",
        """{"id":"9","fact":"transmitter","tcc":"AB123","name":"RECORDKEEPER INC","taxpayerNumber":"752345678","address":"""
            + """{"street":"2 OAK ST","city":"DALLAS","state":"TX","zip":"75201"}"""
            + ""","contact":{"name":"PAT DOE","phone":"2145550100","email":"pat@example.com"}}""",
    ];

    /// <summary>M1's loan, as the facts about it name it.</summary>
    public const string LoanOfM1 = "\"plan\":\"ACME\",\"participant\":\"M1\",\"loan\":\"001\"";

    /// <summary>The first of M2's two loans, as the facts about it name it.</summary>
    public const string LoanOfM2 = "\"plan\":\"ACME\",\"participant\":\"M2\",\"loan\":\"001\"";

    /// <summary>A third loan of M2, of 31 March: over the limit, unless more comes in on the others.</summary>
    public const string LoanOverTheLimit =
        """{"id":"m1","fact":"originated","on":"2025-03-31","plan":"ACME","participant":"M2","loan":"003","amount":21500"""
        + ""","annualRate":0.05,"frequency":"monthly","installments":48,"firstDue":"2025-04-30"}""";

    public static string Row(string taxpayerNumber, string loan, string amount) =>
        $"{taxpayerNumber},\"ROE, JANE Q\",{loan},{amount},,6";

    public static async Task ImportAsync(CommandLine loans) =>
        (await loans.RunAsync("import", loans.Write("book.jsonl", Lines), "--business-date", "2025-01-10")).ShouldExit(
            0
        );

    public static Task<CommandResult> IngestAsync(
        CommandLine loans,
        string payDate,
        string businessDate,
        params string[] rows
    ) =>
        loans.RunAsync(
            "ingest",
            loans.Write(
                $"123456{payDate[2..].Replace("-", "", StringComparison.Ordinal)}loans.txt",
                [Headings, .. rows]
            ),
            "--layout",
            "alerus-rows",
            "--plan",
            "ACME",
            "--business-date",
            businessDate
        );
}
