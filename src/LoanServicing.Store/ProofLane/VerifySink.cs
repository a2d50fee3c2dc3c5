namespace LoanServicing.Store.ProofLane;

/// <summary>A verification notes what it finds.</summary>
internal sealed class VerifySink : IReplaySink
{
    private readonly HashSet<(string Plan, string Participant)> accounts = [];
    private readonly HashSet<(string Plan, string Participant)> reliedUpon = [];

    public DifferenceList Differences { get; } = new();

    public IReadOnlyCollection<(string Plan, string Participant)> Accounts => accounts;

    /// <summary>Those with a consequence that rests on what is said of them.</summary>
    public IReadOnlyCollection<(string Plan, string Participant)> ReliedUpon => reliedUpon;

    public void Differs<TDocument>(
        DocumentTable<TDocument> table,
        ReadOnlySpan<byte> stored,
        ReadOnlySpan<byte> computed,
        Guid stream,
        long version
    ) => Differences.Add(table.Differs(stored, computed));

    public void MayMeanTax(string plan, string participant) => accounts.Add((plan, participant));

    public void RestsOnAccount(string plan, string participant) => reliedUpon.Add((plan, participant));

    public void Reached(StreamRange part, Guid through, ReplayCounts since)
    {
        // Nothing is kept of a verification that was not finished.
    }
}
