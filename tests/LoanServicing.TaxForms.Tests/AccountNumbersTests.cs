using LoanServicing.Domain.Regulation.Form1099R;

namespace LoanServicing.TaxForms.Tests;

public sealed class AccountNumbersTests
{
    private static readonly Form1099RData Deemed = Samples.Deemed.Form;

    // Reckoned outside this code: the first 80 bits of SHA-256 over the lines EX401K, P1, A, 2025-09-30, pretax, 1, in
    // base 32 (RFC 4648).
    [Fact]
    public void A_number_is_fixed_for_ever() => AccountNumbers.Assign([Deemed]).ShouldBe(["KQGLHZ6UO3HXMRPG"]);

    [Fact]
    public void Every_part_of_what_the_form_is_about_makes_another_number()
    {
        Form1099RData[] forms =
        [
            Deemed,
            Deemed with
            {
                Plan = "X",
            },
            Deemed with
            {
                Participant = "X",
            },
            Deemed with
            {
                Loan = "X",
            },
            Deemed with
            {
                Loan = null,
            },
            Deemed with
            {
                On = new(2025, 10, 1),
            },
            Deemed with
            {
                Box7 = "LB",
            },
            Deemed,
            Deemed with
            {
                Loan = null,
                Box7 = "G",
            },
            Deemed with
            {
                Plan = "EX401K\nP1",
                Participant = "A",
            },
        ];
        AccountNumbers.Assign(forms).ShouldBeUnique();
    }

    [Fact]
    public void Another_form_in_the_list_changes_no_number() =>
        AccountNumbers.Assign([Samples.RothOffset.Form, Deemed])[1].ShouldBe(AccountNumbers.Assign([Deemed])[0]);

    [Fact]
    public void A_corrected_amount_or_code_keeps_the_number() =>
        AccountNumbers
            .Assign([Deemed with { Box1 = 1m, Box2a = 1m, Box7 = "1M" }])
            .ShouldBe(AccountNumbers.Assign([Deemed]));

    [Fact]
    public void The_order_of_two_codes_does_not_count() =>
        AccountNumbers
            .Assign([Deemed with { Loan = null, Box7 = "4G" }])
            .ShouldBe(AccountNumbers.Assign([Deemed with { Loan = null, Box7 = "G4" }]));

    [Fact]
    public void Ten_thousand_forms_have_numbers_of_sixteen_letters_and_digits()
    {
        var numbers = AccountNumbers.Assign(
            Enumerable.Range(1, 10_000).Select(i => Deemed with { Participant = $"P{i}" }).ToList()
        );
        numbers.Distinct().Count().ShouldBe(10_000);
        numbers.ShouldAllBe(number => number.Length == 16 && number.All(char.IsAsciiLetterOrDigit));
    }
}
