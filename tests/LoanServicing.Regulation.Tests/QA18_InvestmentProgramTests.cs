using LoanServicing.Domain.Regulation.Section72p;

namespace LoanServicing.Regulation.Tests;

/// <summary>Residential mortgages that a plan makes as an investment.</summary>
public class QA18_InvestmentProgramTests
{
    private static readonly InvestmentProgramFacts Programme = new(
        Established: true,
        Earmarked: false,
        ParticipantsOnly: false,
        MaturesOnSeverance: false,
        Insider: false
    );

    [Fact, Cites("26 CFR 1.72(p)-1 A-18(a)")]
    public void A_mortgage_of_an_investment_programme_is_outside_section_72p()
    {
        var finding = InvestmentProgram.Of(Programme);
        (finding.OutsideSection72p, finding.Missed, finding.Cites).ShouldBe(
            (true, InvestmentProgramCondition.None, "26 CFR 1.72(p)-1 A-18(a)")
        );
        finding.Detail.ShouldEndWith(".");
    }

    public static TheoryData<InvestmentProgramFacts, InvestmentProgramCondition, string> Missed =>
        new()
        {
            {
                Programme with
                {
                    Established = false,
                },
                InvestmentProgramCondition.NotEstablished,
                "26 CFR 1.72(p)-1 A-18(a)"
            },
            {
                Programme with
                {
                    SecuredByProperty = false,
                },
                InvestmentProgramCondition.NotSecuredByProperty,
                "26 CFR 1.72(p)-1 A-18(a)"
            },
            {
                Programme with
                {
                    WithinMarketValue = false,
                },
                InvestmentProgramCondition.OverMarketValue,
                "26 CFR 1.72(p)-1 A-18(a)"
            },
            {
                Programme with
                {
                    MaturesOnSeverance = true,
                },
                InvestmentProgramCondition.MaturesOnSeverance,
                "26 CFR 1.72(p)-1 A-18(a)(1)"
            },
            {
                Programme with
                {
                    Earmarked = true,
                },
                InvestmentProgramCondition.Earmarked,
                "26 CFR 1.72(p)-1 A-18(a)(2)"
            },
            {
                Programme with
                {
                    ParticipantsOnly = true,
                },
                InvestmentProgramCondition.ParticipantsOnly,
                "26 CFR 1.72(p)-1 A-18(a)(3)"
            },
            { Programme with { Insider = true }, InvestmentProgramCondition.Insider, "26 CFR 1.72(p)-1 A-18(c)" },
            // An old programme is excused from one condition only.
            {
                Programme with
                {
                    ParticipantsOnly = true,
                    InEffectSince1995 = true,
                    Earmarked = true,
                },
                InvestmentProgramCondition.Earmarked,
                "26 CFR 1.72(p)-1 A-18(a)(2)"
            },
            {
                Programme with
                {
                    ParticipantsOnly = true,
                    InEffectSince1995 = true,
                    Insider = true,
                },
                InvestmentProgramCondition.Insider,
                "26 CFR 1.72(p)-1 A-18(c)"
            },
        };

    [
        Theory,
        MemberData(nameof(Missed), DisableDiscoveryEnumeration = true),
        Cites("26 CFR 1.72(p)-1 A-18(a)"),
        Cites("26 CFR 1.72(p)-1 A-18(c)")
    ]
    public void A_loan_that_misses_a_condition_is_an_ordinary_plan_loan(
        InvestmentProgramFacts facts,
        InvestmentProgramCondition missed,
        string cites
    )
    {
        var finding = InvestmentProgram.Of(facts);
        (finding.OutsideSection72p, finding.Missed, finding.Cites).ShouldBe((false, missed, cites));
    }

    [Fact, Cites("26 CFR 1.72(p)-1 A-18(b)")]
    public void A_programme_in_effect_since_20_December_1995_may_be_open_to_participants_only() =>
        InvestmentProgram
            .Of(Programme with { ParticipantsOnly = true, InEffectSince1995 = true })
            .ShouldSatisfyAllConditions(
                finding => finding.OutsideSection72p.ShouldBeTrue(),
                finding => finding.Cites.ShouldBe("26 CFR 1.72(p)-1 A-18(b)")
            );

    [Fact, Cites("26 CFR 1.72(p)-1 A-18(b)")]
    public void The_date_stands_as_the_regulation_has_it() =>
        Domain.Regulation.Figures.InvestmentProgramInEffectOn.ShouldBe(new(1995, 12, 20));
}
