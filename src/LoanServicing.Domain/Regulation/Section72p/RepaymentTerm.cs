using LoanServicing.Domain.Calendar;
using LoanServicing.Domain.Loans;

namespace LoanServicing.Domain.Regulation.Section72p;

/// <summary>What the term of a loan depends on.</summary>
/// <param name="IsResidenceLoan">Whether it acquires the participant's principal residence (26 CFR 1.72(p)-1 A-5 to
/// A-8).</param>
public sealed record RepaymentTermFacts(DateOnly MadeOn, bool IsResidenceLoan);

/// <summary>By when a loan must be repaid by its terms (26 USC 72(p)(2)(B)).</summary>
public static class RepaymentTerm
{
    public const string Cites = "26 USC 72(p)(2)(B)";

    /// <summary>
    /// The last day on which the final installment may fall due, as the loan is made; null where the law sets none.
    /// </summary>
    public static readonly Rule<RepaymentTermFacts, DateOnly?> Latest = new(
        "By when must the loan be repaid?",
        new(
            "26 USC 72(p)(2)(B)(i)",
            new(Figures.Section72pFrom),
            null,
            _ => true,
            f => DueDates.YearsLater(f.MadeOn, Figures.RepaymentTermYears)
        ),
        new(
            "26 USC 72(p)(2)(B)(ii)",
            new(Figures.Section72pFrom),
            "26 USC 72(p)(2)(B)(i)",
            f => f.IsResidenceLoan,
            _ => null
        )
    );

    /// <summary>Whether the terms repay the loan in time.</summary>
    public static Finding<bool> IsSatisfied(LoanTerms terms)
    {
        var latest = LatestOf(terms);
        return new(latest.Answer is null || terms.FinalDue <= latest.Answer, latest.Cites, latest.Displaced);
    }

    /// <summary>
    /// The latest permissible date of a running loan: that of its making, moved by the days of military service, first
    /// and last included (26 CFR 1.72(p)-1 A-9(c); 26 USC 414(u)(4)), and by the months of a delay after a disaster.
    /// Null where the law sets none.
    /// </summary>
    public static DateOnly? LatestPermissibleDate(LoanState loan)
    {
        if (LatestOf(loan.Terms).Answer is not { } latest)
            return null;
        foreach (var suspension in loan.Schedule.Suspensions.OrderBy(suspension => suspension.From))
        {
            if (suspension is { Kind: SuspensionKind.MilitaryService, Through: { } last })
                latest = latest.AddDays(LeaveOfAbsence.DaysAdded(LeaveKind.Military, suspension.From, last));
            else if (suspension.Kind == SuspensionKind.DisasterDelay)
                latest = DisasterDelay.LatestPermissibleDate(latest, suspension.DelayMonths)!.Value;
        }

        return latest;
    }

    private static Finding<DateOnly?> LatestOf(LoanTerms terms) =>
        // Before the law there was no term: nothing is ever deemed of such a loan.
        terms.MadeOn < Figures.Section72pFrom
            ? new(null, Cites, null)
            : Latest.Decide(new(terms.MadeOn, terms.Purpose == LoanPurpose.PrincipalResidence), terms.MadeOn);
}
