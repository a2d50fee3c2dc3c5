using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Regulation.Section72p;

namespace LoanServicing.Domain.Participants;

/// <summary>
/// Whether what became known late about one loan changes what was said of another that was made after it: its limit counts the first one's balances
/// (26 USC 72(p)(2)(A)), and whether that one was deemed (26 CFR 1.72(p)-1 A-19(b)).
/// </summary>
internal static class LaterLoans
{
    /// <summary>Null where everything said of them still holds.</summary>
    /// <param name="restated">What the late fact led to on the loan; no rejection.</param>
    // An amount that was lent, and perhaps a form that was filed, is not changed behind anybody's back.
    public static Rejection? Contradicted(Account account, AccountLoan loan, Decision restated, DateOnly on)
    {
        LoanHistory? after = null;
        foreach (var other in account.Loans)
        {
            if (other == loan || other.Made is not Originated { Exempt: null, Borrowing: not null } made || made.On < on)
                continue;
            after ??= new([.. loan.History.Recorded, .. Enumerable.Range(0, restated.Count).Select(index => restated[index])]);
            var (before, now) = (Deemed(made, loan.History), Deemed(made, after));
            if (before != now)
                return new("fact.changes-later-loan", $"with it, loan {made.Loan} of {made.On:yyyy-MM-dd} would have had {now ?? 0m:0.00} over its limit or conditions instead of {before ?? 0m:0.00}; that needs a person", LoanAmountLimit.Cites);
        }

        return null;

        decimal? Deemed(Originated made, LoanHistory history)
        {
            var others = account.Loans.Where(other => other.Made != made && (other == loan || other.Made.On < made.On))
                .Select(other => (other == loan ? history : other.History).BeforeReplacementBy(made.Loan)).ToList();
            var figures = BorrowingPosition.Before(made.On, account.History with { Loans = others }, [.. (made.Replaces ?? []).Select(replaced => replaced.Loan)]);
            var failure = LoanFindings.AtOrigination(made with { Borrowing = figures }, account.Plan).FirstOrDefault(finding => finding.Deems is not null);
            return failure is null ? null : failure.Amount ?? made.Amount;
        }
    }
}
