using LoanServicing.Domain.Regulation.Section401k;
using LoanServicing.Domain.Regulation.Section72p;
using LoanServicing.Domain.Tests;

namespace LoanServicing.Regulation.Tests;

/// <summary>When an active employee's account must not be offset.</summary>
[Cites("26 CFR 1.72(p)-1 A-13(b)")]
public class Section401k_OffsetBarredTests
{
    private static readonly OffsetBarredFacts Active = new(
        Given.Day("2023-09-30"),
        PlanKind.Section401a,
        Given.Day("1983-02-14"),
        null,
        null,
        null,
        null,
        PermitsDistributionWhileEmployed: false
    );

    [Fact]
    public void A_plan_that_distributes_nothing_to_employees_may_not_offset() =>
        OffsetBarred.IsBarred(Active).ShouldBe(new(true, "26 CFR 1.72(p)-1 A-13(b)", null));

    [Theory]
    [InlineData("2023-09-29", false)]
    [InlineData("2023-09-30", false)]
    [InlineData("2023-10-01", true)]
    public void Severance_disability_death_and_the_plans_end_allow_it_from_their_day(string day, bool barred)
    {
        OffsetBarredFacts[] all =
        [
            Active with
            {
                SeveredOn = Given.Day(day),
            },
            Active with
            {
                DisabledOn = Given.Day(day),
            },
            Active with
            {
                DiedOn = Given.Day(day),
            },
            Active with
            {
                PlanTerminatedOn = Given.Day(day),
            },
        ];
        all.ShouldAllBe(facts => OffsetBarred.IsBarred(facts).Answer == barred);
    }

    [Theory, Cites("26 USC 401(k)(2)(B)"), Cites("26 USC 403(b)(11)")]
    [InlineData(PlanKind.Section401a, "1964-04-01", true, "26 USC 401(k)(2)(B)")]
    [InlineData(PlanKind.Section401a, "1964-03-31", false, "26 USC 401(k)(2)(B)")]
    [InlineData(PlanKind.Section403b, "1964-04-01", true, "26 USC 403(b)(11)")]
    [InlineData(PlanKind.Section403b, "1964-03-31", false, "26 USC 403(b)(11)")]
    public void Elective_deferrals_of_an_employee_wait_for_fifty_nine_and_a_half(
        PlanKind plan,
        string born,
        bool barred,
        string cites
    )
    {
        var facts = Active with
        {
            Plan = plan,
            BirthDate = Given.Day(born),
            PermitsDistributionWhileEmployed = true,
            ElectiveDeferrals = true,
        };
        OffsetBarred.IsBarred(facts).ShouldBe(new(barred, cites, null));
        OffsetBarred.IsBarred(facts with { ElectiveDeferrals = false }).Answer.ShouldBeFalse();
    }

    [Theory, Cites("26 USC 457(d)(1)(A)")]
    [InlineData("2019-12-31", "1949-06-30", false)]
    [InlineData("2019-12-31", "1949-07-01", true)]
    [InlineData("2020-01-01", "1960-07-01", false)]
    [InlineData("2020-01-01", "1960-07-02", true)]
    public void A_457b_plan_waits_for_70_and_a_half_until_2019_and_59_and_a_half_since(
        string on,
        string born,
        bool barred
    ) =>
        OffsetBarred
            .IsBarred(
                Active with
                {
                    On = Given.Day(on),
                    Plan = PlanKind.Governmental457b,
                    BirthDate = Given.Day(born),
                    PermitsDistributionWhileEmployed = true,
                }
            )
            .Answer.ShouldBe(barred);
}
