using LoanServicing.SampleBooks.Book;
using LoanServicing.SampleBooks.Ledger;

namespace LoanServicing.SampleBooks.Stories;

/// <summary>Loans repaid, replaced and newly made in the year.</summary>
internal static class LoanEndings
{
    public static void PaidOffOnSchedule(Role role) =>
        role.AddLoanEnding(role.Draws.Between(5, role.Calendar.Count - 4));

    /// <summary>By check, inside a period.</summary>
    public static SampleLoan PaidOffEarly(Role role)
    {
        var loan = role.AddLoan();
        var paidOn = role.Calendar.QuietDay(role.Draws.Between(3, 10), role.Draws);
        loan.Deduction.EndsAt = role.Calendar.After(paidOn);
        role.Happens(new PaidByCheck(paidOn, loan, CheckFor.Payoff));
        return loan;
    }

    /// <summary>
    /// The new final installment is due by the replaced loan's latest permissible date, so that only the new loan
    /// counts (26 CFR 1.72(p)-1 A-20(a)).
    /// </summary>
    public static void Refinanced(Role role)
    {
        var old = role.AddLoan();
        var day = role.Calendar.QuietDay(role.Draws.Between(3, 9), role.Draws);
        old.Deduction.EndsAt = role.Calendar.After(day);
        var firstDue = role.FirstDueAfterImport(day);
        var latest = old.Terms.MadeOn.AddYears(5);
        var installments = old.Terms.Installments;
        while (role.Plan.Frequency.Step(firstDue, installments - 1) > latest)
            installments--;
        role.Happens(
            new LoanRefinanced(day, old, 100m * role.Draws.Between(0, 20), role.AnyRate(), firstDue, installments)
        );
    }

    public static void NewLoan(Role role)
    {
        var terms = role.NewTerms(role.Draws.Between(2, 9));
        role.Happens(new LoanMade(terms.MadeOn, terms));
    }

    public static void SecondLoan(Role role)
    {
        role.AddLoan();
        NewLoan(role);
    }
}
