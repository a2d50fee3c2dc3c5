namespace LoanServicing.Domain.Regulation.Section72p;

/// <summary>
/// What a participant assigns or pledges of an interest in the plan, or agrees to, is treated as a loan of that amount
/// (26 USC 72(p)(1)(B); 26 CFR 1.72(p)-1 A-1(b)).
/// </summary>
public static class Pledge
{
    public const string Cites = "26 CFR 1.72(p)-1 A-1(b)";

    /// <summary>
    /// How much of the pledge is treated as a loan, in US dollars. A pledge for a loan from the plan adds nothing: that
    /// loan alone counts. Any other pledge counts in full; having no schedule of repayments to the plan, it is deemed
    /// distributed in full on its day (A-4(a)).
    /// </summary>
    /// <param name="securesPlanLoan">Whether it secures a loan from the plan to the same person.</param>
    // Not modelled: a pledge whose own terms would satisfy section 72(p)(2), which the regulation leaves open.
    public static decimal TreatedAsLoan(decimal amount, bool securesPlanLoan) => securesPlanLoan ? 0m : amount;
}
