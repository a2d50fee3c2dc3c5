namespace LoanServicing.Store.ProofLane;

/// <summary>What becomes of what a replay finds. Spans are good for the call only.</summary>
internal interface IReplaySink
{
    /// <summary>A row is not as it follows from the log. One of the two is empty where there is no such row.</summary>
    /// <param name="stream">Whose row it is: nobody writes it without a lock on that stream.</param>
    /// <param name="version">The stream's version that the row follows from; 0 where the log has no such
    /// stream.</param>
    void Differs<TDocument>(
        DocumentTable<TDocument> table,
        ReadOnlySpan<byte> stored,
        ReadOnlySpan<byte> computed,
        Guid stream,
        long version
    );

    /// <summary>
    /// An account's record may mean something for tax: its document has to be looked at, once all of its streams have
    /// been.
    /// </summary>
    void MayMeanTax(string plan, string participant);

    /// <summary>
    /// What a loan says of its account has to be proved, once all streams of that have been. A rebuild takes it as it
    /// is.
    /// </summary>
    void RestsOnAccount(string plan, string participant) { }

    /// <summary>
    /// A part has come this far: everything of it up to and including that stream has been looked at.
    /// </summary>
    /// <param name="since">What was gone through since the last such call for the part.</param>
    void Reached(StreamRange part, Guid through, ReplayCounts since);
}

/// <summary>How much a replay has gone through.</summary>
internal readonly record struct ReplayCounts(long Streams, long Events)
{
    public static ReplayCounts operator +(ReplayCounts one, ReplayCounts other) =>
        new(one.Streams + other.Streams, one.Events + other.Events);
}
