using LoanServicing.Domain.Calendar;

namespace LoanServicing.Domain.Regulation.Section72p;

/// <summary>A delay of repayments that a plan granted for a disaster.</summary>
/// <param name="DueFrom">First due date put off.</param>
/// <param name="DueTo">Last due date put off.</param>
/// <param name="DelayMonths">By how many months the end of the loan moves.</param>
/// <param name="IncidentFrom">First day of the incident; null where the record does not have it.</param>
/// <param name="IncidentTo">Last day of the incident; null where the record does not have it, or it is not
/// over.</param>
public sealed record DisasterDelayFacts(
    DateOnly DueFrom,
    DateOnly DueTo,
    int DelayMonths,
    Disaster Disaster = Disaster.Unnamed,
    DateOnly? IncidentFrom = null,
    DateOnly? IncidentTo = null
);

/// <summary>
/// Whether repayments may be put off for a disaster: a year for what falls due in the law's window, interest accruing,
/// the rest adjusted; the year is ignored in the five years and in level amortization (26 USC 72(p)(6)(B); Pub. L.
/// 116-136 s. 2202(b)(2); Notice 2020-50 s. 5.B).
/// </summary>
public static class DisasterDelay
{
    public const string CitesSafeHarbor = "Notice 2020-50 s. 5.B";

    private const string CitesNone = "26 USC 72(p)(2)(C)";

    /// <summary>
    /// Satisfied where some law's window holds both due dates and the delay is not longer than a year; cites that law,
    /// or the level amortization that the delay breaks where there is none.
    /// </summary>
    public static Finding<bool> IsSatisfied(DisasterDelayFacts f) =>
        DisasterRelief.All.FirstOrDefault(law =>
            IsAbout(law, f)
            && Window(law, f.IncidentFrom, f.IncidentTo) is { } window
            && window.Contains(f.DueFrom)
            && window.Contains(f.DueTo)
        )
            is { } found
            ? new(f.DelayMonths <= Figures.DisasterDelayMonths, found.CitesDelay, null)
            : new(false, CitesNone, null);

    /// <summary>
    /// The due dates that a law lets a plan put off, both included: its own, or from the incident's first day to the
    /// 180th day after its last. Without the incident's days, all that some incident could give. Null for an incident
    /// that the law is not about.
    /// </summary>
    public static InForce? Window(DisasterRelief law, DateOnly? incidentFrom, DateOnly? incidentTo)
    {
        if (law.Dues is { } dues)
            return dues;
        var incidents = law.Incidents!.Value;
        if (incidentFrom is { } first && !incidents.Contains(first))
            return null;
        // An incident whose end is unknown ends on the last day that the law lets it; without one, the window is open.
        var last =
            incidentTo is null || incidentTo > law.IncidentsEndBy ? law.IncidentsEndBy ?? incidentTo : incidentTo;
        return new(incidentFrom ?? incidents.From, last?.AddDays(Figures.DisasterDays));
    }

    /// <summary>
    /// Where the latest permissible date moves: by the delay, which is ignored in the term; null stays null.
    /// </summary>
    /// <param name="delayMonths">At most a year is ignored, however long the delay.</param>
    public static DateOnly? LatestPermissibleDate(DateOnly? latest, int delayMonths) =>
        latest is { } day ? DueDates.MonthsLater(day, Math.Min(delayMonths, Figures.DisasterDelayMonths)) : null;

    /// <summary>
    /// The CARES safe harbor: payments put off within its window resume by 1 January 2021, level to at most a year
    /// after the loan's old end, however short the suspension was.
    /// </summary>
    /// <param name="resumedOn">The day from which repayments are asked for again; the first due date after it can be
    /// later.</param>
    public static Finding<bool> IsWithinCaresSafeHarbor(
        DateOnly dueFrom,
        DateOnly dueTo,
        DateOnly resumedOn,
        DateOnly oldFinalDue,
        DateOnly newFinalDue
    ) =>
        new(
            Figures.CaresDues.Contains(dueFrom)
                && Figures.CaresDues.Contains(dueTo)
                && resumedOn <= Figures.CaresResumeBy
                && newFinalDue <= DueDates.MonthsLater(oldFinalDue, Figures.DisasterDelayMonths),
            CitesSafeHarbor,
            null
        );

    private static bool IsAbout(DisasterRelief law, DisasterDelayFacts f) =>
        f.Disaster == law.Disaster || f.Disaster == Disaster.Unnamed;
}
