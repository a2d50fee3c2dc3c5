using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Regulation.Section72p;

namespace LoanServicing.Domain.Participants;

/// <summary>A refinancing: one loan takes another's place on one day (26 CFR 1.72(p)-1 A-20).</summary>
public static class LoanReplacement
{
    /// <summary>What is recorded on the replaced loan and on the replacement; a rejection of either is a rejection of both.</summary>
    /// <param name="replacement">With <see cref="Originate.Replaces"/> set; its limit facts are worked out here.</param>
    // Not modelled: several replaced loans at once.
    public static (Decision Replaced, Decision Replacement) Decide(Originate replacement, LoanHistory replaced, AccountHistory account)
    {
        var old = replaced.Folded;
        var refinance = new Refinance(replacement.On, replacement.Loan, replacement.Terms.Amount, replacement.Source);
        var ends = Loan.Decide(refinance, old, account.Plan);
        if (ends.Rejection is not null)
            return (ends, ends);
        var starts = replacement with
        {
            Limit = BorrowingPosition.Before(replacement.On, account),
            Discharged = Discharged(replacement.Terms, old),
        };
        return (ends, Loan.Decide(starts, null, account.Plan));
    }

    /// <summary>What of the old balance does not count beside the new loan: all of it, or nothing where both count (A-20(a)(2)).</summary>
    public static decimal Discharged(LoanTerms replacement, LoanState replaced)
    {
        var balance = replaced.Position.AdvanceTo(replacement.MadeOn, replaced.Terms).Balance;
        return Refinancing.BothCount(replacement, replaced.Terms, balance) ? 0m : balance;
    }
}
