using LoanServicing.Domain.Regulation.Form1099R;

namespace LoanServicing.TaxForms.Tests;

public sealed class FormChecksTests
{
    private static readonly Form1099RData Cash = Samples.Deemed.Form with { Loan = null, Box7 = "1" };

    /// <summary>
    /// Each row spoils one thing of a form that is right; the second column is the finding's code and severity.
    /// </summary>
    public static readonly TheoryData<string, string, Func<InformationReturn, InformationReturn>> Spoiled = new()
    {
        { "2a over box 1", "V01 error", r => r.With(f => f with { Box2a = 17156.94m }) },
        { "2a and 5 short of box 1", "V01 error", r => r.With(f => f with { Box5 = 0.01m }) },
        { "below zero", "V01 error", r => r.With(f => f with { Box2a = 17157.93m, Box5 = -1m, Box1 = 17156.93m }) },
        { "fraction of a cent", "V01 error", r => r.With(f => f with { Box1 = 17156.935m, Box2a = 17156.935m }) },
        {
            "basis over box 1 of a qualified Roth offset",
            "V01 error",
            r => r.With(f => f with { Box7 = "7B", Box11 = 2010, Box2a = 0m, Box5 = 17156.94m })
        },
        {
            "Roth deemed without taxable earnings",
            "V01 error",
            r => r.With(f => f with { Box7 = "LB", Box11 = 2010, Box2a = 0m, Box5 = 100m })
        },
        {
            "taxed Roth offset short of box 1",
            "V01 error",
            r => r.With(f => f with { Box7 = "7B", Box11 = 2010, Box2a = 300m, Box5 = 100m })
        },
        {
            "taxed rollover short of box 1",
            "V01 error",
            r => r.With(f => f with { Loan = null, Box7 = "G", Box2a = 300m })
        },
        { "pair", "V02 error", r => r.With(f => f with { Box7 = "L3" }) },
        { "no code", "V02 error", r => r.With(f => f with { Box7 = "" }) },
        { "L with M", "V03 error", r => r.With(f => f with { Box7 = "LM" }) },
        { "L without a loan", "V03 error", r => r.With(f => f with { Loan = null }) },
        { "M without a loan", "V03 error", r => r.With(f => f with { Loan = null, Box7 = "1M" }) },
        { "B without box 11", "V05 warning", r => r.With(f => f with { Box7 = "LB" }) },
        { "box 11 without B", "V05 error", r => r.With(f => f with { Box11 = 2010 }) },
        {
            "box 11 before there were Roth accounts",
            "V05 error",
            r => r.With(f => f with { Box7 = "LB", Box11 = 2005 })
        },
        { "box 11 after the year", "V05 error", r => r.With(f => f with { Box7 = "LB", Box11 = 2026 }) },
        { "box 4 over box 1", "V07 error", r => r.With(f => f with { Box4 = 17156.94m }) },
        { "box 4 on L", "V07 warning", r => r.With(f => f with { Box4 = 0.01m }) },
        { "year", "V10 error", r => r.With(f => f with { TaxYear = 2024 }) },
        { "later year", "V10 error", r => r.With(f => f with { TaxYear = 2026 }) },
        { "no person", "V17 error", r => r with { Recipient = null } },
        { "no taxpayer number", "V17 warning", r => r.WithPerson(p => p with { TaxpayerNumber = "" }) },
        { "hyphens in it", "V17 error", r => r.WithPerson(p => p with { TaxpayerNumber = "900-12-3456" }) },
        { "no name", "V17 error", r => r.WithPerson(p => p with { Name = " " }) },
        { "no street", "V17 error", r => r.WithPerson(p => p with { Address = p.Address with { Street = "" } }) },
        {
            "state in full",
            "V17 error",
            r => r.WithPerson(p => p with { Address = p.Address with { State = "Illinois" } })
        },
        { "zip of four", "V17 error", r => r.WithPerson(p => p with { Address = p.Address with { Zip = "6252" } }) },
        { "no account number", "V09 error", r => r with { AccountNumber = "" } },
        { "account number of 21", "V09 error", r => r with { AccountNumber = new('A', 21) } },
        { "account number with a hyphen", "V09 error", r => r with { AccountNumber = "A-1" } },
        { "account number that is the taxpayer number", "V09 error", r => r with { AccountNumber = "A900123456" } },
    };

    public static readonly TheoryData<string, Func<InformationReturn, InformationReturn>> Right = new()
    {
        { "as it is", r => r },
        { "L alone", r => r.With(f => f with { Box7 = "L" }) },
        { "with basis", r => r.With(f => f with { Box2a = 17000m, Box5 = 156.93m }) },
        { "a direct rollover", r => r.With(_ => Cash with { Box7 = "G", Box2a = 0m }) },
        { "a qualified Roth offset", r => r.With(f => f with { Box7 = "MB", Box2a = 0m, Box5 = 100m, Box11 = 2006 }) },
        { "Roth of the year itself", r => r.With(f => f with { Box7 = "LB", Box11 = 2025 }) },
        { "all of it withheld", r => r.With(_ => Cash with { Box4 = Cash.Box1 }) },
        {
            "a correction under EPCRS reported later",
            r => r.With(f => f with { TaxYear = 2026, Authority = "Rev. Proc. 2021-30 sec. 6.07" })
        },
        { "an address abroad", r => r.WithPerson(p => p with { Address = new("3 Rue X", "Lyon", "", "", "FR") }) },
        { "an account number of 20", r => r with { AccountNumber = new('A', 20) } },
    };

