using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Regulation.Section72p;

namespace LoanServicing.Domain.Participants;

/// <summary>
/// What is said of a loan because of the account and of the participant's other loans: its limit counts their balances
/// and the vested balance (26 USC 72(p)(2)(A)), and whether one of them was deemed (26 CFR 1.72(p)-1 A-19(b)).
/// </summary>
internal static class AccountStatements
{
    /// <summary>
    /// What is said of one loan, in version order: as it was made, and as withholding was revoked. Of a loan that the
    /// section does not reach nothing rests on the limit.
    /// </summary>
    public static IEnumerable<(long Version, DateOnly On)> Of(
        LoanMade made,
        IEnumerable<(long Version, DateOnly On)> revocations
    ) => made is Originated { Exempt: null } ? revocations.Prepend((1, made.On)) : revocations;

    /// <summary>The revocations of withholding among what was recorded of a loan, in version order.</summary>
    public static List<(long Version, DateOnly On)> Revocations(IReadOnlyList<LoanEvent> recorded)
    {
        var revocations = new List<(long Version, DateOnly On)>();
        for (var index = 1; index < recorded.Count; index++)
        {
            if (recorded[index] is WithholdingConsentRevoked revoked)
                revocations.Add((index + 1, revoked.On));
        }

        return revocations;
    }

    /// <summary>The places of the loans that count for a statement.</summary>
    /// <param name="isNew">Whether the event that says it is being recorded.</param>
    public static IReadOnlyList<int> Others(AccountHistory account, Statement statement, bool isNew) =>
        [
            .. Enumerable
                .Range(0, account.Loans.Count)
                .Where(place => place != statement.Place && CountsFor(account, statement, place, isNew)),
        ];

    /// <summary>
    /// Whether one was recorded before another one of the same day, which may rest on it: the other's marks on the
    /// first one's loan tell.
    /// </summary>
    public static bool IsBefore(AccountHistory account, Statement one, Statement other)
    {
        if (one.Place == other.Place || (one.Version == 1 && other.Version == 1))
            return (one.Version, one.Place).CompareTo((other.Version, other.Place)) < 0;
        var (recorded, by) = (account.Loans[one.Place].Recorded, account.Loans[other.Place].Made.Loan);
        return recorded
            .Skip((int)one.Version)
            .Any(e => e is ReliedUpon relied && relied.By == by && relied.Statement == other.Version);
    }

    /// <summary>
    /// What follows for a statement from the account as it stands, as the word that says it anew; null where it says
    /// that already.
    /// </summary>
    /// <param name="others">See <see cref="Others"/>.</param>
    public static FiguresRestated? Otherwise(AccountHistory account, Statement statement, IReadOnlyList<int> others)
    {
        var loan = account.Loans[statement.Place];
        var known = account with
        {
            Loans =
            [
                .. others.Select(place =>
                    account.Loans[place].AsReliedUpon(loan.Made.Loan, statement.Version, statement.On)
                ),
            ],
        };
        return statement.Version == 1
            ? Origination(
                known,
                (Originated)loan.Made,
                [
                    .. others
                        .Where(place => IsReplacedBy(loan.Made.Loan, account.Loans[place]))
                        .Select(place => account.Loans[place].Made.Loan),
                ]
            )
            : Revocation(known, loan, statement.Version);
    }

    /// <summary>
    /// Whether a loan that was made beside one deemed and not repaid loses the condition that it was made on, as
    /// withholding is revoked (26 CFR 1.72(p)-1 A-19(b)(3)).
    /// </summary>
    /// <param name="others">The account with the participant's other loans only, as the revocation finds them.</param>
    public static bool LosesCondition(AccountHistory others, LoanMade made, DateOnly on) =>
        made is Originated { Borrowing.DeemedLoanUnrepaid: true }
        && SubsequentLoan
            .IsLost(
                new(
                    BorrowingPosition.Before(on, others).DeemedLoanUnrepaid,
                    PayrollWithholding: false,
                    (made.Circumstances ?? LoanCircumstances.Ordinary).AdditionalSecurity
                ),
                made.On
            )
            .Answer;

    /// <summary>The figures of a loan that is replaced on a day.</summary>
    public static ReplacedLoan AsReplaced(DateOnly day, LoanState old) =>
        new(
            old.Loan,
            old.WithHeldMoneyApplied(day).Position.BalanceOn(day, old.Schedule),
            TermsInLaw.LatestPermissibleDate(old)
        );

    // What was made before; of one day, what was recorded before: for a revocation that is all that is there as it is
    // recorded, and the marks of it say so later.
    private static bool CountsFor(AccountHistory account, Statement statement, int place, bool isNew)
    {
        var other = account.Loans[place];
        if (other.Made.On != statement.On)
            return other.Made.On < statement.On;
        return statement.Version == 1
            ? place < statement.Place
            : isNew || other.IsReliedUpon(account.Loans[statement.Place].Made.Loan, statement.Version);
    }

    private static bool IsReplacedBy(string loan, LoanHistory other) =>
        other.Recorded.Any(e => e is Refinanced refinanced && refinanced.By == loan);

    private static FiguresRestated? Origination(AccountHistory others, Originated made, IReadOnlyList<string> replaced)
    {
        var said = made.Replaces ?? [];
        var figures = BorrowingPosition.Before(made.On, others, replaced);
        // In the order in which the loan names them.
        var replaces = replaced
            .OrderBy(name => said.TakeWhile(loan => loan.Loan != name).Count())
            .Select(name =>
                AsReplaced(made.On, others.Loans.Single(other => other.Made.Loan == name).Within(made.On, others.Plan)!)
            )
            .ToList();
        return figures == made.Borrowing && replaces.SequenceEqual(said)
            ? null
            : new(made.On, 1, figures, replaces.Count == 0 ? null : replaces, null, null, 0, made.Source);
    }

    private static FiguresRestated? Revocation(AccountHistory others, LoanHistory loan, long version)
    {
        var revoked = (WithholdingConsentRevoked)loan.Standing(version)!;
        var loses = LosesCondition(others, loan.Made, revoked.On);
        return loses == revoked.LosesCondition
            ? null
            : new(revoked.On, version, null, null, loses, null, 0, revoked.Source);
    }
}

/// <summary>Something that is said of a loan because of the account and of the participant's other loans.</summary>
/// <param name="Place">Of the loan in the account.</param>
/// <param name="Version">Of the event that says it: 1 as the loan was made, else that of a revocation.</param>
internal readonly record struct Statement(int Place, long Version, DateOnly On);
