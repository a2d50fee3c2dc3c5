namespace LoanServicing.Domain.Regulation.Section72p;

/// <summary>What the rate during military service depends on.</summary>
/// <param name="ContractRate">Annual rate, a fraction.</param>
/// <param name="MadeOn">The loan's day. A debt from during service is not capped.</param>
/// <param name="ServiceFrom">First day of service.</param>
/// <param name="Relief">False where the participant did not ask in time, or a court lifted the cap.</param>
public sealed record ServicememberRateFacts(
    decimal ContractRate,
    DateOnly MadeOn,
    DateOnly ServiceFrom,
    bool Relief = true
);

/// <summary>
/// The annual rate of a loan during military service: the lesser of the contract rate and 6 percent for a loan made
/// before it (50 USC 3937; before 19 December 2003 50 USC App. 526, which 26 CFR 1.72(p)-1 A-9(d) Ex. 2 has). What is
/// over is forgiven, not put off; service charges and fees count as interest.
/// </summary>
// Not modelled: the year more that mortgages have after service; a court's order (50 USC 3937(c)) beyond the word of
// the record.
public static class ServicememberRate
{
    public const string Cites = "50 USC 3937(a)(1)";

    private const string CitesContract = "26 CFR 1.72(p)-1 A-9(b)";
    private const string CitesBefore = "50 USC App. 526";
    private const string CitesNotice = "50 USC 3937(b)(1)";

    /// <summary>Decided for a day of service; the contract rate counts again from the day after it.</summary>
    public static readonly Rule<ServicememberRateFacts, decimal> During = new(
        "What rate does the loan bear during military service?",
        new(CitesContract, new(Figures.Section72pFrom), null, _ => true, f => f.ContractRate),
        // Uncertain: whether the earlier Act forgave the excess or put it off was disputed until the new one said so.
        // Taken as forgiven.
        new(
            CitesBefore,
            new(Figures.Section72pFrom, Figures.ServicememberCivilReliefActFrom.AddDays(-1)),
            CitesContract,
            IsCapped,
            Capped
        ),
        new(Cites, new(Figures.ServicememberCivilReliefActFrom), CitesContract, IsCapped, Capped)
    );

    /// <summary>
    /// Whether the participant's written notice with the orders came in time: not later than the 180th day after
    /// service. Relief then reaches back to its first day.
    /// </summary>
    public static Finding<bool> NoticeIsInTime(DateOnly noticeOn, DateOnly serviceTo) =>
        new(noticeOn <= serviceTo.AddDays(Figures.ServicememberNoticeDays), CitesNotice, null);

    /// <summary>
    /// Whether a loan of a day is one from before the service; a debt from during it is owed at its own rate.
    /// </summary>
    public static bool Reaches(DateOnly madeOn, DateOnly serviceFrom) => madeOn < serviceFrom;

    private static bool IsCapped(ServicememberRateFacts f) => f.Relief && Reaches(f.MadeOn, f.ServiceFrom);

    private static decimal Capped(ServicememberRateFacts f) => Math.Min(f.ContractRate, Figures.ServicememberRate);
}
