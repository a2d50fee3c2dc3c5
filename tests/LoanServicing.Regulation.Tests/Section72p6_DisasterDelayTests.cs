using LoanServicing.Domain.Regulation.Section72p;
using LoanServicing.Domain.Tests;

namespace LoanServicing.Regulation.Tests;

/// <summary>Repayments put off for a disaster: which law's window, for how long, and what moves.</summary>
public class Section72p6_DisasterDelayTests
{
    [Theory]
    [
        Cites("26 USC 1400Q(c)(2)"),
        Cites("Pub. L. 115-63 s. 502(c)(2)"),
        Cites("Pub. L. 115-123 s. 20102(c)(2)"),
        Cites("Pub. L. 116-136 s. 2202(b)(2)")
    ]
    [InlineData(Disaster.Katrina, "2005-08-25", "2006-12-31", "26 USC 1400Q(c)(2)")]
    [InlineData(Disaster.Rita, "2005-09-23", "2006-12-31", "26 USC 1400Q(c)(2)")]
    [InlineData(Disaster.Wilma, "2005-10-23", "2006-12-31", "26 USC 1400Q(c)(2)")]
    [InlineData(Disaster.Harvey, "2017-08-23", "2018-12-31", "Pub. L. 115-63 s. 502(c)(2)")]
    [InlineData(Disaster.Irma, "2017-09-04", "2018-12-31", "Pub. L. 115-63 s. 502(c)(2)")]
    [InlineData(Disaster.Maria, "2017-09-16", "2018-12-31", "Pub. L. 115-63 s. 502(c)(2)")]
    [InlineData(Disaster.CaliforniaWildfires, "2017-10-08", "2018-12-31", "Pub. L. 115-123 s. 20102(c)(2)")]
    [InlineData(Disaster.Coronavirus, "2020-03-27", "2020-12-31", "Pub. L. 116-136 s. 2202(b)(2)")]
    public void A_law_with_a_window_puts_off_what_is_due_in_it(
        Disaster disaster,
        string first,
        string last,
        string cites
    )
    {
        Of(Given.Day(first), Given.Day(last)).ShouldBe(new(true, cites, null));
        Of(Given.Day(first).AddDays(-1), Given.Day(last)).ShouldBe(new(false, "26 USC 72(p)(2)(C)", null));
        Of(Given.Day(first), Given.Day(last).AddDays(1)).Answer.ShouldBeFalse();

        Domain.Regulation.Finding<bool> Of(DateOnly from, DateOnly to) =>
            DisasterDelay.IsSatisfied(new(from, to, 12, disaster));
    }

    // An incident from 23 to 29 September 2024: the 180th day after its last is 28 March 2025.
    [Theory, Cites("26 USC 72(p)(6)(B)")]
    [InlineData("2024-09-22", "2025-01-31", false)]
    [InlineData("2024-09-23", "2025-01-31", true)]
    [InlineData("2024-09-30", "2025-03-27", true)]
    [InlineData("2024-09-30", "2025-03-28", true)]
    [InlineData("2024-09-30", "2025-03-29", false)]
    public void A_qualified_disaster_puts_off_what_is_due_until_180_days_after_it(
        string from,
        string to,
        bool satisfied
    )
    {
        var facts = new DisasterDelayFacts(
            Given.Day(from),
            Given.Day(to),
            12,
            Disaster.Qualified,
            Given.Day("2024-09-23"),
            Given.Day("2024-09-29")
        );
        DisasterDelay.IsSatisfied(facts).Answer.ShouldBe(satisfied);
        DisasterDelay.IsSatisfied(facts with { Disaster = Disaster.Unnamed }).Answer.ShouldBe(satisfied);
    }

