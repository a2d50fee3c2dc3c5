using LoanServicing.Domain.Loans;

namespace LoanServicing.Domain.Participants.Decisions;

/// <summary>A repayment never happened.</summary>
internal static class ReversalDecision
{
    public static Rejection? Reverse(PaymentReversedFact fact, Account account, Source source)
    {
        if (account.Find(fact.Loan) is not { } loan)
            return LoanNames.Unknown(fact.Loan);
        var history = loan.History;
        if (fact.On < fact.PaidOn)
            return new(
                "reversal.before-payment",
                $"a reversal on {fact.On:yyyy-MM-dd} comes before the payment that it is about, of {fact.PaidOn:yyyy-MM-dd}"
            );
        var ended = loan.State.Closed;
        if (history.FindPayment(fact.PaidOn, fact.Amount) is not { } version)
            return NothingToReverse(fact.Loan, fact.PaidOn, fact.Amount, history);
        var reversed = new RepaymentReversed(fact.On, version, history.Standing(version)!.On, fact.Amount, source);
        if (
            account.RecordIfDecided(loan, history.Restate(reversed, account.Plan, account.SettledThrough)) is
            { } refused
        )
            return refused;
        if (ended is not null && !(loan.State.Closed?.On <= ended.On))
            LoanReopening.Take(loan, ended.On, account, source);
        return null;
    }

    public static Rejection NothingToReverse(string loan, DateOnly paidOn, decimal amount, LoanHistory history)
    {
        var ofDay = history.PaymentsOf(paidOn).ToList();
        if (ofDay.LastOrDefault(paid => paid.Payment.Amount == amount) is { ReversedOn: { } reversedOn })
            return new(
                "reversal.already-reversed",
                $"the payment of {amount:0.00} on {paidOn:yyyy-MM-dd} on loan {loan} is reversed already, on {reversedOn:yyyy-MM-dd}"
            );
        var standing = ofDay.Where(paid => paid.ReversedOn is null).Sum(paid => paid.Payment.Amount);
        return standing > 0m && amount > standing
            ? new(
                "reversal.exceeds-payment",
                $"{amount:0.00} is more than the {standing:0.00} that stands as paid on loan {loan} on {paidOn:yyyy-MM-dd}"
            )
            : new("reversal.no-payment", $"no payment of {amount:0.00} on {paidOn:yyyy-MM-dd} stands on loan {loan}");
    }
}
