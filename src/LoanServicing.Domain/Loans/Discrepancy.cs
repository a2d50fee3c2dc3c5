using System.Diagnostics;

namespace LoanServicing.Domain.Loans;

/// <summary>
/// What was agreed or moved on a day and does not fit what was owed, now that more is known, and what a person has
/// settled of it. The rest waits for one: also where the facts fit again, or fit otherwise, after it was settled.
/// </summary>
/// <param name="On">The day of the repayment, offset or refinancing.</param>
/// <param name="Found">How much more was moved than was owed; negative for less, 0 where it fits.</param>
/// <param name="Settled">In all, with the same sign as what was found then.</param>
/// <param name="Version">Of the event that states what was found; of the latest settlement where nothing does any
/// more.</param>
public sealed record Discrepancy(DateOnly On, DiscrepancyMatter Matter, decimal Found, decimal Settled, long Version)
{
    /// <summary>What waits for a person, with its sign; 0 for nothing.</summary>
    public decimal Open => Found - Settled;

    /// <summary>A part of a sentence.</summary>
    public string InWords =>
        Settled == 0m ? Words(Matter, Found)
        : Found == 0m ? $"{Math.Abs(Settled):0.00} was settled of what turned out to fit"
        : $"{Words(Matter, Found)}, and {Math.Abs(Settled):0.00} of that was settled";

    /// <summary>As the scenario contract writes it.</summary>
    public static string Name(DiscrepancyMatter matter) =>
        matter switch
        {
            DiscrepancyMatter.Repayment => "repayment",
            DiscrepancyMatter.Offset => "offset",
            DiscrepancyMatter.Refinancing => "refinancing",
            DiscrepancyMatter.DeemedWhenRefinanced => "deemed-when-refinanced",
            DiscrepancyMatter.Transfer => "transfer",
            _ => throw new UnreachableException($"{matter} is no matter"),
        };

    internal static string Words(DiscrepancyMatter matter, decimal amount) =>
        matter switch
        {
            DiscrepancyMatter.Repayment => $"{amount:0.00} was repaid beyond what was owed",
            DiscrepancyMatter.Offset =>
                $"the account was reduced by {Math.Abs(amount):0.00} {(amount > 0m ? "more" : "less")} than was owed",
            DiscrepancyMatter.Transfer =>
                $"the transfer was of {Math.Abs(amount):0.00} {(amount > 0m ? "more" : "less")} than was owed",
            DiscrepancyMatter.Refinancing =>
                $"the replacement loan took over {Math.Abs(amount):0.00} {(amount > 0m ? "more" : "less")} than was owed",
            DiscrepancyMatter.DeemedWhenRefinanced =>
                $"{amount:0.00} had been deemed distributed before another loan took it over",
            _ => throw new UnreachableException($"{matter} is no matter"),
        };

    internal static IReadOnlyList<Discrepancy> Of(LoanHistory history, DateOnly through)
    {
        var found = history
            .Stated.Where(stated => stated.Event.On <= through)
            .Select(stated => (stated.Version, Found: FoundBy(stated.Event)))
            .Where(stated => stated.Found is not null)
            .GroupBy(stated => (stated.Found!.Value.On, stated.Found.Value.Matter))
            .ToDictionary(
                group => group.Key,
                group => (group.Last().Version, Amount: group.Sum(stated => stated.Found!.Value.Amount))
            );
        var settled = history
            .Recorded.Select((e, index) => (Event: e as DiscrepancySettled, Version: index + 1L))
            .Where(settlement => settlement.Event is not null && settlement.Event.On <= through)
            .ToLookup(settlement => (settlement.Event!.MovedOn, settlement.Event.Matter));
        var all = found.Keys.Union(settled.Select(settlement => settlement.Key)).Order();
        return
        [
            .. all.Select(key => new Discrepancy(
                key.Item1,
                key.Item2,
                found.GetValueOrDefault(key).Amount,
                settled[key].Sum(settlement => settlement.Event!.Amount),
                found.TryGetValue(key, out var stated)
                    ? stated.Version
                    : settled[key].Max(settlement => settlement.Version)
            )),
        ];
    }

    private static (DateOnly On, DiscrepancyMatter Matter, decimal Amount)? FoundBy(LoanConsequence stated) =>
        stated switch
        {
            DiscrepancyFound found => (found.On, found.Matter, found.Amount),
            RepaymentUnapplied unapplied => (unapplied.On, DiscrepancyMatter.Repayment, unapplied.Amount),
            _ => null,
        };
}
