namespace LoanServicing.Domain.Loans;

/// <content>What is owed on a day.</content>
public sealed partial record LoanState
{
    /// <summary>
    /// What is owed at the close of the day, interest included: both parts of a loan that was deemed in part.
    /// </summary>
    public decimal OutstandingOn(DateOnly day) => Closed is null ? Position.OutstandingOn(day, Schedule) : 0m;

    /// <summary>What it takes to owe nothing at the close of the day: held money counts.</summary>
    public decimal PayoffOn(DateOnly day) => Closed is null ? Position.PayoffOn(day, Schedule) : 0m;

    /// <summary>
    /// The loan as the money that waited to fill an installment leaves it once it waits for none any more.
    /// </summary>
    public LoanState WithHeldMoneyApplied(DateOnly on)
    {
        if (Position.Held == 0m)
            return this;
        var position = Position.Lower(on, Position.Held, Schedule) with { Held = 0m };
        return this with
        {
            Position = position,
            Part = Part?.Receive(new InstallmentPaid(on, 0m, null, Source.CloseOf(on)), this, position),
        };
    }

    /// <summary>What of it was not deemed distributed as the loan was made.</summary>
    public decimal OutstandingBesidePartOn(DateOnly day) =>
        OutstandingOn(day) - (Closed is null && Part is { } part ? part.Position.OutstandingOn(day, Schedule) : 0m);

    /// <summary>
    /// What of an offset repays the part that was not deemed before: a distribution (26 CFR 1.72(p)-1 A-13(b),
    /// A-19(a)).
    /// </summary>
    public decimal DistributedBy(Offset offset) =>
        Math.Min(offset.Amount, WithHeldMoneyApplied(offset.On).OutstandingBesidePartOn(offset.On));

    /// <summary>
    /// Whether there is a deemed distribution, of the loan or of a part, that was not repaid by the close of the day
    /// (26 CFR 1.72(p)-1 A-19(b)).
    /// </summary>
    public bool IsDeemedAndUnrepaid => Closed is null && (Deemed is not null || Part is { IsRepaid: false });
}
