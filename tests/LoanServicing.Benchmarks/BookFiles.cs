using System.Globalization;
using System.Text;
using LoanServicing.Domain;
using LoanServicing.Domain.Calendar;
using LoanServicing.Domain.Loans;

namespace LoanServicing.Benchmarks;

/// <summary>
/// The files of a plan of so many participants with one biweekly loan each: the facts that make them, three lines a
/// loan, and the payroll that pays each an installment. Amounts differ from loan to loan.
/// </summary>
internal sealed class BookFiles(string folder, int loans)
{
    public const string Plan = "BENCH";
    public const int LinesOfLoan = 3;

    // How many amounts there are.
    private const int Amounts = 977;

    private static readonly decimal[] Installments = [.. Enumerable.Range(0, Amounts).Select(Installment)];

    public static DateOnly PayDate { get; } = new(2025, 1, 17);

    public string Facts => Path.Combine(folder, $"book-{loans}.jsonl");

    public string Payroll => Path.Combine(folder, "123456250117loans.txt");

    public void Write()
    {
        using (var facts = Begin(Facts))
        {
            for (var i = 0; i < loans; i++)
                WriteFacts(facts, i);
        }

        using var payroll = Begin(Payroll);
        payroll.Write(
            "SOCIAL SECURITY NUMBER,\"LAST NAME, FIRST NAME MI\",LOAN NUMBER,LOAN PAYMENT AMOUNT,DIVISION/LOCATION,"
                + "PAYROLL FREQUENCY\r\n"
        );
        for (var i = 0; i < loans; i++)
            payroll.Write($"{TaxpayerNumber(i)},\"ROE, JANE\",001,{InstallmentOf(i)},,6\r\n");
    }

    /// <summary>An installment of one loan, as a fact by itself.</summary>
    public static string Payment(int i) =>
        $$"""{"id":"r{{i}}","fact":"paid","on":"2025-01-17","plan":"{{Plan}}","participant":"M{{i}}","loan":"001","""
        + $$""" "amount":{{InstallmentOf(i)}}}""";

    private static void WriteFacts(StreamWriter facts, int i)
    {
        var plan = i == 0 ? $$"""{"id":"{{Plan}}","kind":"401a","curePeriod":"max"}""" : $"\"{Plan}\"";
        facts.WriteLine(
            $$"""{"id":"v{{i}}","fact":"account-valued","on":"2025-01-03","plan":{{plan}},"""
                + $$""" "participant":{"id":"M{{i}}","birthDate":"1980-05-17"},"vested":{{40_000 + (i % 5_003)}}}"""
        );
        facts.WriteLine(
            $$"""{"id":"o{{i}}","fact":"originated","on":"2025-01-03","plan":"{{Plan}}","participant":"M{{i}}","""
                + $$""" "loan":"001","amount":{{Amount(i)}},"annualRate":0.0875,"frequency":"biweekly","""
                + """ "installments":104,"firstDue":"2025-01-17"}"""
        );
        facts.WriteLine(
            $$"""{"id":"p{{i}}","fact":"person","plan":"{{Plan}}","participant":"M{{i}}","name":"ROE, JANE","""
                + """ "address":{"street":"1 MAIN ST","city":"AUSTIN","state":"TX","zip":"73301"},"""
                + $$""" "taxpayerNumber":"{{TaxpayerNumber(i)}}"}"""
        );
    }

    private static int Amount(int i) => 5_000 + (10 * (i % Amounts));

    public static string InstallmentOf(int i) =>
        Installments[i % Amounts].ToString("0.00", CultureInfo.InvariantCulture);

    private static decimal Installment(int i) =>
        LoanState
            .Create(
                new Originated(
                    new(2025, 1, 3),
                    Plan,
                    "M",
                    "001",
                    Amount(i),
                    0.0875m,
                    Frequency.Biweekly,
                    104,
                    PayDate,
                    LoanPurpose.General,
                    true,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    new Source()
                )
            )
            .Terms.LevelInstallment!.Value;

    private static string TaxpayerNumber(int i) => (100_000_000 + i).ToString(CultureInfo.InvariantCulture);

    private static StreamWriter Begin(string path) => new(path, false, new UTF8Encoding(false));
}
