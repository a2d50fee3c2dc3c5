namespace LoanServicing.SampleBooks.Payroll;

/// <summary>
/// Alerus "Multiple Loan Payment" as comma-delimited text: a row for each loan payment; the pay date stands in the file
/// name only.
/// </summary>
internal static class AlerusRows
{
    public const string Headings =
        "SOCIAL SECURITY NUMBER,\"LAST NAME, FIRST NAME MI\",LOAN NUMBER,LOAN PAYMENT AMOUNT,DIVISION/LOCATION,PAYROLL FREQUENCY";

    private const string Account = "104227";
    private const string Biweekly = "6";

    public static string FileName(PayDate payDate) => $"{Account}{payDate.On:yyMMdd}loans.txt";

    public static void Write(TextWriter writer, PayrollLine line) =>
        writer.WriteLine(
            $"{line.TaxpayerNumber:D9},\"{line.Participant.Person.FullName}\",{line.LoanNumber},{line.Amount:F2},,{Biweekly}"
        );
}
