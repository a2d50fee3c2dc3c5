using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Money;
using LoanServicing.Domain.Plans;
using LoanServicing.Domain.Regulation.Form1099R;
using LoanServicing.Domain.Regulation.Section3405;
using LoanServicing.Domain.Regulation.Section402A;
using LoanServicing.Domain.Regulation.Section402c;
using LoanServicing.Domain.Regulation.Section72p;

namespace LoanServicing.Domain.Participants;

/// <summary>
/// What an account's record means for tax: which Forms 1099-R it requires, what is to be withheld, and the basis that
/// is left (26 CFR 1.72(p)-1 ).
/// </summary>
/// <param name="Forms">Of all years, in effective order.</param>
/// <param name="Withholding">Of the days on which something was required.</param>
/// <param name="RepaidAfterDeemed">All cash repaid on deemed loans so far, that is basis.</param>
/// <param name="InvestmentInContract">Basis not yet recovered.</param>
/// <param name="LoanTransitionAmount">As fixed on the day of the transition (A-22(c)(2)(iv)).</param>
/// <param name="Unresolved">What could not be worked out because a fact is missing.</param>
public sealed record AccountTax(
    IReadOnlyList<Form1099RData> Forms,
    IReadOnlyList<DayWithholding> Withholding,
    decimal RepaidAfterDeemed,
    decimal InvestmentInContract,
    decimal LoanTransitionAmount,
    IReadOnlyList<string> Unresolved
)
{
    /// <param name="through">Last effective day counted.</param>
    public static AccountTax Of(AccountHistory account, DateOnly through) =>
        new AccountTaxWalk(account).Through(through);
}

/// <summary>What was to be withheld on a day, and what was.</summary>
/// <param name="Base">Includible of the day's offsets, cash, securities and deemed amounts; direct rollovers are left
/// out.</param>
/// <param name="IsAsRequired">False where another amount was stated than what the day's cash allows and the law
/// requires.</param>
public sealed record DayWithholding(DateOnly On, decimal Base, decimal Required, decimal Withheld, bool IsAsRequired);
