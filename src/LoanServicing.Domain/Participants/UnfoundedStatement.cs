using LoanServicing.Domain.Loans;

namespace LoanServicing.Domain.Participants;

/// <summary>
/// What an event of a loan says of the account and of the participant's other loans, and does not follow from these.
/// </summary>
/// <param name="Version">Of the event.</param>
/// <param name="RestatedBy">Version of the latest event that said it anew; null where none did.</param>
/// <param name="Says">The event as it stands, with what was said anew in it.</param>
/// <param name="Follows">The same event as the account would have it.</param>
public sealed record UnfoundedStatement(string Loan, long Version, long? RestatedBy, LoanEvent Says, LoanEvent Follows)
{
    /// <summary>
    /// Every such statement of an account, by loan and version. Each is looked at from the record as it now is: its
    /// marks tell of the same day what the statement found (<see cref="ReliedUpon"/>), and a loan that the section does
    /// not reach has no limit.
    /// </summary>
    public static IReadOnlyList<UnfoundedStatement> In(AccountHistory account)
    {
        var unfounded = new List<UnfoundedStatement>();
        for (var place = 0; place < account.Loans.Count; place++)
        {
            var loan = account.Loans[place];
            foreach (var (version, on) in AccountStatements.Of(loan.Made, AccountStatements.Revocations(loan.Recorded)))
            {
                var statement = new Statement(place, version, on);
                if (
                    AccountStatements.Otherwise(
                        account,
                        statement,
                        AccountStatements.Others(account, statement, isNew: false)
                    )
                        is { } otherwise
                    && !SaysNothing(loan.Made, otherwise)
                )
                    unfounded.Add(
                        new(
                            loan.Made.Loan,
                            version,
                            LatestRestatement(loan, version),
                            loan.Standing(version)!,
                            otherwise.Of(loan.Standing(version)!)
                        )
                    );
            }
        }

        return unfounded;
    }

    // An older log may leave the figures out, which says the same as figures that no rule finds anything in.
    private static bool SaysNothing(LoanMade made, FiguresRestated otherwise) =>
        made is Originated { Borrowing: null, Replaces: null }
        && otherwise is { Fact: 1, Borrowing: { Vested: null, DeemedLoanUnrepaid: false }, Replaces: null };

    private static long? LatestRestatement(LoanHistory loan, long version)
    {
        for (var index = loan.Recorded.Count - 1; index > 0; index--)
        {
            if (loan.Recorded[index] is FiguresRestated restated && restated.Fact == version)
                return index + 1;
        }

        return null;
    }
}