    [
        Theory,
        Cites("26 USC 72(p)(6)(B)"),
        Cites("Pub. L. 116-94 s. 202(c)(2)"),
        Cites("Pub. L. 116-260 s. 302(c)(2)"),
        Cites("Pub. L. 116-136 s. 2202(b)(2)")
    ]
    [InlineData("2018-11-30", "2019-02-28", "Pub. L. 116-94 s. 202(c)(2)")]
    [InlineData("2020-07-18", "2020-07-31", "Pub. L. 116-136 s. 2202(b)(2)")]
    [InlineData("2020-10-31", "2021-01-31", "Pub. L. 116-260 s. 302(c)(2)")]
    [InlineData("2023-09-30", "2024-02-29", "26 USC 72(p)(6)(B)")]
    [InlineData("2015-09-30", "2016-02-29", "26 USC 72(p)(2)(C)")]
    public void Without_a_name_the_law_is_found_by_the_due_dates(string from, string to, string cites) =>
        DisasterDelay
            .IsSatisfied(new(Given.Day(from), Given.Day(to), 12))
            .ShouldBe(new(cites != "26 USC 72(p)(2)(C)", cites, null));

    [Theory, Cites("Pub. L. 116-260 s. 302(c)(2)"), Cites("Pub. L. 116-94 s. 202(c)(2)")]
    [InlineData(Disaster.Of2020, "2020-08-22", "2020-08-27", "2021-02-23")]
    [InlineData(Disaster.Of2020, "2020-12-27", "2021-02-15", "2021-07-25")]
    [InlineData(Disaster.Of2018And2019, "2018-11-08", "2018-11-25", "2019-05-24")]
    public void An_incident_sets_its_own_window_and_cannot_end_late(
        Disaster disaster,
        string from,
        string to,
        string last
    )
    {
        var law = DisasterRelief.All.Single(law => law.Disaster == disaster);
        var window = DisasterDelay.Window(law, Given.Day(from), Given.Day(to)).ShouldNotBeNull();
        (window.From, window.To).ShouldBe((Given.Day(from), Given.Day(last)));
    }

    [Theory, Cites("26 USC 72(p)(6)(B)")]
    [InlineData("2021-01-25", false)]
    [InlineData("2021-01-26", true)]
    public void Incidents_count_from_26_January_2021(string incident, bool counts) =>
        DisasterDelay
            .Window(DisasterRelief.All.Single(law => law.Disaster == Disaster.Qualified), Given.Day(incident), null)
            .HasValue.ShouldBe(counts);

    [Theory, Cites("26 USC 72(p)(6)(B)")]
    [InlineData(11, true, "2029-02-15")]
    [InlineData(12, true, "2029-03-15")]
    [InlineData(13, false, "2029-03-15")]
    public void A_year_is_the_most_that_is_put_off_and_ignored_in_the_term(int months, bool satisfied, string latest)
    {
        DisasterDelay
            .IsSatisfied(new(Given.Day("2023-09-30"), Given.Day("2024-02-29"), months))
            .Answer.ShouldBe(satisfied);
        DisasterDelay.LatestPermissibleDate(Given.Day("2028-03-15"), months).ShouldBe(Given.Day(latest));
        DisasterDelay.LatestPermissibleDate(null, months).ShouldBeNull();
    }

    [Theory, Cites("Notice 2020-50 s. 5.B")]
    [InlineData("2020-04-30", "2020-12-31", "2021-01-01", "2024-06-30", true)]
    [InlineData("2020-04-30", "2020-05-31", "2020-06-30", "2024-06-30", true)]
    [InlineData("2020-04-30", "2020-12-31", "2021-01-02", "2024-06-30", false)]
    [InlineData("2020-04-30", "2020-12-31", "2021-01-01", "2024-07-01", false)]
    [InlineData("2020-03-26", "2020-12-31", "2021-01-01", "2024-06-30", false)]
    [InlineData("2020-04-30", "2021-01-01", "2021-01-01", "2024-06-30", false)]
    public void The_cares_safe_harbor_resumes_by_1_January_2021_and_adds_a_year_at_most(
        string from,
        string to,
        string resumed,
        string finalDue,
        bool within
    ) =>
        DisasterDelay
            .IsWithinCaresSafeHarbor(
                Given.Day(from),
                Given.Day(to),
                Given.Day(resumed),
                Given.Day("2023-06-30"),
                Given.Day(finalDue)
            )
            .Answer.ShouldBe(within);
}
