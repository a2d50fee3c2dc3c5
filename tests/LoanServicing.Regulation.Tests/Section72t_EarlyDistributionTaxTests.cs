using LoanServicing.Domain.Regulation.Section72p;
using LoanServicing.Domain.Regulation.Section72t;
using LoanServicing.Domain.Tests;

namespace LoanServicing.Regulation.Tests;

/// <summary>The tax on early distributions, deemed or actual.</summary>
[Cites("26 CFR 1.72(p)-1 A-11(b)")]
public class Section72t_EarlyDistributionTaxTests
{
    private static readonly EarlyDistributionFacts At40 = new(
        Given.Day("2024-06-15"),
        Given.Day("1984-01-20"),
        null,
        null,
        null
    );

    [Theory, Cites("26 USC 72(t)(2)(A)(i)"), Cites("26 USC 72(t)(1)")]
    [InlineData("1964-12-16", EarlyDistributionRelief.None)]
    [InlineData("1964-12-15", EarlyDistributionRelief.Age59Half)]
    [InlineData("1964-12-14", EarlyDistributionRelief.Age59Half)]
    public void It_ends_on_the_day_of_fifty_nine_and_a_half(string born, EarlyDistributionRelief relief) =>
        Of(At40 with { BirthDate = Given.Day(born) }).ShouldBe(relief);

    [Theory, Cites("26 USC 72(t)(2)(A)(ii)"), Cites("26 USC 72(t)(2)(A)(iii)")]
    [InlineData("2024-06-14", true)]
    [InlineData("2024-06-15", true)]
    [InlineData("2024-06-16", false)]
    public void Death_and_disability_free_what_comes_after_them(string day, bool free)
    {
        Of(At40 with { DiedOn = Given.Day(day) })
            .ShouldBe(free ? EarlyDistributionRelief.Death : EarlyDistributionRelief.None);
        Of(At40 with { DisabledOn = Given.Day(day) })
            .ShouldBe(free ? EarlyDistributionRelief.Disability : EarlyDistributionRelief.None);
    }

    // Defined contribution plans are in it from 2016.
    [Theory, Cites("26 USC 72(t)(10)")]
    [InlineData("1974-12-31", "2024-06-15", PlanKind.Governmental, true, true)]
    [InlineData("1975-01-01", "2024-06-15", PlanKind.Governmental, true, false)]
    [InlineData("1974-12-31", "2024-06-15", PlanKind.Section401a, true, false)]
    [InlineData("1974-12-31", "2024-06-15", PlanKind.Governmental, false, false)]
    [InlineData("1965-12-31", "2016-01-01", PlanKind.Governmental, true, true)]
    [InlineData("1965-12-31", "2015-12-31", PlanKind.Governmental, true, false)]
    public void Public_safety_employees_of_a_government_need_be_50(
        string born,
        string on,
        PlanKind plan,
        bool publicSafety,
        bool free
    ) =>
        Of(
                At40 with
                {
                    On = Given.Day(on),
                    BirthDate = Given.Day(born),
                    SeveredOn = Given.Day(on),
                    Plan = plan,
                    PublicSafety = publicSafety,
                }
            )
            .ShouldBe(free ? EarlyDistributionRelief.Severance : EarlyDistributionRelief.None);

    [Theory, Cites("26 USC 72(t)(2)(A)(v)")]
    [InlineData("1969-12-31", "2024-01-02", true)]
    [InlineData("1970-01-01", "2024-01-02", false)]
    [InlineData("1969-12-31", "2023-12-31", false)]
    [InlineData("1969-12-31", "2024-06-15", true)]
    [InlineData("1969-12-31", "2024-06-16", false)]
    public void A_severance_in_or_after_the_year_of_age_55_frees_what_comes_after_it(
        string born,
        string severed,
        bool free
    ) =>
        Of(At40 with { BirthDate = Given.Day(born), SeveredOn = Given.Day(severed) })
            .ShouldBe(free ? EarlyDistributionRelief.Severance : EarlyDistributionRelief.None);

    [Fact, Cites("26 USC 4974(c)")]
    public void A_governmental_457b_plans_own_money_never_bears_it()
    {
        Of(At40 with { Plan = PlanKind.Governmental457b }).ShouldBe(EarlyDistributionRelief.Section457b);
        Of(At40 with { Plan = PlanKind.Governmental457b, RolledIntoPlan = true })
            .ShouldBe(EarlyDistributionRelief.None);
        Of(At40 with { Plan = PlanKind.FormerlyQualified }).ShouldBe(EarlyDistributionRelief.None);
    }

    [Theory, Cites("26 USC 72(t)(1)")]
    [InlineData("1986-12-31", EarlyDistributionRelief.BeforeTheTax)]
    [InlineData("1987-01-01", EarlyDistributionRelief.None)]
    [InlineData("1987-01-02", EarlyDistributionRelief.None)]
    public void It_is_law_for_employer_plans_from_1987(string on, EarlyDistributionRelief relief) =>
        Of(At40 with { On = Given.Day(on), BirthDate = Given.Day("1950-05-05") }).ShouldBe(relief);

    [Fact, Cites("26 USC 72(t)(1)")]
    public void It_is_ten_percent_of_what_is_includible()
    {
        EarlyDistributionTax.Amount(At40, 9_627.45m).ShouldBe(962.75m);
        EarlyDistributionTax.Amount(At40 with { DisabledOn = At40.On }, 9_627.45m).ShouldBe(0m);
    }

    [Theory, Cites("26 USC 72(m)(5)")]
    [InlineData(true, PlanKind.Section401a, true)]
    [InlineData(true, PlanKind.Section403a, true)]
    [InlineData(true, PlanKind.Section403b, false)]
    [InlineData(true, PlanKind.Governmental457b, false)]
    [InlineData(false, PlanKind.Section401a, false)]
    [InlineData(false, PlanKind.Section403a, false)]
    public void A_five_percent_owners_separate_tax_is_for_a_person_to_look_at(
        bool owner,
        PlanKind plan,
        bool applies
    ) => EarlyDistributionTax.OwnerTaxMayApply(owner, plan).ShouldBe(new(applies, "26 USC 72(m)(5)", null));

    private static EarlyDistributionRelief Of(EarlyDistributionFacts facts) => EarlyDistributionTax.Of(facts).Answer;
}
