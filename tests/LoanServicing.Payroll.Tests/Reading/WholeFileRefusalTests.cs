using System.Text;
using LoanServicing.Payroll.Reading;
using static LoanServicing.Payroll.Tests.Reading.PayrollFile;

namespace LoanServicing.Payroll.Tests.Reading;

/// <summary>
/// Each reason to refuse a file by its name, headings, content or control totals, once, in its words.
/// </summary>
public sealed class WholeFileRefusalTests
{
    [Theory]
    [InlineData(
        "SSN,\"LAST NAME, FIRST NAME MI\",LOAN NUMBER,LOAN PAYMENT AMOUNT,DIVISION/LOCATION,PAYROLL FREQUENCY",
        "line 1, column 1: found \"SSN\", expected the heading \"SOCIAL SECURITY NUMBER\""
    )]
    [InlineData(
        "SOCIAL SECURITY NUMBER,\"LAST NAME, FIRST NAME MI\",LOAN NUMBER,LOAN PAYMENT AMOUNT,DIVISION/LOCATION",
        "line 1, column 6: found no heading, expected the heading \"PAYROLL FREQUENCY\""
    )]
    [InlineData(
        "SOCIAL SECURITY NUMBER,\"LAST NAME, FIRST NAME MI\",LOAN NUMBER,LOAN PAYMENT AMOUNT,DIVISION/LOCATION,PAYROLL FREQUENCY,",
        "line 1, column 7: found nothing, expected no heading"
    )]
    [InlineData(
        "SOCIAL SECURITY NUMBER,\"LAST NAME, FIRST NAME MI\",Loan Number,LOAN PAYMENT AMOUNT,DIVISION/LOCATION,PAYROLL FREQUENCY",
        "line 1, column 3: found \"Loan Number\", expected the heading \"LOAN NUMBER\""
    )]
    [InlineData(
        "SOCIAL SECURITY NUMBER,\"LAST NAME, FIRST NAME MI,LOAN NUMBER",
        "line 1: found a quoted field without its closing quote, expected it on the same line"
    )]
    public void Headings_are_matched_letter_for_letter_in_order(string headings, string said) =>
        Refusal(() => Read(Text(headings, AlerusRow("x")))).ShouldBe($"{AlerusName}, {said}");

    [Fact]
    public void A_file_without_headings_shows_no_taxpayer_number() =>
        Refusal(() => Read(Text(AlerusRow(), AlerusRow())))
            .ShouldStartWith(
                $"{AlerusName}, line 1, column 1: found \"***-**-6789\", expected the heading \"SOCIAL SECURITY NUMBER\"\n"
            );

    public static TheoryData<byte[], string> Contents =>
        new()
        {
            { [], "found zero bytes, expected a remittance" },
            { [0xEF, 0xBB, 0xBF], "found no text after the byte order mark, expected a remittance" },
            {
                [.. "-----BEGIN PGP MESSAGE-----\n\nhQEMA"u8],
                "found a PGP-encrypted or PGP-signed message, expected the file as it was before, so decrypt it first"
            },
            {
                [0x50, 0x4B, 0x03, 0x04, 0x14],
                "found an Excel workbook or an archive, expected delimited text, so save it as CSV first"
            },
            {
                [0xD0, 0xCF, 0x11, 0xE0, 0xA1],
                "found an Excel workbook or an archive, expected delimited text, so save it as CSV first"
            },
            { [0xFF, 0xFE, 0x53, 0x00], "found text in UTF-16, expected text in UTF-8" },
            { [.. Enumerable.Repeat((byte)'\n', 5_000_001)], "found 5000001 lines, expected at most 5000000" },
        };

    [Theory]
    [MemberData(nameof(Contents), DisableDiscoveryEnumeration = true)]
    public void Content_that_is_no_delimited_text_gets_one_sentence(byte[] content, string said) =>
        Refusal(() => RemittanceReader.Read(Alerus, AlerusName, content)).ShouldBe($"{AlerusName}: {said}");

