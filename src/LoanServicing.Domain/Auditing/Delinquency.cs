using LoanServicing.Domain.Evaluation;
using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Plans;

namespace LoanServicing.Domain.Auditing;

/// <summary>A loan that is behind, or was deemed distributed, whole or in part, and is still owed.</summary>
/// <param name="Status">The contract's word.</param>
/// <param name="OldestUnpaidDue">Null where nothing is behind.</param>
/// <param name="CureEnds">Of that installment; null once the loan is deemed.</param>
/// <param name="Missed">Installments missed and not made up; a deemed loan's stop at its deemed distribution.</param>
/// <param name="Arrears">What they lack together.</param>
/// <param name="Outstanding">At the close of the day, interest included.</param>
/// <param name="DeemedOn">Of the loan, or of its part over a limit.</param>
public sealed record Delinquency(
    string Participant,
    string Loan,
    string Status,
    DateOnly? OldestUnpaidDue,
    DateOnly? CureEnds,
    int Missed,
    decimal Arrears,
    decimal Outstanding,
    DateOnly? DeemedOn,
    decimal? DeemedAmount
)
{
    internal static Delinquency? Of(LoanState loan, PlanState plan, DateOnly day)
    {
        if (loan.Closed is not null)
            return null;
        DateOnly? unpaid =
            !loan.IsExempt && loan.Position.OldestUnpaidDue(loan.Schedule) is { } due && due <= day ? due : null;
        var part = loan.Part is { IsRepaid: false } standing ? standing : null;
        if (unpaid is null && loan.Deemed is null && part is null)
            return null;
        var arrears = Loans.Arrears.Of(loan);
        return new(
            loan.Participant,
            loan.Loan,
            LoanReporting.Status(loan, unpaid, day),
            unpaid,
            unpaid is { } oldest && loan.Deemed is null ? Consequences.CureEnds(oldest, plan) : null,
            arrears.Installments,
            arrears.Amount,
            loan.OutstandingOn(day),
            loan.Deemed?.On ?? part?.On,
            loan.Deemed?.Amount ?? part?.Amount
        );
    }
}
