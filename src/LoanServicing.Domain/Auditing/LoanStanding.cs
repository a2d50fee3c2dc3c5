using LoanServicing.Domain.Evaluation;
using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Participants;
using LoanServicing.Domain.Regulation.Form1099R;

namespace LoanServicing.Domain.Auditing;

/// <summary>
/// Where a loan stands at the close of a day, with what of its account depends on it: an answer as of both times, where
/// the record is what was known by a time.
/// </summary>
/// <param name="Principal">Of <see cref="LoanReport.Outstanding"/>, before held money.</param>
/// <param name="Arrears">Installments missed by the day and not made up; a deemed loan's stop at its deemed
/// distribution.</param>
/// <param name="RepaidAfterDeemed">By the participant on all loans of the account, that is basis (26 CFR 1.72(p)-1
/// A-21(a)).</param>
/// <param name="InvestmentInContract">Of the account: basis not yet recovered.</param>
/// <param name="Forms">Those that the loan requires, of all years by then.</param>
/// <param name="Discrepancies">Those of the loan that wait for a person.</param>
public sealed record LoanStanding(
    LoanReport Report,
    decimal Principal,
    Arrears Arrears,
    decimal RepaidAfterDeemed,
    decimal InvestmentInContract,
    IReadOnlyList<Form1099RData> Forms,
    IReadOnlyList<Discrepancy> Discrepancies
)
{
    /// <summary>Null where the account has no such loan, or it was not made by the day.</summary>
    /// <param name="account">As it was known.</param>
    /// <param name="effective">The day in the world.</param>
    public static LoanStanding? Of(AccountHistory account, string loan, DateOnly effective)
    {
        var tax = AccountTax.Of(account, effective);
        if (
            account.Loans.FirstOrDefault(candidate => candidate.Made.Loan == loan) is not { } history
            || LoanReporting.Of(history, account, tax, effective) is not { } report
        )
            return null;
        var state = history.At(effective, account.Plan)!.Loan;
        return new(
            report,
            state.Position.Principal,
            Arrears.Of(state),
            tax.RepaidAfterDeemed,
            tax.InvestmentInContract,
            [.. tax.Forms.Where(form => form.Loan == loan)],
            [.. history.Discrepancies(effective).Where(found => found.Open != 0m)]
        );
    }
}
