namespace LoanServicing.SampleBooks.Ledger;

/// <summary>How long the plan lets a missed installment be made good (26 CFR 1.72(p)-1 A-10(a)).</summary>
/// <param name="Months">After the due date; null is the longest that the law allows.</param>
internal sealed record CureRule(int? Months)
{
    /// <summary>The last day on which the installment can still be made good.</summary>
    public DateOnly End(DateOnly due)
    {
        var quarterStart = new DateOnly(due.Year, due.Month - ((due.Month - 1) % 3), 1);
        var latest = quarterStart.AddMonths(6).AddDays(-1);
        return Months is { } months && due.AddMonths(months) < latest ? due.AddMonths(months) : latest;
    }
}
