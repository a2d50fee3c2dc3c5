using LoanServicing.Payroll.Reading;
using static LoanServicing.Payroll.Tests.Reading.PayrollFile;

namespace LoanServicing.Payroll.Tests.Reading;

public sealed class SummedLoanCsvTests
{
    [Fact]
    public void A_row_gives_one_summed_amount_for_a_person()
    {
        var file = ReadSummed(SummedRow("123-45-6789", "310.20"));
        var line = file.Lines.ShouldHaveSingleItem();
        line.TaxpayerNumber.Digits.ShouldBe("123456789");
        line.LoanReference.ShouldBe(LoanReference.Summed);
        line.LoanReference.ToString().ShouldBe("summed");
        line.Amount.ShouldBe(310.20m);
        file.PayDate.ShouldBe(PayDay);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("0.00")]
    [InlineData(" ")]
    public void Rows_without_a_repayment_are_counted_and_not_checked_further(string amount)
    {
        var file = ReadSummed(
            SummedRow("123-45-6789", "10.00"),
            SummedRow("unknown", amount),
            SummedRow("001-02-0003", "20.00")
        );
        file.SkippedLines.ShouldBe(1);
        file.Count.ShouldBe(2);
        file.Lines[1].LineNumber.ShouldBe(4);
        file.Lines[1].TaxpayerNumber.Digits.ShouldBe("001020003");
    }

    [Fact]
    public void The_second_check_of_a_period_with_no_loan_deduction_does_not_hide_the_first() =>
        ReadSummed(SummedRow("123-45-6789", "75.00"), SummedRow("123-45-6789", "0.00")).Total.ShouldBe(75m);

    [Fact]
    public void The_date_in_the_name_is_when_the_file_was_made_and_no_pay_date() =>
        Refusal(() => Read(Text(SummedHeadings), Summed, SummedName))
            .ShouldBe(
                "P1_2022081209301500.csv: found no pay date, expected --pay-date, since the layout summed-loan-csv carries none"
            );

    [Theory]
    [InlineData("123456789", "***-**-6789", "9 digits")]
    [InlineData("12-345-6789", "***-**-6789", "9 digits and 2 other characters")]
    [InlineData("123 45 6789", "***-**-6789", "9 digits and 2 other characters")]
    [InlineData("123-45-678O", "***-**-5678", "8 digits and 3 other characters")]
    public void Taxpayer_numbers_have_their_hyphens(string written, string shown, string made) =>
        SummedRefusal(SummedRow(written, "1.00"))
            .ShouldBe($"line 2, SSN: found \"{shown}\" ({made}), expected ###-##-####");

    [Fact]
    public void A_negative_amount_is_no_reason_to_skip_the_line() =>
        SummedRefusal(SummedRow("123-45-6789", "-5.00"))
            .ShouldBe("line 2, Loan Repayment: found \"-5.00\", expected an amount above zero");
}
