using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Loans.Findings;
using LoanServicing.Domain.Plans;
using LoanServicing.Domain.Regulation.Section72p;

namespace LoanServicing.Domain.Participants.Decisions;

/// <summary>A running loan comes from another system.</summary>
internal static class TakeOverDecision
{
    public static Rejection? TakeOver(TakenOverFact e, Account account, Source source)
    {
        if (LoanNames.IsTaken(e.Loan, account))
            return LoanNames.Exists(e.Loan, account);
        var taken = new TakenOver(
            e.On,
            account.Participant.Plan,
            account.Participant.Participant,
            e.Loan,
            e.Terms.Amount,
            e.Terms.AnnualRate,
            e.Terms.Frequency,
            e.Terms.Installments,
            e.Terms.FirstDue,
            e.Terms.Purpose,
            e.Agreement,
            e.Terms.SemimonthlyDays,
            e.Terms.Steps,
            e.Circumstances,
            e.Terms.MadeOn,
            e.Principal,
            e.Interest,
            e.OldestUnpaidDue,
            e.HighestPriorYear,
            e.Deemed,
            e.RepaidAfterDeemed,
            e.LeaveUsedDays,
            LoanFindings.ExemptBy(e.Terms.MadeOn, account.Plan, e.Circumstances ?? LoanCircumstances.Ordinary),
            source,
            AccrualOfArrears(e, account.Plan),
            account.Plan.PolicyOn(e.On).Prepayment == Prepayment.Principal ? true : null
        );
        if (
            e.OldestUnpaidDue is { } due
            && e.Deemed is null
            && Consequences.CureEnds(due, account.Plan) is var ends
            && ends < e.On
        )
            return new(
                "taken-over.cure-ended",
                $"the installment due on {due:yyyy-MM-dd} could be made up until {ends:yyyy-MM-dd}, before the "
                    + $"takeover of {e.On:yyyy-MM-dd}: expected the deemed distribution that followed",
                CurePeriod.Cites
            );
        return LoanBeginning.Of(account.Open(taken), account, source);
    }

    // What is in arrears as it comes over has run as the plan lets interest of a default run.
    private static DefaultAccrual? AccrualOfArrears(TakenOverFact e, PlanState plan) =>
        e.OldestUnpaidDue is { } due && plan.PolicyOn(due).DefaultAccrual is var accrual and not DefaultAccrual.Compound
            ? accrual
            : null;
}
