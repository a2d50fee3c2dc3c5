using LoanServicing.Domain.Calendar;
using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Plans;

namespace LoanServicing.Domain.Participants;

/// <summary>
/// What a participant owes and owed, as the limit of a new loan counts it: balances at the end of a day, without
/// interest not yet due (26 USC 72(p)(2)(A)).
/// </summary>
public static class BorrowingPosition
{
    /// <summary>The figures for a loan made on a day, before it.</summary>
    /// <param name="replaces">The loans that the new one replaces: they do not count among the loans beside it.</param>
    public static BorrowingFigures Before(
        DateOnly madeOn,
        AccountHistory account,
        IReadOnlyCollection<string>? replaces = null
    )
    {
        var eve = madeOn.AddDays(-1);
        var yearBefore = DueDates.YearsLater(madeOn, -1);
        var trails = account
            .Loans.Where(loan => !loan.Folded.IsExempt)
            .Select(loan => BalanceTrail.Of(loan, account.Plan, madeOn))
            .OfType<BalanceTrail>()
            .ToList();
        var outside = account
            .Participant.Movements.OutsideLoans.GroupBy(loan => loan.Loan)
            .Select(loan => loan.ToList())
            .ToList();
        var pledges = account.Participant.Movements.Pledges.Where(pledge => account.TreatsAsLoan(pledge)).ToList();
        var days = trails
            .SelectMany(trail => trail.Turns(yearBefore, eve))
            .Concat(outside.SelectMany(loan => loan.Select(report => report.On)))
            .Concat(pledges.Select(pledge => pledge.On))
            .Where(day => day > yearBefore && day <= eve)
            .Append(yearBefore)
            .Distinct()
            .ToList();
        // The plan's own choice; uncertain whether a plan may change it from loan to loan, so that of the loan's day
        // holds.
        var highest =
            account.Plan.PolicyOn(madeOn).PeakMethod == PeakMethod.Summed
                ? trails.Sum(trail => days.Max(trail.PeakOn))
                    + outside.Sum(loan => days.Max(day => BalanceOf(loan, day)))
                    + pledges.Sum(pledge => days.Max(day => BalanceOf(pledge, day)))
                : days.Max(day =>
                    trails.Sum(trail => trail.PeakOn(day))
                    + outside.Sum(loan => BalanceOf(loan, day))
                    + pledges.Sum(pledge => BalanceOf(pledge, day))
                );
        var standing = trails
            .Select(trail => trail.StateOn(madeOn))
            .OfType<LoanState>()
            .Where(loan => loan.Closed is null)
            .ToList();
        return new(
            highest,
            trails.Sum(trail => trail.BalanceOn(madeOn))
                + outside.Sum(loan => BalanceOf(loan, madeOn))
                + pledges.Sum(pledge => BalanceOf(pledge, madeOn)),
            account.Participant.ValuationOn(madeOn)?.Vested,
            // A pledge is a loan that was deemed and that nothing repays (26 CFR 1.72(p)-1 A-1(b), A-22(d)).
            standing.Any(loan => loan.IsDeemedAndUnrepaid) || pledges.Any(pledge => pledge.On < madeOn),
            standing.Count(loan => replaces?.Contains(loan.Loan) != true)
        );
    }

    private static decimal BalanceOf(List<OutsideLoanReported> reports, DateOnly day) =>
        reports.LastOrDefault(report => report.On <= day)?.Balance ?? 0m;

    private static decimal BalanceOf(InterestPledged pledge, DateOnly day) => pledge.On <= day ? pledge.Amount : 0m;
}
