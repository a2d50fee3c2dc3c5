using LoanServicing.Domain.Regulation.Section72p;

namespace LoanServicing.Domain.Loans;

/// <summary>
/// A loan's terms as the law asks about them: the law knows no loan, and gets what a rule depends on as its own small
/// records.
/// </summary>
public static class TermsInLaw
{
    /// <summary>The day that 72(p) measures from.</summary>
    public static DateOnly MadeOn(LoanMade made) => made is TakenOver taken ? taken.MadeOn : made.On;

    /// <summary>What decides by when the loan must be repaid (26 USC 72(p)(2)(B)).</summary>
    public static RepaymentTermFacts RepaymentTermFacts(LoanTerms terms) =>
        new(terms.MadeOn, terms.Purpose == LoanPurpose.PrincipalResidence);

    /// <summary>What decides whether it is repaid in level installments (26 USC 72(p)(2)(C)).</summary>
    /// <param name="replaced">The loans that it refinances; null for none.</param>
    public static AmortizationFacts AmortizationFacts(LoanTerms terms, IReadOnlyList<ReplacedLoan>? replaced = null) =>
        new(Agreed(terms), replaced is null ? null : Balances(replaced));

    public static AgreedRepayments Agreed(LoanTerms terms) =>
        new(
            terms.MadeOn,
            terms.Amount,
            terms.AnnualRate,
            terms.Frequency,
            terms.FirstDue,
            terms.FinalDue,
            terms.Installments,
            terms.Steps is { } steps
                ? new(InLaw(steps, terms.Schedule), Amortization.Schedule(terms.Schedule, terms.Amount)[^1].Amount)
                : null
        );

    /// <summary>The replaced loans as A-20 asks about them, in the same order.</summary>
    public static IReadOnlyList<ReplacedBalance> Balances(IReadOnlyList<ReplacedLoan> replaced) =>
        [.. replaced.Select(loan => new ReplacedBalance(loan.Balance, loan.LatestPermissibleDate))];

    /// <summary>The last day that the law lets a running loan run; null where it sets none.</summary>
    public static DateOnly? LatestPermissibleDate(LoanState loan) =>
        RepaymentTerm.LatestPermissibleDate(
            RepaymentTermFacts(loan.Terms),
            loan.Schedule.Suspensions.OrderBy(suspension => suspension.From).Select(Extension).OfType<TermExtension>()
        );

    // A leave whose end is not known yet has moved nothing.
    private static TermExtension? Extension(Suspension suspension) =>
        suspension switch
        {
            { Kind: SuspensionKind.MilitaryService, Through: { } last } => new TermExtension.MilitaryService(
                suspension.From,
                last
            ),
            { Kind: SuspensionKind.DisasterDelay } => new TermExtension.DisasterDelay(suspension.DelayMonths),
            _ => null,
        };

    private static List<InstallmentStep> InLaw(IReadOnlyList<ScheduleStep> steps, RepaymentSchedule schedule)
    {
        var (inLaw, count) = (new List<InstallmentStep>(steps.Count), 0);
        foreach (var step in steps)
        {
            count += step.Count;
            inLaw.Add(new(step.Count, step.Amount, schedule.Due(count - 1)));
        }

        return inLaw;
    }
}
