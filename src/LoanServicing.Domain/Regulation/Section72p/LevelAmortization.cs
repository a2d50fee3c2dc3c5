using LoanServicing.Domain.Calendar;
using LoanServicing.Domain.Money;

namespace LoanServicing.Domain.Regulation.Section72p;

/// <summary>What level amortization depends on.</summary>
/// <param name="Replaced">The loans that this one refinances: its terms may then be those of several loans in one (26
/// CFR 1.72(p)-1 A-20(a)(2)).</param>
public sealed record AmortizationFacts(AgreedRepayments Terms, IReadOnlyList<ReplacedBalance>? Replaced);

/// <summary>
/// Whether the terms repay the loan in substantially level installments, at least quarterly (26 USC 72(p)(2)(C)).
/// </summary>
public static class LevelAmortization
{
    // A printed installment is a whole dollar: half of one either way is still the level amount.
    private const decimal HalfDollar = 0.50m;

    private const decimal Dollar = 1m;

    // The statute has no figure for "substantially"; uncertain.
    private const decimal LastOverOthers = 0.10m;

    public static readonly Rule<AmortizationFacts, bool> Requirement = new(
        "Is the loan repaid in level installments, at least quarterly?",
        // Before the Tax Reform Act the Code asked for repayment in time and nothing more.
        new(
            "26 USC 72(p)(2)(B)",
            new(Figures.Section72pFrom, Figures.TaxReformActFrom.AddDays(-1)),
            null,
            _ => true,
            _ => true
        ),
        new("26 USC 72(p)(2)(C)", new(Figures.TaxReformActFrom), null, _ => true, IsLevel)
    );

    public static Finding<bool> IsSatisfied(AmortizationFacts facts) => Requirement.Decide(facts, facts.Terms.MadeOn);

    /// <summary>
    /// Whether installments agreed while a loan runs are still at least quarterly: of a frequency that is, and the
    /// first of them not later than a quarter after the last one before.
    /// </summary>
    public static bool IsQuarterly(Frequency frequency, DateOnly previousDue, DateOnly firstDue) =>
        frequency != Frequency.Annual && firstDue <= QuarterAfter(previousDue);

    /// <summary>
    /// The level installment that repays the principal, in whole cents. The periodic rate is the nominal rate ÷
    /// payments a year: the convention that reproduces the figures printed in 26 CFR 1.72(p)-1, though its introduction
    /// says "8.75 percent compounded annually".
    /// </summary>
    public static decimal Installment(decimal principal, decimal annualRate, Frequency frequency, int installments)
    {
        var rate = annualRate / frequency.PeriodsPerYear();
        return Cents.Round(
            rate == 0m ? principal / installments : principal * rate / (1m - Power(1m / (1m + rate), installments))
        );
    }

    private static bool IsLevel(AmortizationFacts facts) =>
        IsQuarterly(facts.Terms.Frequency, facts.Terms.MadeOn, facts.Terms.FirstDue)
        && (
            facts.Terms.Stepped is not { } stepped
            || AreLevel(facts.Terms, stepped)
            || (facts.Replaced is { } replaced && Refinancing.IsLevelLoansInOne(facts.Terms, replaced))
        );

    // Equal but for a dollar, with a last one that is what the others leave. Equal installments that are too small
    // leave a balloon, which is not level (Plotkin, T.C. Memo. 2001-71); what the level amount leaves when it is
    // rounded is none.
    private static bool AreLevel(AgreedRepayments terms, SteppedInstallments stepped)
    {
        var steps = stepped.Steps;
        var others = steps is [.., { Count: 1 }] && steps.Count > 1 ? [.. steps.Take(steps.Count - 1)] : steps;
        var least = others.Min(step => step.Amount);
        if (others.Max(step => step.Amount) - least > Dollar)
            return false;
        var level = Installment(terms.Amount, terms.AnnualRate, terms.Frequency, terms.Installments);
        return others.All(step => IsLevelAmount(step.Amount, level))
            || stepped.Last <= least + Math.Max(Dollar, least * LastOverOthers);
    }

    // To the cent, or to the nearest whole dollar.
    private static bool IsLevelAmount(decimal installment, decimal level) =>
        installment == level || (installment % Dollar == 0m && Math.Abs(installment - level) <= HalfDollar);

    // A month-end three months later is a quarter, though the months have different lengths. The statute names no day
    // count; uncertain.
    private static DateOnly QuarterAfter(DateOnly day) =>
        day == DueDates.MonthEnd(day)
            ? DueDates.MonthEnd(DueDates.MonthsLater(day, Figures.MonthsInQuarter))
            : DueDates.MonthsLater(day, Figures.MonthsInQuarter);

    private static decimal Power(decimal number, int exponent)
    {
        var power = 1m;
        for (var square = number; exponent > 0; exponent >>= 1)
        {
            if ((exponent & 1) == 1)
                power *= square;
            if (exponent > 1)
                square *= square;
        }

        return power;
    }
}
