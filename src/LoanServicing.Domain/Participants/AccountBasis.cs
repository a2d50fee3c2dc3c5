using LoanServicing.Domain.Regulation.Section72p;

namespace LoanServicing.Domain.Participants;

/// <summary>
/// An account's investment in the contract as its record is gone through (26 CFR 1.72(p)-1 A-11(a), A-21, A-22(c)).
/// </summary>
internal sealed class AccountBasis(AccountHistory account)
{
    private readonly List<(DateOnly On, decimal Amount)> rothRepaid = [];
    private bool isStated;
    private decimal pretax;
    private decimal attributed;
    private decimal toTax;

    /// <summary>Not yet recovered, repayments of loans from designated Roth money included.</summary>
    public decimal Investment => pretax + rothRepaid.Sum(repaid => repaid.Amount);

    public decimal Repaid { get; private set; }

    /// <summary>
    /// What of it went to the designated Roth account after a valuation, whose contributions it joins; before, the
    /// valuation has it.
    /// </summary>
    public decimal RothRepaidSince(DateOnly valuedOn) =>
        rothRepaid.Where(repaid => repaid.On > valuedOn).Sum(repaid => repaid.Amount);

    public decimal LoanTransitionAmount { get; private set; }

    /// <summary>Basis is stated once; from then on the record carries it.</summary>
    public void State(AccountValued e)
    {
        if (isStated || e.AfterTaxBasis is not { } stated)
            return;
        isStated = true;
        pretax += stated;
    }

    public void Attribute(BasisAttributed e)
    {
        attributed += e.Amount;
        pretax += e.Amount;
    }

    public void Repay(DateOnly on, decimal amount, decimal rothShare)
    {
        var (toPretax, toRoth) = Money.Cents.Split(amount, 1m - rothShare, rothShare);
        Repaid += amount;
        pretax += toPretax;
        if (toRoth > 0m)
            rothRepaid.Add((on, toRoth));
    }

    /// <summary>
    /// Takes basis that was attributed to deemed distributions away; what was used of it by then is taxed with the next
    /// distribution (A-22(c)(2)(iii), (iv)).
    /// </summary>
    /// <param name="initialDefault">The deemed distributions of before, of loans made before 2002.</param>
    /// <param name="hadActualDistribution">Without one by then there is no loan transition amount
    /// (A-22(c)(2)(iv)(B)).</param>
    public void Transit(decimal initialDefault, bool hadActualDistribution)
    {
        var (remaining, transitionAmount) = TransitionRule.AtTransition(
            pretax,
            attributed,
            initialDefault,
            hadActualDistribution
        );
        pretax = remaining;
        LoanTransitionAmount = toTax = transitionAmount;
    }

    /// <summary>What the first actual distribution after the transition includes besides; 0 afterwards.</summary>
    public decimal TakeLoanTransitionAmount()
    {
        var amount = toTax;
        toTax = 0m;
        return amount;
    }

    /// <summary>What a distribution recovers; null where that depends on a valuation that there is not.</summary>
    public decimal? Recover(DateOnly on, decimal amount, bool isTotal)
    {
        if (pretax <= 0m || amount == 0m)
            return 0m;
        var recovered =
            isTotal ? Math.Min(pretax, amount)
            : account.VestedWithoutDeemedNotes(on) is { } vested ? TaxBasis.Recovered(pretax, amount, vested)
            : (decimal?)null;
        pretax -= recovered ?? 0m;
        return recovered;
    }
}