    [Fact]
    public void Five_million_lines_are_not_too_many()
    {
        byte[] content =
        [
            .. Encoding.UTF8.GetBytes(Text(AlerusHeadings, AlerusRow())),
            .. Enumerable.Repeat((byte)'\n', 4_999_998),
        ];
        RemittanceReader.Read(Alerus, AlerusName, content).Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("TEST_123456220811loans.txt")]
    [InlineData("test123456220811loans.txt")]
    [InlineData("TESTftp.txt")]
    public void Test_files_never_post(string name) =>
        Refusal(() => Read(Text(AlerusHeadings, AlerusRow()), name: name, options: new ReadOptions(PayDay)))
            .ShouldBe($"{name}: found a file name that begins with TEST, expected a file that is meant to be posted");

    [Theory]
    [InlineData("123456220811loans.txt", null)]
    [InlineData("123456220811LOANS.TXT", null)]
    [InlineData("123456220811loans.txt", "2022-08-11")]
    [InlineData("august.txt", "2022-08-11")]
    [InlineData("/in/box/123456220811loans.txt", null)]
    [InlineData("C:\\TEST\\123456220811loans.txt", null)]
    public void The_pay_date_comes_from_the_name_or_the_sender(string name, string? declared)
    {
        var file = Read(
            Text(AlerusHeadings, AlerusRow()),
            name: name,
            options: new ReadOptions(declared is null ? null : DateOnly.Parse(declared))
        );
        file.PayDate.ShouldBe(PayDay);
        file.FileName.ShouldNotContain("/");
        file.FileName.ShouldNotContain("\\");
    }

    [Fact]
    public void Two_digit_years_are_of_this_century() =>
        Read(Text(AlerusHeadings), name: "123456600229loans.txt").PayDate.ShouldBe(new DateOnly(2060, 2, 29));

    [Theory]
    [InlineData(
        "august.txt",
        null,
        "found no pay date, expected a file name like {account:digits(6)}{payDate:yyMMdd}loans.txt, or --pay-date"
    )]
    [InlineData(
        "1234567220811loans.txt",
        null,
        "found no pay date, expected a file name like {account:digits(6)}{payDate:yyMMdd}loans.txt, or --pay-date"
    )]
    [InlineData(
        "123456220811loans.txt",
        "2022-08-12",
        "found the pay date 2022-08-11 in the file name, expected 2022-08-12 as --pay-date says"
    )]
    [InlineData(
        "123456221311loans.txt",
        "2022-08-11",
        "found \"221311\" as the pay date in the file name, expected a day as yyMMdd"
    )]
    public void The_pay_date_is_missing_or_contradicted(string name, string? declared, string said) =>
        Refusal(() =>
                Read(
                    Text(AlerusHeadings, AlerusRow()),
                    name: name,
                    options: new ReadOptions(declared is null ? null : DateOnly.Parse(declared))
                )
            )
            .ShouldBe($"{name}: {said}");

    [Theory]
    [InlineData("50.01", 2, "found a total of 50.00, expected 50.01 as declared")]
    [InlineData("49.99", null, "found a total of 50.00, expected 49.99 as declared")]
    [InlineData(null, 3, "found 2 repayments, expected 3 as declared")]
    [InlineData("50.00", 1, "found 2 repayments, expected 1 as declared")]
    public void Control_totals_fit_to_the_cent_and_the_line(string? total, int? count, string said) =>
        Refusal(() =>
                Read(
                    Text(AlerusHeadings, AlerusRow(), AlerusRow()),
                    options: new ReadOptions(null, total is null ? null : decimal.Parse(total), count)
                )
            )
            .ShouldBe($"{AlerusName}: {said}");

    [Fact]
    public void Control_totals_that_fit_are_accepted()
    {
        Read(Text(AlerusHeadings, AlerusRow(), AlerusRow()), options: new ReadOptions(PayDay, 50m, 2))
            .Total.ShouldBe(50m);
        var rows = Text(SummedHeadings, SummedRow("123-45-6789", "5.00"), SummedRow("123-45-6789", ""));
        Read(rows, Summed, SummedName, new ReadOptions(PayDay, 5m, 1)).SkippedLines.ShouldBe(1);
    }
}
