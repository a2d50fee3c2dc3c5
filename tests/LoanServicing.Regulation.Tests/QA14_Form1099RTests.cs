using LoanServicing.Domain.Calendar;
using LoanServicing.Domain.Participants;
using LoanServicing.Domain.Plans;
using LoanServicing.Domain.Regulation.Form1099R;
using LoanServicing.Domain.Regulation.Section72p;
using LoanServicing.Domain.Regulation.Section72t;
using LoanServicing.Domain.Tests;

namespace LoanServicing.Regulation.Tests;

/// <summary>How a distribution is reported: Form 1099-R and its code.</summary>
public class QA14_Form1099RTests
{
    private static readonly DateOnly On = Given.Day("2024-06-15");

    // Born, what happened before 15 June 2024, codes of a deemed distribution, of a qualified offset, of another
    // offset.
    [Theory, Cites("26 CFR 1.72(p)-1 A-14"), Cites("26 CFR 1.72(p)-1 A-11(b)")]
    [InlineData("1980-02-02", "", "L1", "1M", "1")]
    [InlineData("1964-12-16", "", "L1", "1M", "1")]
    [InlineData("1964-12-15", "", "L", "7M", "7")]
    [InlineData("1964-12-14", "", "L", "7M", "7")]
    [InlineData("1944-12-14", "", "L", "7M", "7")]
    [InlineData("1969-12-31", "severed 2024-06-15", "L", "2M", "2")]
    [InlineData("1969-12-31", "severed 2024-06-16", "L1", "1M", "1")]
    [InlineData("1969-12-31", "severed 2024-01-02", "L", "2M", "2")]
    [InlineData("1969-12-31", "severed 2023-12-31", "L1", "1M", "1")]
    [InlineData("1970-01-01", "severed 2024-01-02", "L1", "1M", "1")]
    [InlineData("1980-02-02", "disabled 2024-06-15", "L", "M", "3")]
    [InlineData("1980-02-02", "disabled 2024-06-16", "L1", "1M", "1")]
    [InlineData("1960-02-02", "disabled 2024-06-01", "L", "7M", "7")]
    [InlineData("1980-02-02", "died 2024-06-15", "L", "4M", "4")]
    [InlineData("1944-12-14", "died 2024-05-01", "L", "4M", "4")]
    [InlineData("1980-02-02", "died 2024-06-16", "L1", "1M", "1")]
    public void Codes_follow_age_and_cause(
        string born,
        string happened,
        string deemed,
        string qualified,
        string ordinary
    )
    {
        var participant =
            happened == "" ? Given.Participant(born) : Given.Participant(born, Event(happened.Split(' ')));
        Deemed(Facts(participant), Given.Plan(new CurePeriodRule.None()).PolicyOn(On)).ShouldBe(deemed);
        DistributionCode.OfOffset(Facts(participant), qualified: true, roth: false).ShouldBe(qualified);
        DistributionCode.OfOffset(Facts(participant), qualified: false, roth: false).ShouldBe(ordinary);
    }

    [Fact, Cites("26 CFR 1.72(p)-1 A-14")]
    public void Where_the_instructions_are_unclear_the_plan_chooses()
    {
        var policy = Given.Plan(new CurePeriodRule.None()).PolicyOn(On) with
        {
            DeemedOver59Half = DeemedOver59Half.L7,
            DeemedExceptionKnown = DeemedExceptionKnown.L2,
        };
        Deemed(Facts(Given.Participant("1964-12-15")), policy).ShouldBe("L7");
        Deemed(Facts(Given.Participant("1969-12-31", new SeveredFromEmployment(On, Given.Source))), policy)
            .ShouldBe("L2");
        Deemed(Facts(Given.Participant("1980-02-02")), policy).ShouldBe("L1");
    }

