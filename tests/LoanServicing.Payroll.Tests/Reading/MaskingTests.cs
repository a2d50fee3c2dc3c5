using System.Globalization;
using LoanServicing.Payroll.Reading;
using static LoanServicing.Payroll.Tests.Reading.PayrollFile;

namespace LoanServicing.Payroll.Tests.Reading;

public sealed class MaskingTests
{
    [Theory]
    [InlineData("123456789")]
    [InlineData("123-45-6789")]
    [InlineData("123.45.6789")]
    [InlineData("123 45 6789")]
    [InlineData("123 - 45 - 6789")]
    [InlineData("X123456789Y")]
    [InlineData("1-2-3-4-5-6-7-8-9")]
    [InlineData("１２３４５６７８９")]
    public void A_taxpayer_number_in_the_wrong_column_is_masked_there_too(string number)
    {
        var said = SummedRefusal(SummedRow("123-45-6789", number + "$"));
        said.ShouldContain("***-**-");
        Digits(said).ShouldNotContain("12345");
    }

    [Theory]
    [InlineData("12345.678")]
    [InlineData("123456.7")]
    public void An_amount_is_not_taken_for_one(string amount) =>
        SummedRefusal(SummedRow("123-45-6789", amount + "x")).ShouldContain(amount);

    [Fact]
    public void Long_values_and_control_characters_are_tamed() =>
        SummedRefusal(SummedRow("123-45-6789", "\t\u001b[31m" + new string('é', 500)))
            .ShouldBe(
                $"line 2, Loan Repayment: found \"··[31m{new string('é', 34)}…\", expected dollars with at most two decimals"
            );

    [Fact]
    public void The_number_itself_prints_masked()
    {
        var number = new TaxpayerNumber(1_020_003);
        $"{number}".ShouldBe("***-**-0003");
        number.Digits.ShouldBe("001020003");
        Should.Throw<ArgumentOutOfRangeException>(() => new TaxpayerNumber(1_000_000_000));
        (number < new TaxpayerNumber(1_020_004)).ShouldBeTrue();
    }

    private static string Digits(string text) =>
        string.Concat(text.Where(char.IsDigit).Select(c => CharUnicodeInfo.GetDecimalDigitValue(c)));
}
