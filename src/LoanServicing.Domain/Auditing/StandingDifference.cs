namespace LoanServicing.Domain.Auditing;

/// <summary>One thing in which two answers about a loan differ.</summary>
/// <param name="What">In the words of the report; of a list each entry that is in one of the answers only.</param>
/// <param name="Before">Null where there was none.</param>
/// <param name="After">Null where there is none any more.</param>
public sealed record StandingDifference(string What, object? Before, object? After)
{
    private static readonly (string What, Func<LoanStanding, object?> Of)[] Members =
    [
        ("status", standing => standing.Report.Status),
        ("installment", standing => standing.Report.Installment),
        ("finalDue", standing => standing.Report.FinalDue),
        ("latestPermissibleDate", standing => standing.Report.LatestPermissibleDate),
        ("outstanding", standing => standing.Report.Outstanding),
        ("principal", standing => standing.Principal),
        ("nextUnpaidDue", standing => standing.Report.NextUnpaidDue),
        ("cureEnds", standing => standing.Report.CureEnds),
        ("installmentsMissed", standing => standing.Arrears.Installments),
        ("arrears", standing => standing.Arrears.Amount),
        ("repaidAfterDeemed", standing => standing.RepaidAfterDeemed),
        ("investmentInContract", standing => standing.InvestmentInContract),
    ];

    private static readonly (string What, Func<LoanStanding, IEnumerable<object>> Of)[] Lists =
    [
        ("deemedDistribution", standing => standing.Report.DeemedDistributions),
        ("offset", standing => standing.Report.Offsets),
        ("notSatisfied", standing => standing.Report.Findings.Where(finding => !finding.Satisfied)),
        ("form1099R", standing => standing.Forms),
        // Stated anew by another event, it is the same.
        ("needsPerson", standing => standing.Discrepancies.Select(found => found with { Version = 0 })),
    ];

    /// <summary>None where the answers say the same; the schedule's rows follow from what is compared.</summary>
    public static IReadOnlyList<StandingDifference> Between(LoanStanding before, LoanStanding after)
    {
        var members = Members
            .Select(member => new StandingDifference(member.What, member.Of(before), member.Of(after)))
            .Where(pair => !Equals(pair.Before, pair.After));
        return
        [
            .. members,
            .. Lists.SelectMany(list => OfEntries(list.What, [.. list.Of(before)], [.. list.Of(after)])),
        ];
    }

    // Entries are records: equal where all that they say is.
    private static IEnumerable<StandingDifference> OfEntries(string what, List<object> before, List<object> after)
    {
        var gone = before.Where(entry => !after.Remove(entry)).ToList();
        return gone.Select(entry => new StandingDifference(what, entry, null))
            .Concat(after.Select(entry => new StandingDifference(what, null, entry)));
    }
}

/// <summary>What a recording changed in the answer about a loan.</summary>
/// <param name="RecordedAt">When. What is decided of an account together has one time; a long recording goes on from
/// one account to the next at later ones.</param>
/// <param name="Differences">From what was known just before to what was known then; none where the recording made no
/// difference.</param>
public sealed record StandingChange(DateTimeOffset RecordedAt, IReadOnlyList<StandingDifference> Differences);

/// <summary>Follows the answer to one question through the times at which something was recorded.</summary>
public static class StandingTrail
{
    /// <summary>
    /// The changes in order, one for each time; applied one after the other they lead from the answer before the first
    /// time to that of the last.
    /// </summary>
    /// <param name="before">The answer from which they start.</param>
    /// <param name="asRecordedBy">The answer as it was known at a time, that moment included.</param>
    /// <param name="times">Rising.</param>
    public static IEnumerable<StandingChange> Of(
        LoanStanding before,
        Func<DateTimeOffset, LoanStanding> asRecordedBy,
        IEnumerable<DateTimeOffset> times
    )
    {
        foreach (var time in times)
        {
            var after = asRecordedBy(time);
            yield return new(time, StandingDifference.Between(before, after));
            before = after;
        }
    }
}
