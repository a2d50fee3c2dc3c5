using LoanServicing.Domain.Calendar;
using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Plans;
using LoanServicing.Domain.Regulation.Section72p;

namespace LoanServicing.Domain.Participants;

/// <summary>What a participant owes and owed, as the limit of a new loan counts it: balances at the end of a day, without interest not yet due.</summary>
public static class BorrowingPosition
{
    /// <summary>The facts of the amount limit for a loan made on a day, before it; null where the account has no valuation by then.</summary>
    public static LoanAmountFacts? Before(DateOnly madeOn, AccountHistory account)
    {
        if (account.Participant.ValuationOn(madeOn) is not { } valuation)
            return null;
        var yearBefore = DueDates.YearsLater(madeOn, -1);
        var changes = account.Loans.SelectMany(loan => Changes(loan, account.Plan, yearBefore, madeOn.AddDays(-1))).Append(yearBefore).Distinct().ToList();
        var highest = changes.Max(day => TotalOn(day, account));
        var outstanding = account.Loans.Sum(loan => Balance(loan.At(madeOn, account.Plan)?.Loan, madeOn));
        return new(highest, outstanding, valuation.Vested, account.Plan.PolicyOn(madeOn).Floor10000);
    }

    private static decimal TotalOn(DateOnly day, AccountHistory account) =>
        account.Loans.Sum(loan => Balance(loan.At(day, account.Plan)?.Loan, day));

    private static decimal Balance(LoanState? loan, DateOnly day) => loan is null ? 0m : loan.Position.AdvanceTo(day, loan.Terms).Balance;

    // A balance changes only on the day of a fact, or on a due date, when the period's interest is added.
    private static IEnumerable<DateOnly> Changes(LoanHistory history, PlanState plan, DateOnly from, DateOnly to)
    {
        if (history.At(to, plan) is not { Loan: var loan })
            return [];
        var due = Enumerable.Range(0, loan.Terms.DueDates.CountThrough(to)).Select(index => loan.Terms.DueDates[index]);
        return history.Facts.Select(fact => fact.On).Concat(due).Where(day => day >= from && day <= to);
    }
}
