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

    internal static string Words(DiscrepancyMatter matter, decimal amount) =>
        matter switch
        {
            DiscrepancyMatter.Repayment => $"{amount:0.00} was repaid beyond what was owed",
            DiscrepancyMatter.Offset =>
                $"the account was reduced by {Math.Abs(amount):0.00} {(amount > 0m ? "more" : "less")} than was owed",
            DiscrepancyMatter.Refinancing =>
                $"the replacement loan took over {Math.Abs(amount):0.00} {(amount > 0m ? "more" : "less")} than was owed",
            DiscrepancyMatter.DeemedWhenRefinanced =>
                $"{amount:0.00} had been deemed distributed before another loan took it over",
            _ => throw new UnreachableException($"{matter} is no matter"),
        };
}
