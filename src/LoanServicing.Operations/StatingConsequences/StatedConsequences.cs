using LoanServicing.Domain.Facts;
using LoanServicing.Domain.Loans;
using LoanServicing.Store.EventLog;
using LoanServicing.Store.Transactions;

namespace LoanServicing.Operations.StatingConsequences;

/// <summary>What a recording stated of loans that somebody has to know of.</summary>
internal static class StatedConsequences
{
    /// <summary>
    /// By loan and day, what was taken back of a loan first. What was stated and taken back in one go was never so.
    /// </summary>
    public static async Task<IReadOnlyList<StatedConsequence>> OfAsync(
        Recording recording,
        CancellationToken cancellation
    )
    {
        var stated = recording
            .Consequences.Where(noted => noted.Event is LoanConsequence)
            .ToDictionary(noted => (noted.Loan.Id, noted.Version));
        var before = new List<(LoanStream Loan, long Version)>();
        foreach (var (loan, _, e) in recording.Consequences)
        {
            if (e is ConsequenceWithdrawn taken && !stated.Remove((loan.Id, taken.Withdrawn)))
                before.Add((loan, taken.Withdrawn));
        }

        var withdrawn = await DeemedBeforeAsync(recording, before, cancellation);
        return
        [
            .. withdrawn
                .Concat(stated.Values.Select(noted => Stated(noted.Loan.State!, noted.Event)))
                .OrderBy(item => item.Plan, StringComparer.Ordinal)
                .ThenBy(item => item.Participant, StringComparer.Ordinal)
                .ThenBy(item => item.Loan, StringComparer.Ordinal)
                .ThenByDescending(item => item.Kind == ConsequenceKind.DeemedDistributionWithdrawn)
                .ThenBy(item => item.On),
        ];
    }

    // A withdrawal names the event only; what that said is in the loan's stream.
    private static async Task<IEnumerable<StatedConsequence>> DeemedBeforeAsync(
        Recording recording,
        List<(LoanStream Loan, long Version)> withdrawn,
        CancellationToken cancellation
    )
    {
        if (withdrawn.Count == 0)
            return [];
        Guid[] streams = [.. withdrawn.Select(item => item.Loan.Id).Distinct()];
        var deemed = (await EventReader.ReadStreamsAsync(recording, streams, cancellation))
            .Where(recorded => recorded.Event is DeemedDistributed)
            .ToDictionary(recorded => (recorded.Stream, recorded.Version), recorded => (LoanEvent)recorded.Event);
        return withdrawn
            .Where(item => deemed.ContainsKey((item.Loan.Id, item.Version)))
            .Select(item =>
                Stated(item.Loan.State!, deemed[(item.Loan.Id, item.Version)]) with
                {
                    Kind = ConsequenceKind.DeemedDistributionWithdrawn,
                }
            );
    }

    private static StatedConsequence Stated(LoanState loan, LoanEvent e) =>
        e switch
        {
            DeemedDistributed deemed => new(
                ConsequenceKind.DeemedDistribution,
                loan.Plan,
                loan.Participant,
                loan.Loan,
                deemed.On,
                deemed.Amount,
                Words.Of(Words.Reasons, deemed.Reason),
                deemed.Cites,
                null
            ),
            DiscrepancyFound found => new(
                ConsequenceKind.Discrepancy,
                loan.Plan,
                loan.Participant,
                loan.Loan,
                found.On,
                found.Amount,
                Words.Of(Words.DiscrepancyMatters, found.Matter),
                null,
                found.InWords
            ),
            _ => throw new System.Diagnostics.UnreachableException($"{e.GetType().Name} is not noted"),
        };
}
