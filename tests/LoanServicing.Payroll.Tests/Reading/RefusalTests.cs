using LoanServicing.Payroll.Reading;
using static LoanServicing.Payroll.Tests.Reading.PayrollFile;

namespace LoanServicing.Payroll.Tests.Reading;

/// <summary>Each reason to refuse a line or a heading, once, in its words.</summary>
public sealed class RefusalTests
{
    [Theory]
    [InlineData("12.345", "found \"12.345\", expected dollars with at most two decimals")]
    [InlineData("12.", "found \"12.\", expected dollars with at most two decimals")]
    [InlineData(".", "found \".\", expected dollars with at most two decimals")]
    [InlineData("-", "found \"-\", expected dollars with at most two decimals")]
    [InlineData("1.2.3", "found \"1.2.3\", expected dollars with at most two decimals")]
    [InlineData("$25.00", "found \"$25.00\", expected dollars with at most two decimals")]
    [InlineData("+25.00", "found \"+25.00\", expected dollars with at most two decimals")]
    [InlineData("25.00-", "found \"25.00-\", expected dollars with at most two decimals")]
    [InlineData("(25.00)", "found \"(25.00)\", expected dollars with at most two decimals")]
    [InlineData("1e3", "found \"1e3\", expected dollars with at most two decimals")]
    [InlineData("2 5", "found \"2 5\", expected dollars with at most two decimals")]
    [InlineData("N/A", "found \"N/A\", expected dollars with at most two decimals")]
    [InlineData("\"1,25\"\"\"", "found \"1,25\"\"\", expected dollars with at most two decimals")]
    [InlineData("", "found nothing, expected dollars with at most two decimals")]
    [InlineData("\"1,234.00\"", "found \"1,234.00\", expected dollars without thousands commas")]
    [InlineData("0.00", "found \"0.00\", expected an amount above zero")]
    [InlineData("-0", "found \"-0\", expected an amount above zero")]
    [InlineData("-25.00", "found \"-25.00\", expected an amount above zero")]
    [InlineData("12345678.00", "found 11 characters, expected at most 10")]
    public void Amounts(string amount, string said) =>
        AlerusRefusal(AlerusRow(amount: amount)).ShouldBe("line 2, LOAN PAYMENT AMOUNT: " + said);

    [Theory]
    [InlineData("123456", "found \"***-**-3456\" (6 digits), expected 7 to 9 digits")]
    [InlineData("12345678X", "found \"***-**-5678\" (8 digits and 1 other character), expected 7 to 9 digits")]
    [InlineData("XXXXXXXXX", "found \"***\" (0 digits and 9 other characters), expected 7 to 9 digits")]
    [InlineData("", "found nothing, expected 7 to 9 digits")]
    [InlineData("123-45-6789", "found 11 characters, expected at most 9")]
    public void Taxpayer_numbers(string number, string said) =>
        AlerusRefusal(AlerusRow(number)).ShouldBe("line 2, SOCIAL SECURITY NUMBER: " + said);

    [Theory]
    [InlineData("A01", "LOAN NUMBER: found \"A01\", expected 1 to 3 digits")]
    [InlineData("0001", "LOAN NUMBER: found 4 characters, expected at most 3")]
    public void Loan_numbers(string number, string said) =>
        AlerusRefusal(AlerusRow(loan: number)).ShouldBe("line 2, " + said);

    [Theory]
    [InlineData(
        "3",
        "PAYROLL FREQUENCY: found \"3\", expected one of 7 (weekly), 6 (biweekly), 5 (semimonthly), 4 (monthly)"
    )]
    [InlineData(
        "",
        "PAYROLL FREQUENCY: found nothing, expected one of 7 (weekly), 6 (biweekly), 5 (semimonthly), 4 (monthly)"
    )]
    public void Frequencies(string frequency, string said) =>
        AlerusRefusal(AlerusRow(frequency: frequency)).ShouldBe("line 2, " + said);

    [Theory]
    [InlineData(
        "\"ABCDEFGHIJ, KLMNOPQRST UVWXYZ AB\"",
        "LAST NAME, FIRST NAME MI: found 32 characters, expected at most 30"
    )]
    [InlineData("", "LAST NAME, FIRST NAME MI: found nothing, expected a value")]
    public void Names(string name, string said) => AlerusRefusal(AlerusRow(name: name)).ShouldBe("line 2, " + said);

