using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Plans;

namespace LoanServicing.Domain.Participants.Decisions;

/// <summary>The plan's loan program changes.</summary>
internal static class AmendmentDecision
{
    public static Rejection? Amend(PlanAmendedFact e, Account account, Source source)
    {
        // Its limit and findings are those of the policy of its whole day.
        if (account.Loans.FirstOrDefault(loan => loan.Made is Originated && loan.Made.On == e.On) is { } made)
            return new(
                "plan.amended-late",
                $"loan {made.Made.Loan} was made on {e.On:yyyy-MM-dd}, which an amendment of that day would decide "
                    + "otherwise; expected it before the loan, or a later day"
            );
        account.Record(new PlanAmended(e.On, e.Change.To(account.Plan.PolicyOn(e.On)) with { From = e.On }, source));
        return null;
    }
}