    [Theory, Cites("26 CFR 1.72(p)-1 A-14")]
    [InlineData("1965-08-31", "2025-02-27", false)]
    [InlineData("1965-08-31", "2025-02-28", true)]
    [InlineData("1964-06-30", "2023-12-29", false)]
    [InlineData("1964-06-30", "2023-12-30", true)]
    public void Fifty_nine_and_a_half_is_six_calendar_months_after_the_fifty_ninth_birthday(
        string born,
        string on,
        bool over
    ) => (Given.Day(on) >= EarlyDistributionTax.Reaches59Half(Given.Day(born))).ShouldBe(over);

    [Fact, Cites("26 CFR 1.72(p)-1 A-14"), Cites("26 CFR 1.72(p)-1 A-10(b)")]
    public void The_year_is_that_of_the_deemed_distribution_and_not_of_the_missed_installment()
    {
        var account = new AccountUnderTest(new CurePeriodRule.Maximum(), "1964-09-20").Valued(
            "2023-01-01",
            44_000m,
            1_234.56m
        );
        account.Lends("A", new(Given.Day("2023-01-03"), 10_000m, 0m, Frequency.Quarterly, 10, Given.Day("2023-03-31")));
        account.Lends("B", new(Given.Day("2023-02-03"), 2_000m, 0m, Frequency.Monthly, 10, Given.Day("2023-03-03")));
        // A misses December 2023; B misses June.
        account
            .Pays("A", "2023-03-31", "2023-06-30", "2023-09-30")
            .Pays("B", "2023-03-03", "2023-04-03", "2023-05-03")
            .ClosedThrough("2024-12-31");

        var forms = account.TaxThrough("2024-12-31").Forms;
        forms
            .Select(form => (form.TaxYear, form.Loan, form.On, form.Box1))
            .ShouldBe([(2023, "B", Given.Day("2023-09-30"), 1_400m), (2024, "A", Given.Day("2024-03-31"), 7_000m)]);
        forms.ShouldAllBe(form =>
            form.Authority == "26 CFR 1.72(p)-1 A-10(b)"
            && form.Box4 == 0m
            && form.Box11 == null
            && form.Plan == "P1"
            && form.Participant == "M1"
        );
        forms.ShouldAllBe(form => form.Box2a + form.Box5 == form.Box1);
        // 59½ on 20 March 2024, between the two.
        forms.Select(form => form.Box7).ShouldBe(["L1", "L"]);
        account.TaxThrough("2024-03-30").Forms.Count.ShouldBe(1);
    }

    [Fact, Cites("26 CFR 1.72(p)-1 A-14"), Cites("26 CFR 1.72(p)-1 A-10(a)")]
    public void What_was_made_up_in_time_is_not_reported()
    {
        var account = new AccountUnderTest(new CurePeriodRule.Maximum()).Valued("2023-01-01", 44_000m);
        account.Lends("A", new(Given.Day("2023-01-03"), 10_000m, 0m, Frequency.Quarterly, 10, Given.Day("2023-03-31")));
        account.Pays("A", "2023-06-30", 2_000m).ClosedThrough("2023-09-29");
        account.TaxThrough("2023-12-31").Forms.ShouldBeEmpty();
        account["A"].Events.OfType<Domain.Loans.Missed>().Count().ShouldBe(1);
    }

    private static EarlyDistributionFacts Facts(ParticipantState p) =>
        new(On, p.BirthDate, p.SeveredBy(On), p.DisabledOn, p.DiedOn);

    private static string Deemed(EarlyDistributionFacts facts, LoanPolicy policy) =>
        DistributionCode.OfDeemed(facts, roth: false, policy.DeemedOver59Half, policy.DeemedExceptionKnown);

    private static ParticipantEvent Event(string[] words) =>
        words[0] switch
        {
            "severed" => new SeveredFromEmployment(Given.Day(words[1]), Given.Source),
            "disabled" => new BecameDisabled(Given.Day(words[1]), Given.Source),
            _ => new Died(Given.Day(words[1]), Given.Source),
        };
}
