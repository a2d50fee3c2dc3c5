namespace LoanServicing.Domain.Loans;

/// <summary>
/// What a loan is behind with, as far as it has been stated: installments missed and still unpaid, and what they lack
/// together.
/// </summary>
public readonly record struct Arrears(int Installments, decimal Amount)
{
    /// <summary>None for a loan that has ended.</summary>
    public static Arrears Of(LoanState loan)
    {
        var paid = loan.Schedule.NextDue(loan.Position.InstallmentsPaid);
        if (loan.Closed is not null || loan.Examined <= paid)
            return default;
        var (installments, lacking) = (0, -loan.Position.PaidTowardNext);
        for (
            var index = paid;
            index < Math.Min(loan.Examined, loan.Schedule.Periods);
            index = loan.Schedule.NextDue(index + 1)
        )
        {
            installments++;
            lacking += loan.Schedule.Amount(index);
        }

        return new(installments, Math.Min(lacking, loan.Position.Balance));
    }
}
