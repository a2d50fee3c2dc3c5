using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Regulation.Section72p;

namespace LoanServicing.Domain.Participants;

/// <summary>A refinancing: one loan takes another's place on one day (26 CFR 1.72(p)-1 A-20).</summary>
public static class LoanReplacement
{
    /// <summary>What is recorded on the replaced loan and on the replacement; a rejection of either is a rejection of both.</summary>
    /// <param name="replacement">Its limit facts and the replaced loan's figures are worked out here.</param>
    // Not modelled: several replaced loans at once.
    public static (Decision Replaced, Decision Replacement) Decide(Originate replacement, LoanHistory replaced, AccountHistory account)
    {
        var old = replaced.Folded;
        var ends = Loan.Decide(new Refinance(replacement.On, replacement.Loan, replacement.Terms.Amount, replacement.Source), old, account.Plan);
        if (ends.Rejection is not null)
            return (ends, ends);
        var starts = replacement with { Limit = BorrowingPosition.Before(replacement.On, account), Replaces = AsOf(replacement.On, old) };
        return (ends, Loan.Decide(starts, null, account.Plan));
    }

    /// <summary>The figures of a loan that is replaced on a day.</summary>
    public static ReplacedLoan AsOf(DateOnly day, LoanState old) =>
        new(old.Loan, old.Position.AdvanceTo(day, old.Terms).Balance, RepaymentTerm.LatestPermissibleDate.Decide(old.Terms, old.Terms.MadeOn).Answer);
}
