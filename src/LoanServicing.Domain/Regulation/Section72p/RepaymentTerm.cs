using LoanServicing.Domain.Calendar;

namespace LoanServicing.Domain.Regulation.Section72p;

/// <summary>What the term of a loan depends on.</summary>
/// <param name="IsResidenceLoan">Whether it acquires the participant's principal residence (26 CFR 1.72(p)-1 A-5 to
/// A-8).</param>
public sealed record RepaymentTermFacts(DateOnly MadeOn, bool IsResidenceLoan);

/// <summary>What moves the latest permissible date of a loan while it runs.</summary>
public abstract record TermExtension
{
    private TermExtension() { }

    /// <summary>The days of military service, first and last included.</summary>
    public sealed record MilitaryService(DateOnly From, DateOnly Through) : TermExtension;

    /// <summary>A delay after a disaster.</summary>
    public sealed record DisasterDelay(int Months) : TermExtension;
}

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

    /// <summary>Whether a last installment on that day repays the loan in time.</summary>
    public static Finding<bool> IsSatisfied(RepaymentTermFacts facts, DateOnly finalDue)
    {
        var latest = LatestOf(facts);
        return new(latest.Answer is null || finalDue <= latest.Answer, latest.Cites, latest.Displaced);
    }

    /// <summary>
    /// The latest permissible date of a running loan: that of its making, moved by the days of military service, first
    /// and last included (26 CFR 1.72(p)-1 A-9(c); 26 USC 414(u)(4)), and by the months of a delay after a disaster.
    /// Null where the law sets none.
    /// </summary>
    /// <param name="extensions">In the order in which they began.</param>
    public static DateOnly? LatestPermissibleDate(RepaymentTermFacts facts, IEnumerable<TermExtension> extensions)
    {
        if (LatestOf(facts).Answer is not { } latest)
            return null;
        foreach (var extension in extensions)
        {
            latest = extension switch
            {
                TermExtension.MilitaryService service => latest.AddDays(
                    LeaveOfAbsence.DaysAdded(LeaveKind.Military, service.From, service.Through)
                ),
                TermExtension.DisasterDelay delay => DisasterDelay.LatestPermissibleDate(latest, delay.Months)!.Value,
                _ => throw new System.Diagnostics.UnreachableException(
                    $"{extension.GetType().Name} is not an extension"
                ),
            };
        }

        return latest;
    }

    private static Finding<DateOnly?> LatestOf(RepaymentTermFacts facts) =>
        // Before the law there was no term: nothing is ever deemed of such a loan.
        facts.MadeOn < Figures.Section72pFrom
            ? new(null, Cites, null)
            : Latest.Decide(facts, facts.MadeOn);
}
