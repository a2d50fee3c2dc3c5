using LoanServicing.SampleBooks.Book;
using LoanServicing.SampleBooks.Ledger;

namespace LoanServicing.SampleBooks.Stories;

/// <summary>
/// What payroll does wrong in one file. The next file brings the loan to date, so a missing line is followed by a
/// double one.
/// </summary>
internal static class PayrollMistakes
{
    public static void OneSlip(Role role, Slip slip)
    {
        var loan = role.AddLoan();
        loan.Deduction.Slips(role.Draws.Between(1, role.Calendar.Count - 4), slip);
    }

    public static void AmountOverPayoff(Role role)
    {
        var last = role.Draws.Between(5, role.Calendar.Count - 4);
        role.AddLoanEnding(last).Deduction.Slips(last, Slip.OverPayoff);
    }

    /// <summary>Payroll has not heard of the payoff.</summary>
    public static void LineAfterPayoff(Role role)
    {
        var loan = LoanEndings.PaidOffEarly(role);
        loan.Deduction.Slips(role.Calendar.After(role.Participant.Happenings[^1].ToldOn), Slip.AfterTheEnd);
    }

    /// <summary>A last paycheck after the loan was offset.</summary>
    public static void LineAfterOffset(Role role)
    {
        var loan = Leaving.WithOffset(role, AgeAtLeaving.Under55);
        var payDate = role.Calendar.After(role.Participant.Happenings[^1].ToldOn);
        loan.Deduction.Slips(payDate, Slip.AfterTheEnd);
        role.Participant.LeavesPayrollAt = payDate + 1;
    }

    public static void TwoLoans(Role role)
    {
        role.AddLoan();
        var second = role.AddLoan();
        if (role.Variant % 2 == 1)
            second.Deduction.Slips(role.Draws.Between(1, role.Calendar.Count - 4), Slip.Missing);
    }

    /// <summary>
    /// Every third pair of loans becomes one in the year: the sum is then a level installment and a last one, and
    /// afterwards one installment.
    /// </summary>
    public static void SummedTwoLoans(Role role)
    {
        role.AddLoan();
        if (role.Variant % 3 == 1)
            role.AddLoanEnding(role.Draws.Between(5, role.Calendar.Count - 4));
        else
            role.AddLoan();
    }

    /// <summary>
    /// A sum that is not the two installments; the participant then pays both by check before the next payroll.
    /// </summary>
    public static void SummedAmbiguous(Role role)
    {
        var (first, second) = (role.AddLoan(), role.AddLoan());
        var month = role.Draws.Between(2, 10);
        first.Deduction.Slips(role.Calendar.After(new(role.Year, month, 15)) - 1, Slip.OtherSum);
        var paidOn = role.Calendar.QuietDay(month, 16, role.Draws);
        role.Happens(new PaidByCheck(paidOn, first, CheckFor.WhatIsLacking));
        role.Happens(new PaidByCheck(paidOn, second, CheckFor.WhatIsLacking));
    }

    /// <summary>Taken back the month after; the file after that makes it good.</summary>
    public static void PaymentReversed(Role role)
    {
        var loan = role.AddLoan();
        var payDate = role.Calendar.In(2, 8, role.Draws);
        role.Happens(new RepaymentReversed(ReversalDay(role, payDate), loan, payDate));
    }

    public static DateOnly ReversalDay(Role role, int payDate) =>
        new(role.Year, role.Calendar[payDate].On.Month + 1, role.Draws.Between(12, 26));
}
