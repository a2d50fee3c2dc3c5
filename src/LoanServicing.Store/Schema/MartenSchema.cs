namespace LoanServicing.Store.Schema;

/// <summary>
/// What Marten makes of our configuration, by a hash: to ask Marten itself takes longer than most commands do.
/// </summary>
public static class MartenSchema
{
    /// <summary>Its row among the numbered files.</summary>
    internal const int Number = 0;

    public const string Name = "marten 9.58.0";

    /// <summary>SHA-256 of the script that makes an empty database; a test holds it against Marten.</summary>
    public const string Sha256 = "c5bbe5361bacde508bdad41eccbd91ab4b52c1be8b46b2ca2fe719e299ed9131";
}
