namespace LoanServicing.Domain.Regulation.Section72p;

/// <summary>
/// Loans made before 2002: a plan may apply to them from any 1 January, if it takes back the basis that
/// it attributed to their deemed distributions (26 CFR 1.72(p)-1 A-22(b), (c)).
/// </summary>
// Not modelled: whether the plan had reported at least the initial default amount by then (A-22(c)(2)(ii)), which is
// its own record of forms.
public static class TransitionRule
{
    public const string Cites = "26 CFR 1.72(p)-1 A-22(c)(2)";

    /// <summary>Whether the loan is from before the regulation.</summary>
    public static bool IsBefore2002(DateOnly madeOn) => madeOn < Figures.RegulationFrom;

    /// <summary>Whether apply to the loan on a day.</summary>
    /// <param name="transition">The plan's transition date; null where it has none.</param>
    public static bool AppliesTo(DateOnly madeOn, DateOnly day, DateOnly? transition) =>
        !IsBefore2002(madeOn) || transition <= day;

    /// <summary>
    /// The basis that is left on the transition date, and the loan transition amount: what of the basis attributed to
    /// the initial default amounts is not there any more to be taken away (A-22(c)(2)(iii), (iv)).
    /// </summary>
    /// <param name="basis">All investment in the contract immediately before.</param>
    /// <param name="hadActualDistribution">Whether the plan had made an actual distribution since: only that can have
    /// used basis up (A-22(c)(2)(iv)(B)).</param>
    /// <param name="attributed">What of it the plan had attributed on account of deemed distributions.</param>
    public static (decimal Basis, decimal LoanTransitionAmount) AtTransition(
        decimal basis,
        decimal attributed,
        decimal initialDefault,
        bool hadActualDistribution
    )
    {
        var taken = Math.Min(initialDefault, attributed);
        return taken > basis ? (0m, hadActualDistribution ? taken - basis : 0m) : (basis - taken, 0m);
    }
}
