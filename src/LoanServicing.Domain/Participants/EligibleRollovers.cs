namespace LoanServicing.Domain.Participants;

/// <summary>What of a year could be rolled over, paid or rolled over directly, as the record is gone through.</summary>
internal sealed class EligibleRollovers
{
    private int year;
    private decimal total;

    public void Add(DateOnly on, decimal amount)
    {
        total = on.Year == year ? total + amount : amount;
        year = on.Year;
    }

    /// <summary>Of the day's year, through the day; nothing later may have been added.</summary>
    public decimal Through(DateOnly on) => on.Year == year ? total : 0m;
}
