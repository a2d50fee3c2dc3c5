namespace LoanServicing.Domain.Loans;

/// <summary>Whether what is stated is what follows.</summary>
public static class StatedConsequences
{
    /// <summary>Whether two consequences say the same of the same day.</summary>
    public static bool Same(LoanConsequence one, LoanConsequence other) =>
        (one, other) switch
        {
            (Missed a, Missed b) => (a.On, a.Installment, a.CureEnds) == (b.On, b.Installment, b.CureEnds),
            (DeemedDistributed a, DeemedDistributed b) => (a.On, a.Amount, a.Reason) == (b.On, b.Amount, b.Reason),
            (PaidInFull a, PaidInFull b) => a.On == b.On,
            (WrittenOff a, WrittenOff b) => (a.On, a.Amount) == (b.On, b.Amount),
            (RepaymentUnapplied a, RepaymentUnapplied b) => (a.On, a.Amount, a.Reason) == (b.On, b.Amount, b.Reason),
            // An older log says of money beyond what was owed that it does not fit.
            (DiscrepancyFound { Matter: DiscrepancyMatter.Repayment } a, RepaymentUnapplied b) => IsOlder(a, b),
            (RepaymentUnapplied a, DiscrepancyFound { Matter: DiscrepancyMatter.Repayment } b) => IsOlder(b, a),
            (DiscrepancyFound a, DiscrepancyFound b) => (a.On, a.Matter, a.Amount) == (b.On, b.Matter, b.Amount),
            _ => false,
        };

    private static bool IsOlder(DiscrepancyFound found, RepaymentUnapplied unapplied) =>
        (found.On, found.Amount) == (unapplied.On, unapplied.Amount);
}
