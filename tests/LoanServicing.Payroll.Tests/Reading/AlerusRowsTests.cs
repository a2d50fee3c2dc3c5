using System.Text;
using LoanServicing.Payroll.Layouts;
using LoanServicing.Payroll.Reading;
using static LoanServicing.Payroll.Tests.Reading.PayrollFile;

namespace LoanServicing.Payroll.Tests.Reading;

public sealed class AlerusRowsTests
{
    [Fact]
    public void A_file_becomes_a_remittance_with_its_pay_date_lines_total_and_hash()
    {
        var text = Text(AlerusHeadings, AlerusRow(), AlerusRow("987654321", "\"ROE, RICHARD\"", "002", "110.55", "7"));
        var file = Read(text);

        file.FileName.ShouldBe(AlerusName);
        file.LayoutName.ShouldBe("alerus-rows");
        file.LayoutVersion.ShouldBe(1);
        file.PayDate.ShouldBe(PayDay);
        file.Count.ShouldBe(2);
        file.Total.ShouldBe(135.55m);
        file.SkippedLines.ShouldBe(0);
        file.Sha256.ShouldBe(
            Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(text)))
        );

        var line = file.Lines[1];
        line.LineNumber.ShouldBe(3);
        line.TaxpayerNumber.Digits.ShouldBe("987654321");
        line.LoanReference.ShouldBe(LoanReference.Explicit(2));
        line.LoanReference.ToString().ShouldBe("002");
        line.Amount.ToString().ShouldBe("110.55");
        Encoding
            .UTF8.GetString(line.RawIn(Encoding.UTF8.GetBytes(text)))
            .ShouldBe("987654321,\"ROE, RICHARD\",002,110.55,,7");
    }

    [Fact]
    public void The_hash_is_over_the_bytes_alone_and_a_file_without_headings_starts_at_line_1()
    {
        var layout = Layout.Parse(LayoutText.Headless, "headless.json");
        var file = Read("123456789;5\n", layout, "a.txt", new ReadOptions(PayDay));
        file.Sha256.ShouldBe("d66c565b794ba58d224810b4be7581df9ed129fe831b63255ee5a24aba6c9d08");
        file.Lines.ShouldHaveSingleItem().LineNumber.ShouldBe(1);
    }

    [Theory]
    [InlineData("12345678", "012345678")]
    [InlineData("1234567", "001234567")]
    [InlineData("001234567", "001234567")]
    public void Leading_zeros_that_a_spreadsheet_dropped_come_back(string written, string meant) =>
        ReadAlerus(AlerusRow(written)).Lines[0].TaxpayerNumber.Digits.ShouldBe(meant);

    [Theory]
    [InlineData("1", 1)]
    [InlineData("01", 1)]
    [InlineData("001", 1)]
    [InlineData("120", 120)]
    [InlineData("000", 0)]
    public void Loan_numbers_compare_as_numbers(string written, int number) =>
        ReadAlerus(AlerusRow(loan: written)).Lines[0].LoanReference.ShouldBe(LoanReference.Explicit(number));

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("\"\"")]
    public void A_blank_loan_number_is_left_to_the_matcher(string blank)
    {
        var file = ReadAlerus(AlerusRow(), AlerusRow(loan: blank, amount: "7.50"));
        file.Lines[1].LoanReference.Kind.ShouldBe(LoanReferenceKind.Blank);
        file.Lines[1].LoanReference.Number.ShouldBe((short)-1);
        file.Total.ShouldBe(32.50m);
    }

    [Theory]
    [InlineData("25", "25.00")]
    [InlineData("25.5", "25.50")]
    [InlineData(".05", "0.05")]
    [InlineData("0.01", "0.01")]
    [InlineData("     25.00", "25.00")]
    [InlineData("0000025.00", "25.00")]
    [InlineData("9999999.99", "9999999.99")]
    public void Amounts_are_exact_dollars_with_two_decimals(string written, string meant) =>
        ReadAlerus(AlerusRow(amount: written)).Lines[0].Amount.ToString().ShouldBe(meant);

    [Theory]
    [InlineData("\"O\"\"NEIL, \"\"AL\"\" B\"")]
    [InlineData("\"MUÑOZ, JOSÉ\"")]
    [InlineData("\"ÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑ\"")]
    [InlineData("\"\"\"\"\"AAAAAAAAAAAAAAAAAAAAAAAAAAAA\"")]
    [InlineData("CHER")]
    public void Names_may_hold_commas_quotes_and_letters_beyond_ASCII(string name) =>
        ReadAlerus(AlerusRow(name: name)).Lines[0].LoanReference.Number.ShouldBe((short)1);

    [Theory]
    [InlineData("\n", true, false)]
    [InlineData("\r\n", true, false)]
    [InlineData("\n", false, false)]
    [InlineData("\r\n", false, true)]
    [InlineData("\n", true, true)]
    public void Line_ends_a_byte_order_mark_and_the_last_line_end_make_no_difference(
        string end,
        bool endsLast,
        bool mark
    )
    {
        var text =
            (mark ? "\uFEFF" : "")
            + AlerusHeadings
            + end
            + AlerusRow()
            + end
            + AlerusRow("222334444")
            + (endsLast ? end + end + "  " + end : "");
        var file = Read(text);
        file.Lines.Select(l => l.LineNumber).ShouldBe([2, 3]);
        Encoding.UTF8.GetString(file.Lines[1].RawIn(Encoding.UTF8.GetBytes(text))).ShouldBe(AlerusRow("222334444"));
    }

    [Fact]
    public void Headings_alone_are_a_remittance_of_nothing()
    {
        var file = Read(AlerusHeadings, options: new ReadOptions(DeclaredTotal: 0m, DeclaredCount: 0));
        file.Count.ShouldBe(0);
        file.Total.ShouldBe(0m);
    }

    [Fact]
    public void A_line_takes_32_bytes() => System.Runtime.CompilerServices.Unsafe.SizeOf<RemittanceLine>().ShouldBe(32);

    [Fact]
    public void A_line_as_text_does_not_show_the_taxpayer_number() =>
        ReadAlerus(AlerusRow()).Lines[0].ToString().ShouldNotContain("123456789");

    [Fact]
    public void Two_lines_alike_are_both_read_since_matching_decides_about_repeats() =>
        ReadAlerus(AlerusRow(), AlerusRow()).Count.ShouldBe(2);
}
