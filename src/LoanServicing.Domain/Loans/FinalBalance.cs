using LoanServicing.Domain.Calendar;
using LoanServicing.Domain.Money;
using LoanServicing.Domain.Plans;
using LoanServicing.Domain.Regulation.Section72p;

namespace LoanServicing.Domain.Loans;

/// <summary>
/// What is left of a loan at its end: payroll deducts one level amount, and the last installment is nearly never that.
/// </summary>
public static class FinalBalance
{
    /// <summary>US dollars. No rounding of installments adds up to this: from here on nobody has to ask.</summary>
    public const decimal MoreThanAnyTolerance = 1_000m;

    /// <summary>
    /// Whether what is left on the day, before held money, is not asked for: the installment that takes it, the last or
    /// the one that is due, is not an arrear for that little.
    /// </summary>
    /// <param name="loan">With the day's money taken in, and nothing later.</param>
    public static bool IsWithinTolerance(LoanState loan, DateOnly day, PlanState plan)
    {
        if (loan.Closed is not null)
            return false;
        var left = loan.PayoffOn(day);
        return left > 0m
            && left < MoreThanAnyTolerance
            && IsOfTheEnd(loan, left, day)
            && left <= Tolerance(loan, day, plan);
    }

    // Of the installment that takes all that is left, once it is due, or once more of the last one came in than is left.
    private static bool IsOfTheEnd(LoanState loan, decimal left, DateOnly day)
    {
        var (schedule, toward) = (loan.Schedule, loan.Position.PaidTowardNext);
        var oldest = schedule.NextDue(loan.Position.InstallmentsPaid);
        if (oldest >= schedule.Periods)
            return true;
        var isLast = oldest == schedule.Periods - 1;
        return schedule.CountsAsDue(oldest) <= day
            ? isLast || left <= schedule.Amount(oldest) - toward
            : isLast && toward >= left;
    }

    /// <summary>
    /// US dollars that may be left: the plan's tolerance on the day, or the rounding of the loan's own installments. 0
    /// in a plan that was recorded before there was a tolerance.
    /// </summary>
    public static decimal Tolerance(LoanState loan, DateOnly day, PlanState plan) =>
        plan.PolicyOn(day).FinalTolerance is { } tolerance ? Math.Max(tolerance, Rounding(loan)) : 0m;

    // By how much the last installment differs from the level one as it was last amortized; 0 where installments were
    // agreed otherwise.
    private static decimal Rounding(LoanState loan)
    {
        var current = loan.Schedule.Current;
        if (IsLevel(current, loan.Schedule.AnnualRate))
            return Difference(current, loan.Schedule.AnnualRate);
        var agreed = loan.Terms.Schedule.Current;
        return agreed.Level == current.Level && IsLevel(agreed, loan.Schedule.AnnualRate)
            ? Difference(agreed, loan.Schedule.AnnualRate)
            : 0m;
    }

    private static bool IsLevel(Stretch stretch, decimal annualRate) =>
        stretch.Level is { } level
        && level == LevelAmortization.Installment(stretch.Opening, annualRate, stretch.Frequency, stretch.Count);

    private static decimal Difference(Stretch stretch, decimal annualRate)
    {
        var (left, level) = (stretch.Opening, stretch.Level!.Value);
        for (var index = 0; index < stretch.Count; index++)
            left += Cents.Round(left * annualRate / stretch.Frequency.PeriodsPerYear()) - level;
        return Math.Abs(left);
    }
}
