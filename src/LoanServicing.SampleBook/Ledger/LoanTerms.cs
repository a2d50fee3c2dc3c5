namespace LoanServicing.SampleBooks.Ledger;

/// <summary>
/// What was agreed. Every installment but the last is <see cref="Level"/>; the last is whatever is left.
/// </summary>
internal sealed record LoanTerms(
    DateOnly MadeOn,
    decimal Amount,
    decimal AnnualRate,
    PayFrequency Frequency,
    int Installments,
    DateOnly FirstDue
)
{
    public decimal Level { get; } = LevelPayment(Amount, AnnualRate / Frequency.PeriodsPerYear(), Installments);

    public DateOnly FinalDue => Due(Installments - 1);

    /// <summary>Goes on past the final installment, because interest does.</summary>
    public DateOnly Due(int index) => Frequency.Step(FirstDue, index);

    private static decimal LevelPayment(decimal amount, decimal periodicRate, int installments)
    {
        var growth = 1m;
        for (var period = 0; period < installments; period++)
            growth *= 1m + periodicRate;
        return Cents.Round(amount * periodicRate / (1m - (1m / growth)));
    }
}
