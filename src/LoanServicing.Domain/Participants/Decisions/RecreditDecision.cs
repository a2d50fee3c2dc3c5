using LoanServicing.Domain.Loans;

namespace LoanServicing.Domain.Participants.Decisions;

/// <summary>An approved correction lets a repayment count from the day on which it was withheld.</summary>
internal static class RecreditDecision
{
    public static Rejection? Recredit(PaymentRecreditedFact fact, Account account, Source source)
    {
        if (account.Find(fact.Loan) is not { } loan)
            return LoanNames.Unknown(fact.Loan);
        var history = loan.History;
        if (history.FindPayment(fact.PaidOn, fact.Amount) is not { } version)
            return ReversalDecision.NothingToReverse(fact.Loan, fact.PaidOn, fact.Amount, history);
        var payment = (InstallmentPaid)history.Recorded[(int)version - 1];
        if (history.Standing(version)!.On is var counts && counts != payment.On)
            return new(
                "recredit.already-corrected",
                $"the payment of {fact.PaidOn:yyyy-MM-dd} counts from {counts:yyyy-MM-dd} by an approved correction already"
            );
        if (fact.From >= payment.On || fact.On < fact.PaidOn)
            return new(
                "recredit.not-earlier",
                $"the payment of {fact.PaidOn:yyyy-MM-dd} counts from {payment.On:yyyy-MM-dd}: found "
                    + $"{fact.From:yyyy-MM-dd}, expected an earlier day, and a correction that does not come before the payment"
            );
        if (fact.From < history.Made.On || fact.From < payment.WithheldOn)
            return new(
                "recredit.too-early",
                $"found {fact.From:yyyy-MM-dd}, expected a day not before "
                    + $"{(payment.WithheldOn > history.Made.On ? payment.WithheldOn : history.Made.On):yyyy-MM-dd}, "
                    + $"when {(payment.WithheldOn > history.Made.On ? "it was withheld" : $"loan {fact.Loan} began")}"
            );
        return account.RecordIfDecided(
            loan,
            history.Restate(
                new RepaymentRecredited(fact.On, version, fact.From, fact.Evidence, fact.ApprovedBy, source),
                account.Plan,
                account.SettledThrough
            )
        );
    }
}
