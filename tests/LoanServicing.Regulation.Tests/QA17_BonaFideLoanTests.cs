using LoanServicing.Domain.Regulation.Form1099R;
using LoanServicing.Domain.Regulation.Section72p;
using LoanServicing.Domain.Tests;

namespace LoanServicing.Regulation.Tests;

/// <summary>A transfer that nobody means to repay.</summary>
public class QA17_BonaFideLoanTests
{
    [Theory, Cites("26 CFR 1.72(p)-1 A-17")]
    [InlineData(true)]
    [InlineData(false)]
    public void It_is_a_loan_where_the_plan_administrator_says_so(bool bonaFide) =>
        BonaFideLoan.IsSatisfied(bonaFide).ShouldBe(new(bonaFide, "26 CFR 1.72(p)-1 A-17", null));

    [Fact, Cites("26 CFR 1.72(p)-1 A-17")]
    public void Otherwise_it_is_an_actual_distribution_whose_form_has_no_L() =>
        DistributionCode
            .OfActual(
                new(Given.Day("2019-03-04"), Given.Day("1980-02-02"), null, null, null, PlanKind.Section401a),
                roth: false
            )
            .ShouldBe("1");
}
