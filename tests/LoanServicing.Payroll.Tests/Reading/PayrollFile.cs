using System.Text;
using LoanServicing.Payroll.Layouts;
using LoanServicing.Payroll.Reading;

namespace LoanServicing.Payroll.Tests.Reading;

/// <summary>
/// Payroll files as tests write them: sound ones to start from, and what reading or refusing them says.
/// </summary>
internal static class PayrollFile
{
    public const string AlerusName = "123456220811loans.txt";
    public const string SummedName = "P1_2022081209301500.csv";
    public const string AlerusHeadings =
        "SOCIAL SECURITY NUMBER,\"LAST NAME, FIRST NAME MI\",LOAN NUMBER,LOAN PAYMENT AMOUNT,DIVISION/LOCATION,PAYROLL FREQUENCY";

    public const string SummedHeadings =
        "SSN,Last,First,Addr1,Addr2,City,State,Zip,DOB,Original Hire,Termination,Rehire,Current Hours,Current "
        + "Salary,Current Pre-Tax,Current Roth,"
        + "Loan Repayment,Match,Profit Sharing,Email";

    public static Layout Alerus { get; } = LayoutCatalog.Load("alerus-rows");

    public static Layout Summed { get; } = LayoutCatalog.Load("summed-loan-csv");

    public static DateOnly PayDay { get; } = new(2022, 8, 11);

    public static string AlerusRow(
        string taxpayerNumber = "123456789",
        string name = "\"DOE, JANE R\"",
        string loan = "001",
        string amount = "25.00",
        string frequency = "6"
    ) => $"{taxpayerNumber},{name},{loan},{amount},,{frequency}";

    public static string SummedRow(string taxpayerNumber, string amount) =>
        $"{taxpayerNumber},Doe,Jane,1 Main "
        + $"St,,Springfield,IL,62701,01/02/1970,03/04/2005,,,80,3000.00,150.00,0.00,{amount},75.00,0.00,jane@example.com";

    public static string Text(string headings, params string[] rows) =>
        string.Concat(rows.Prepend(headings).Select(r => r + "\r\n"));

    public static RemittanceFile ReadAlerus(params string[] rows) => Read(Text(AlerusHeadings, rows));

    public static RemittanceFile ReadSummed(params string[] rows) =>
        Read(Text(SummedHeadings, rows), Summed, SummedName, new ReadOptions(PayDay));

    public static RemittanceFile Read(
        string text,
        Layout? layout = null,
        string name = AlerusName,
        ReadOptions options = default
    ) => RemittanceReader.Read(layout ?? Alerus, name, Encoding.UTF8.GetBytes(text), options);

    public static string Refusal(Action read) => Should.Throw<RemittanceRefusedException>(read).Message;

    /// <summary>The refusal of an Alerus file with these rows, without the file's name.</summary>
    public static string AlerusRefusal(params string[] rows) =>
        Refusal(() => ReadAlerus(rows)).Replace(AlerusName + ", ", "", StringComparison.Ordinal);

    public static string SummedRefusal(params string[] rows) =>
        Refusal(() => ReadSummed(rows)).Replace(SummedName + ", ", "", StringComparison.Ordinal);
}