    [Theory]
    [InlineData("123456789,DOE JANE,001,25.00,6", "found 5 fields, expected 6")]
    [InlineData("123456789", "found 1 field, expected 6")]
    [InlineData(
        "123456789,DOE, JANE R,001,25.00,,6",
        "found 7 fields, expected 6 (is a field with a delimiter in it not quoted?)"
    )]
    [InlineData(
        "123456789,\"DOE, JANE,001,25.00,,6",
        "found a quoted field without its closing quote, expected it on the same line"
    )]
    [InlineData(
        "123456789,\"DOE\" JANE,001,25.00,,6",
        "found text between a closing quote and the next delimiter, expected none, or the quote in the field doubled"
    )]
    [InlineData(
        "123456789,DOE \"J\",001,25.00,,6",
        "found a quote inside a field that does not begin with one, expected the whole field in quotes and the quote doubled"
    )]
    [InlineData("123456789,DO\0E,001,25.00,,6", "found a NUL byte at place 13, expected text")]
    public void Lines(string line, string said) => AlerusRefusal(line).ShouldBe("line 2: " + said);

    [Fact]
    public void A_blank_line_amid_others() =>
        AlerusRefusal(AlerusRow(), "", "  ", AlerusRow(), "")
            .ShouldBe("line 3: found a blank line, expected blank lines at the end only");

    [Fact]
    public void A_line_of_more_than_64_KB()
    {
        AlerusRefusal(AlerusRow(), new string('x', 65_536))
            .ShouldBe("line 3: found 65536 bytes, expected at most 65535");
        AlerusRefusal(AlerusRow(), new string('x', 65_535)).ShouldBe("line 3: found 1 field, expected 6");
    }

    [Fact]
    public void Bytes_that_are_not_UTF8_name_their_line()
    {
        byte[] latin1 =
        [
            .. System.Text.Encoding.Latin1.GetBytes(
                Text(AlerusHeadings, AlerusRow(), AlerusRow(name: "\"MUÑOZ, J\""), AlerusRow(loan: "?"))
            ),
        ];
        Refusal(() => RemittanceReader.Read(Alerus, AlerusName, latin1))
            .ShouldBe(
                $"""
                {AlerusName}, line 3: found byte 0xD1 at place 14, which is not UTF-8, expected a file saved as UTF-8
                {AlerusName}, line 4, LOAN NUMBER: found "?", expected 1 to 3 digits
                """
            );
    }

    [Fact]
    public void Amounts_up_to_what_the_database_holds()
    {
        ReadSummed(SummedRow("123-45-6789", "99999999999999999.99")).Total.ShouldBe(99_999_999_999_999_999.99m);
        ReadSummed(SummedRow("123-45-6789", "000099999999999999999.9")).Total.ShouldBe(99_999_999_999_999_999.90m);
        foreach (var more in (string[])["100000000000000000", "100000000000000000.00", "999999999999999999999"])
        {
            var said = SummedRefusal(SummedRow("123-45-6789", more));
            said.ShouldStartWith("line 2, Loan Repayment: found \"***-**-");
            said.ShouldEndWith("\", expected at most 99999999999999999.99 dollars");
        }

        Refusal(() => ReadSummed(SummedRow("123-45-6789", "99999999999999999.99"), SummedRow("123-45-6789", "0.01")))
            .ShouldBe(
                SummedName + ": found a total of 100000000000000000.00, expected at most 99999999999999999.99 dollars"
            );
    }

    [Fact]
    public void Every_problem_of_a_line_and_of_a_file_is_told_at_once() =>
        AlerusRefusal(AlerusRow("12", amount: "x"), AlerusRow(), AlerusRow(loan: "x"))
            .ShouldBe(
                """
                line 2, SOCIAL SECURITY NUMBER: found "***-**-12" (2 digits), expected 7 to 9 digits
                line 2, LOAN PAYMENT AMOUNT: found "x", expected dollars with at most two decimals
                line 4, LOAN NUMBER: found "x", expected 1 to 3 digits
                """
            );

    [Fact]
    public void After_twenty_problems_the_others_are_counted()
    {
        var refusal = Should.Throw<RemittanceRefusedException>(() =>
            ReadAlerus([.. Enumerable.Repeat(AlerusRow(amount: "x"), 23)])
        );
        refusal.Count.ShouldBe(23);
        refusal.Problems.Length.ShouldBe(20);
        refusal.Message.Split('\n').Length.ShouldBe(21);
        refusal.Message.ShouldEndWith(
            "line 21, LOAN PAYMENT AMOUNT: found \"x\", expected dollars with at most two decimals\n… and 3 more"
        );
        refusal
            .Problems[19]
            .ShouldBe(
                new RemittanceProblem(
                    AlerusName,
                    21,
                    "LOAN PAYMENT AMOUNT",
                    "\"x\"",
                    "dollars with at most two decimals"
                )
            );
        Refusal(() => ReadAlerus([.. Enumerable.Repeat(AlerusRow(amount: "x"), 20)])).ShouldNotContain("more");
    }
}