    [Theory]
    [MemberData(nameof(Spoiled), DisableDiscoveryEnumeration = true)]
    public void One_wrong_thing_makes_one_finding(
        string what,
        string expected,
        Func<InformationReturn, InformationReturn> spoil
    )
    {
        var checkedReturns = FormChecks.Check([spoil(Samples.Deemed)]);
        checkedReturns.Findings.Select(finding => finding.ToString().Split(':')[0]).ShouldContain(expected, what);
        checkedReturns.Ready.Count.ShouldBe(expected.EndsWith("error", StringComparison.Ordinal) ? 0 : 1, what);
        var said = string.Join(' ', checkedReturns.Findings);
        said.ShouldNotContain("900", customMessage: "a taxpayer number is nobody's business");
        said.ShouldNotContain("Neil");
    }

    [Theory]
    [MemberData(nameof(Right), DisableDiscoveryEnumeration = true)]
    public void What_is_right_is_ready(string what, Func<InformationReturn, InformationReturn> change)
    {
        var checkedReturns = FormChecks.Check([change(Samples.Deemed)]);
        checkedReturns.Findings.ShouldBeEmpty(what);
        checkedReturns.Ready.Count.ShouldBe(1, what);
    }

    [Fact]
    public void A_finding_names_the_loan_what_was_found_and_what_was_expected() =>
        FormChecks
            .Check([Samples.Deemed.With(form => form with { Box7 = "L3" })])
            .Findings.Single()
            .ToString()
            .ShouldBe(
                "V02 error: plan EX401K participant P1 loan A: found 'L3' in box 7; expected L alone or with one of 1247B."
            );

    [Theory]
    [InlineData(999, 0, false)]
    [InlineData(1000, 0, true)]
    [InlineData(999, 1, true)]
    public void Below_ten_dollars_without_tax_withheld_no_form_is_due(int centsInBox1, int centsInBox4, bool isDue)
    {
        var (box1, box4) = (centsInBox1 / 100m, centsInBox4 / 100m);
        var checkedReturns = FormChecks.Check([
            Samples.Deemed.With(_ => Cash with { Box1 = box1, Box2a = box1, Box4 = box4 }),
        ]);
        checkedReturns.Ready.Count.ShouldBe(isDue ? 1 : 0);
        checkedReturns
            .Findings.Select(finding => (finding.Check, finding.Severity))
            .ShouldBe(isDue ? [] : [("V16", Severity.Note)]);
        checkedReturns.Errors.ShouldBeEmpty();
    }

    [Fact]
    public void The_ten_dollars_are_those_of_the_recipient_from_the_payer_in_the_year()
    {
        var small = Samples.Deemed.With(form => form with { Box1 = 6m, Box2a = 6m });
        var again = small.With(form => form with { Plan = "OTHER", Participant = "P9", Loan = "Z" }) with
        {
            AccountNumber = "Z1",
        };
        FormChecks.Check([small, again]).Ready.Count.ShouldBe(2, "one person of two plans of one payer");
        FormChecks
            .Check([small, again.WithPerson(person => person with { TaxpayerNumber = "900123457" })])
            .Ready.ShouldBeEmpty("two persons");
        FormChecks
            .Check([small, again with { Payer = Samples.Payer with { Ein = "112345678" } }])
            .Ready.ShouldBeEmpty("two payers");
        FormChecks
            .Check([small, again.With(form => form with { TaxYear = 2024, On = new(2024, 9, 30) })])
            .Ready.ShouldBeEmpty("two years");
    }

    [Fact]
    public void An_account_number_is_for_one_form_of_a_payer()
    {
        var same = Samples.RothOffset with { AccountNumber = Samples.Deemed.AccountNumber };
        FormChecks.Check([Samples.Deemed, same]).Errors.Select(finding => finding.Check).ShouldBe(["V09", "V09"]);
        FormChecks
            .Check([Samples.Deemed, same with { Payer = Samples.Payer with { Ein = "112345678" } }])
            .Errors.ShouldBeEmpty();
    }

    [Fact]
    public void Leaving_out_errors_keeps_the_ready_forms_and_the_other_findings()
    {
        var rest = FormChecks.Check([Samples.Deemed with { Recipient = null }, Samples.RothOffset]).LeavingOutErrors();
        rest.Ready.ShouldBe([Samples.RothOffset]);
        rest.Findings.Select(finding => finding.Severity).ShouldBe([Severity.Warning]);
    }
}
