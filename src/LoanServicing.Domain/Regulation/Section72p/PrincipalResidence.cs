namespace LoanServicing.Domain.Regulation.Section72p;

/// <summary>What the loan's money is used for.</summary>
public enum DwellingUse
{
    None,
    Acquire,

    /// <summary>To construct, reconstruct or substantially rehabilitate.</summary>
    Build,
}

/// <summary>Whose principal residence the dwelling will be within a reasonable time.</summary>
public enum DwellingOccupant
{
    Nobody,
    Participant,
    FamilyMember,
}

/// <summary>
/// What makes a loan a principal residence plan loan, as the plan administrator holds evidence of it.
/// </summary>
/// <param name="AcquisitionDebtOn">When a third party lent what this loan repays; null where it repays no such
/// debt.</param>
/// <param name="AcquisitionDebtBoughtDwelling">Whether that debt paid for the dwelling.</param>
/// <param name="RepaysPlanLoan">Whether the loan replaces a loan from the plan.</param>
/// <param name="TracingDays">Days between the purchase and this loan that are still an acquisition.</param>
public sealed record PrincipalResidenceFacts(
    DateOnly MadeOn,
    DwellingUse Use = DwellingUse.Acquire,
    DwellingOccupant Occupant = DwellingOccupant.Participant,
    DateOnly? AcquisitionDebtOn = null,
    bool AcquisitionDebtBoughtDwelling = false,
    bool RepaysPlanLoan = false,
    int TracingDays = Figures.AcquisitionTracingDays
);

/// <summary>
/// Whether a loan acquires the participant's principal residence and is free from the five years (26 USC
/// 72(p)(2)(B)(ii); 26 CFR 1.72(p)-1 ). The dwelling need not secure it. Level amortization and the
/// limit apply all the same.
/// </summary>
// Not modelled: what a reasonable time is; a loan that acquires in part (all of it must); residence meaning that of
// section 121 (the plan's evidence).
public static class PrincipalResidence
{
    public const string CitesRefinancing = "26 CFR 1.72(p)-1 A-8(a)";

    private const string CitesException = "26 USC 72(p)(2)(B)(ii)";
    private const string CitesTracing = "26 CFR 1.72(p)-1 A-7";

    /// <summary>Decided for the loan's day.</summary>
    // Uncertain: A-7 points to the tracing rules of section 163(h)(3)(B), for which Notice 88-74 announced regulations
    // that never came. It lets a debt count as incurred to acquire a residence to the extent of what was spent on it
    // within 90 days before or after. Whether the alternative, following the money (26 CFR 1.163-8T), could help a plan
    // loan that repays a bank loan after that is not said; the safe answer is that it does not. The day of the third
    // party's loan stands for the day of the purchase, as in A-8(b).
    public static readonly Rule<PrincipalResidenceFacts, bool> Requirement = new(
        "Does the loan acquire the participant's principal residence?",
        // Before the Tax Reform Act building counted as well as buying, and so did the residence of a member of the
        // family.
        new(
            CitesException,
            new(Figures.Section72pFrom, Figures.TaxReformActFrom.AddDays(-1)),
            null,
            _ => true,
            f => f.Use != DwellingUse.None && f.Occupant != DwellingOccupant.Nobody && !f.RepaysPlanLoan
        ),
        new(CitesException, new(Figures.TaxReformActFrom), null, _ => true, IsAcquisition),
        new(
            CitesTracing,
            new(Figures.TaxReformActFrom),
            CitesException,
            f => f.AcquisitionDebtOn is not null && !f.RepaysPlanLoan,
            f =>
                IsAcquisition(f)
                && f.AcquisitionDebtBoughtDwelling
                && f.MadeOn.DayNumber - f.AcquisitionDebtOn!.Value.DayNumber is var days
                && days >= 0
                && days <= f.TracingDays
        ),
        new(CitesRefinancing, new(Figures.TaxReformActFrom), CitesException, f => f.RepaysPlanLoan, _ => false)
    );

    public static Finding<bool> IsSatisfied(PrincipalResidenceFacts f) => Requirement.Decide(f, f.MadeOn);

    private static bool IsAcquisition(PrincipalResidenceFacts f) =>
        f is { Use: DwellingUse.Acquire, Occupant: DwellingOccupant.Participant };
}
