using System.Text.Json.Serialization;

namespace LoanServicing.Domain.Regulation.Section72p;

/// <summary>A disaster for which Congress eased section 72(p), as far as a record names it.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Disaster>))]
public enum Disaster
{
    /// <summary>The record says only that there was one: the law is found by the day.</summary>
    Unnamed,
    Katrina,
    Rita,
    Wilma,
    Harvey,
    Irma,
    Maria,
    CaliforniaWildfires,

    /// <summary>Under the Taxpayer Certainty and Disaster Tax Relief Act of 2019, section 202.</summary>
    Of2018And2019,
    Coronavirus,

    /// <summary>Under the Taxpayer Certainty and Disaster Tax Relief Act of 2020, section 302.</summary>
    Of2020,

    /// <summary>A qualified disaster of section 72(p)(6).</summary>
    Qualified,
}

/// <summary>
/// What one disaster law gives, if the plan has adopted it and the participant qualifies. Both are the plan
/// administrator's word.
/// </summary>
/// <param name="LargerLoans">Days on which a larger loan may be made, at the widest: a law by incident has days of its
/// own for each.</param>
/// <param name="Dues">Due dates that may be put off, where the law states them; null where they follow from the
/// incident.</param>
/// <param name="Incidents">First days of the incidents that a law by incident is about; null for a law that names its
/// disaster.</param>
/// <param name="IncidentsEndBy">The last day that an incident can have under a law by incident; null for none.</param>
/// <param name="SpeaksForUnnamed">Whether a loan or a delay that names no disaster may be under this law; one of those
/// whose days overlap.</param>
public sealed record DisasterRelief(
    Disaster Disaster,
    string CitesLimit,
    InForce LargerLoans,
    string CitesDelay,
    InForce? Dues,
    InForce? Incidents,
    DateOnly? IncidentsEndBy,
    bool SpeaksForUnnamed
)
{
    private const string CitesKatrinaLimit = "26 USC 1400Q(c)(1)";
    private const string CitesKatrinaDelay = "26 USC 1400Q(c)(2)";
    private const string Cites2017Limit = "Pub. L. 115-63 s. 502(c)(1)";
    private const string Cites2017Delay = "Pub. L. 115-63 s. 502(c)(2)";
    private const string CitesWildfireLimit = "Pub. L. 115-123 s. 20102(c)(1)";
    private const string CitesWildfireDelay = "Pub. L. 115-123 s. 20102(c)(2)";
    private const string Cites2019Limit = "Pub. L. 116-94 s. 202(c)(1)";
    private const string Cites2019Delay = "Pub. L. 116-94 s. 202(c)(2)";
    private const string CitesCaresLimit = "Pub. L. 116-136 s. 2202(b)(1)";
    private const string CitesCaresDelay = "Pub. L. 116-136 s. 2202(b)(2)";
    private const string Cites2020Limit = "Pub. L. 116-260 s. 302(c)(1)";
    private const string Cites2020Delay = "Pub. L. 116-260 s. 302(c)(2)";
    private const string CitesQualifiedLimit = "26 USC 72(p)(6)(A)";
    private const string CitesQualifiedDelay = "26 USC 72(p)(6)(B)";

    /// <summary>
    /// Every law known here, in the order in which a delay without a name is looked up: the pandemic's first, since its
    /// days overlap others'.
    /// </summary>
    // Not modelled: Kansas storms of 2007 (Pub. L. 110-246 s. 15345) and Midwestern storms of 2008 (Pub. L. 110-343 s.
    // 702), which borrowed section 1400Q.
    public static readonly IReadOnlyList<DisasterRelief> All =
    [
        new(
            Disaster.Coronavirus,
            CitesCaresLimit,
            Figures.CaresLoans,
            CitesCaresDelay,
            Figures.CaresDues,
            null,
            null,
            true
        ),
        new(
            Disaster.Katrina,
            CitesKatrinaLimit,
            Figures.KatrinaLoans,
            CitesKatrinaDelay,
            Figures.KatrinaDues,
            null,
            null,
            true
        ),
        new(
            Disaster.Rita,
            CitesKatrinaLimit,
            Figures.RitaWilmaLoans,
            CitesKatrinaDelay,
            Figures.RitaDues,
            null,
            null,
            false
        ),
        new(
            Disaster.Wilma,
            CitesKatrinaLimit,
            Figures.RitaWilmaLoans,
            CitesKatrinaDelay,
            Figures.WilmaDues,
            null,
            null,
            false
        ),
        new(
            Disaster.Harvey,
            Cites2017Limit,
            Figures.Hurricanes2017Loans,
            Cites2017Delay,
            Figures.HarveyDues,
            null,
            null,
            true
        ),
        new(
            Disaster.Irma,
            Cites2017Limit,
            Figures.Hurricanes2017Loans,
            Cites2017Delay,
            Figures.IrmaDues,
            null,
            null,
            false
        ),
        new(
            Disaster.Maria,
            Cites2017Limit,
            Figures.Hurricanes2017Loans,
            Cites2017Delay,
            Figures.MariaDues,
            null,
            null,
            false
        ),
        new(
            Disaster.CaliforniaWildfires,
            CitesWildfireLimit,
            Figures.CaliforniaWildfireLoans,
            CitesWildfireDelay,
            Figures.CaliforniaWildfireDues,
            null,
            null,
            false
        ),
        new(
            Disaster.Of2018And2019,
            Cites2019Limit,
            Figures.Disasters2018And2019Loans,
            Cites2019Delay,
            null,
            Figures.Disasters2018And2019Incidents,
            Figures.Disasters2018And2019EndBy,
            true
        ),
        new(
            Disaster.Of2020,
            Cites2020Limit,
            Figures.Disasters2020Loans,
            Cites2020Delay,
            null,
            Figures.Disasters2020Incidents,
            Figures.Disasters2020EndBy,
            true
        ),
        new(
            Disaster.Qualified,
            CitesQualifiedLimit,
            new(Figures.QualifiedDisasterFrom),
            CitesQualifiedDelay,
            null,
            new(Figures.QualifiedDisasterIncidentsFrom),
            null,
            true
        ),
    ];

    /// <summary>
    /// The days on which a larger loan may be made for a qualified disaster of section 72(p)(6): from the applicable
    /// date, which is the latest of the enactment, the incident's first day and the declaration, to the 180th day after
    /// it.
    /// </summary>
    // Uncertain: the wording of 72(p)(6) on loans was read in secondary sources only; the window is taken to be that of
    // its distributions (72(t)(11)).
    public static InForce QualifiedDisasterLoans(DateOnly incidentFrom, DateOnly declaredOn)
    {
        var applicable = new[] { Figures.QualifiedDisasterFrom, incidentFrom, declaredOn }.Max();
        return new(applicable, applicable.AddDays(Figures.DisasterDays));
    }
}
