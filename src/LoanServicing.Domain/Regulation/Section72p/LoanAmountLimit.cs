namespace LoanServicing.Domain.Regulation.Section72p;

/// <summary>What the amount limit of a loan depends on, at the end of the day before it is made (26 USC 72(p)(2)(A)).</summary>
/// <param name="HighestPriorYear">Highest balance of all loans from the employer's plans in the year that ends the day before the loan.</param>
/// <param name="OutstandingBefore">Balance of all those loans on the loan's day, before it.</param>
/// <param name="Vested">Nonforfeitable balance, loan notes included.</param>
/// <param name="Floor10000">Whether the plan's loan program has the $10,000 floor.</param>
public sealed record LoanAmountFacts(decimal HighestPriorYear, decimal OutstandingBefore, decimal Vested, bool Floor10000);

/// <summary>How much a participant may have outstanding before the excess is a distribution (26 USC 72(p)(2)(A); 26 CFR 1.72(p)-1 A-4(a)).</summary>
public static class LoanAmountLimit
{
    /// <summary>The most that may be outstanding in total once the loan is made.</summary>
    // Not modelled: CARES Act 2020 and qualified disasters ($100,000 and all of the vested balance), plans of one employer group.
    public static readonly Rule<LoanAmountFacts, decimal> Ceiling = new(
        "How much may be outstanding in total?",
        new(
            "26 USC 72(p)(2)(A)",
            new(Figures.Section72pFrom, Figures.TaxReformActFrom.AddDays(-1)),
            null,
            _ => true,
            f => Math.Min(Figures.LoanLimit, PercentLimb(f))),
        new(
            "26 USC 72(p)(2)(A)",
            new(Figures.TaxReformActFrom),
            null,
            _ => true,
            f => Math.Min(DollarLimb(f), PercentLimb(f))));

    /// <summary>72(p)(2)(A)(i): the dollar figure falls by what was repaid within the year, so that it cannot be borrowed twice.</summary>
    public static decimal DollarLimb(LoanAmountFacts f) => Figures.LoanLimit - Math.Max(0m, f.HighestPriorYear - f.OutstandingBefore);

    /// <summary>72(p)(2)(A)(ii): half the vested balance, but not less than the floor where the plan has it.</summary>
    public static decimal PercentLimb(LoanAmountFacts f) =>
        f.Floor10000 ? Math.Max(f.Vested * Figures.LoanLimitShareOfVested, Figures.LoanLimitFloor) : f.Vested * Figures.LoanLimitShareOfVested;
}
