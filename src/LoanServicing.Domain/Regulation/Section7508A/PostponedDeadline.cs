namespace LoanServicing.Domain.Regulation.Section7508A;

/// <summary>A window of days that a notice postpones.</summary>
/// <param name="From">First day of the window, included, as <paramref name="To"/> is.</param>
/// <param name="Until">The day that counts instead.</param>
public sealed record Postponement(DateOnly From, DateOnly To, DateOnly Until);

/// <summary>
/// When an act counts as due that the Secretary has postponed for a disaster (26 USC 7508A), as repayments due from
/// 1 April to 14 July 2020 were to 15 July (Notice 2020-23).
/// </summary>
// Not modelled: whom a notice reaches and which acts, which is the word of the record.
public static class PostponedDeadline
{
    public const string Cites = "26 USC 7508A";

    /// <summary>The deadline, or the day that stands in its place.</summary>
    public static DateOnly Of(DateOnly deadline, IEnumerable<Postponement> postponements) =>
        postponements.FirstOrDefault(window => deadline >= window.From && deadline <= window.To)?.Until ?? deadline;
}
