namespace LoanServicing.SampleBooks;

/// <summary>Which book to make up. The same options give the same bytes on any machine.</summary>
/// <param name="Loans">All that are made: old ones, those of the year, and replacement loans.</param>
/// <param name="Year">The calendar year whose payrolls are written.</param>
public sealed record BookOptions(int Loans = 2000, int Year = 2025, long Seed = 1);
