namespace LoanServicing.TaxForms.Pub1220;

/// <summary>
/// The records of a file of Forms 1099-R for the FIRE system (Publication 1220, tax years 2024 and 2025), read from the
/// embedded data file.
/// </summary>
public static class Pub1220Layout
{
    /// <summary>By record letter: T, A, B, C, K, F.</summary>
    public static IReadOnlyDictionary<string, RecordLayout> Records { get; } =
        RecordLayout.Read(EmbeddedLayout.Lines("pub1220-1099r.csv"));
}
