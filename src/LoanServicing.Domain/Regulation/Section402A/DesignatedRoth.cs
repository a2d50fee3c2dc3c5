using LoanServicing.Domain.Money;
using LoanServicing.Domain.Regulation.Section72t;

namespace LoanServicing.Domain.Regulation.Section402A;

/// <summary>What makes a distribution from a designated Roth account a qualified one.</summary>
/// <param name="FirstYear">Taxable year of the participant's first designated Roth contribution to the plan; null where
/// nobody knows it.</param>
public sealed record DesignatedRothFacts(
    DateOnly On,
    DateOnly BirthDate,
    DateOnly? DisabledOn,
    DateOnly? DiedOn,
    int? FirstYear
);

/// <summary>
/// A distribution from a designated Roth account, in US dollars and cents; the two shares are the whole.
/// </summary>
/// <param name="ContributionShare">Basis: box 5.</param>
/// <param name="EarningsShare">Income: box 2a, unless the distribution is qualified.</param>
public readonly record struct DesignatedRothSplit(decimal ContributionShare, decimal EarningsShare)
{
    /// <summary>Box 2a.</summary>
    public decimal Includible(bool qualified) => qualified ? 0m : EarningsShare;
}

/// <summary>
/// How a loan or distribution from a designated Roth account is taxed (26 USC 402A(d); 26 CFR 1.402A-1,
///
/// </summary>
// Not modelled: recapture for in-plan Roth rollovers within five years (box 10), years carried over by a rollover from
// another plan's Roth account, the order in a partial rollover (income first, A-5).
public static class DesignatedRoth
{
    public const string CitesDeemed = "26 CFR 1.402A-1 A-11";

    private const string CitesQualified = "26 CFR 1.402A-1 A-2";

    /// <summary>
    /// The shares of contributions and earnings in the account, kept in the distribution: of 5,000 from 9,400 and
    /// 600, 4,700 and 300.
    /// </summary>
    /// <param name="contributions">Basis in the account just before; repayments after a deemed distribution
    /// included.</param>
    /// <param name="earnings">Earnings in the account just before; under 0 after losses, when all of the distribution
    /// up to the basis is basis.</param>
    // The contributions' share is rounded and the earnings take the rest, so that the shares sum to the distribution.
    public static DesignatedRothSplit Split(decimal amount, decimal contributions, decimal earnings)
    {
        if (contributions <= 0m)
            return new(0m, amount);
        var account = contributions + Math.Max(0m, earnings);
        // More than the account is worth: a note with interest that the valuation does not have yet.
        var basis = Math.Min(amount, amount >= account ? contributions : Cents.Round(amount * contributions / account));
        return new(basis, amount - basis);
    }

    /// <summary>
    /// A deemed distribution is never a qualified distribution, at whatever age and after however many years.
    /// </summary>
    public static readonly Finding<bool> DeemedIsQualified = new(false, CitesDeemed, null);

    /// <summary>
    /// Whether cash or an offset is a qualified distribution: at 59½, after death or disability, and after five taxable
    /// years that begin with the first contribution's. A first year that nobody knows leaves it unqualified, so that
    /// nothing goes untaxed by a guess.
    /// </summary>
    public static Finding<bool> IsQualified(DesignatedRothFacts f) =>
        new(
            f.On.Year >= f.FirstYear + Figures.DesignatedRothYears
                && (
                    f.DiedOn <= f.On || f.DisabledOn <= f.On || f.On >= EarlyDistributionTax.Reaches59Half(f.BirthDate)
                ),
            CitesQualified,
            null
        );
}
