using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Regulation.Section72p;

namespace LoanServicing.Domain.Participants;

/// <summary>
/// Says anew what is said of a loan because of the account and of the participant's other loans, where a fact changes those: its limit counts their balances
/// and the vested balance (26 USC 72(p)(2)(A)), and whether one of them was deemed (26 CFR 1.72(p)-1 A-19(b)).
/// </summary>
internal static class AccountRestatement
{
    /// <summary>Goes through the statements from the first day that what was recorded changes; in order of their days, because each can change the next.</summary>
    public static Rejection? Of(Account account, Source source)
    {
        if (Cause(account) is not { } cause)
            return null;
        if (account.Recorded.Select(ChangesFrom).Min() is not { } from)
            return null;
        var made = account.Recorded.Select((e, index) => (e.Loan, Version: account.VersionOf(index))).ToHashSet();
        var statements = account.Loans.SelectMany((loan, index) => loan.Statements.Where(statement => statement.On >= from).Select(statement => (loan, index, statement.Version, statement.On)))
            .OrderBy(item => item.On).ThenBy(item => item.Version > 1).ThenBy(item => item.index).ToList();
        foreach (var (loan, index, version, on) in statements)
        {
            var others = account.Loans.Where((other, place) => other != loan && CountsFor(loan, version, on, other, place < index, made.Contains((loan.State.Loan, version)))).ToList();
            var restated = version == 1 ? Origination(account, loan, others) : Revocation(account, loan, others, version);
            if (restated is not null)
            {
                var decision = loan.History.Restate(restated with { BecauseLoan = cause.Loan, Because = cause.Version, Source = source }, account.Plan, account.SettledThrough);
                if (decision.Rejection is { } rejection)
                    return new("fact.changes-later-loan", $"it changes what was said of loan {loan.Made.Loan} on {on:yyyy-MM-dd}, and {rejection.Reason}", LoanAmountLimit.Cites);
                account.Record(loan, decision);
            }

            foreach (var other in others.Where(other => Counts(other, on) && !other.History.IsReliedUpon(loan.Made.Loan, version)))
                account.Record(other, new ReliedUpon(on, loan.Made.Loan, version, source));
        }

        if (account.Plan.Policies.All(policy => policy.CreditDate == Plans.CreditDate.Received))
            return null;
        return account.Loans.Select(loan => CreditDates.Contradicted(loan.History, account.Plan, from)).FirstOrDefault(rejection => rejection is not null);
    }

    // The fact itself; what follows from it says why by it.
    private static (string? Loan, long Version)? Cause(Account account)
    {
        for (var index = 0; index < account.Recorded.Count; index++)
        {
            var (loan, e) = account.Recorded[index];
            if (e is not (LoanConsequence or Plans.PlanEvent))
                return (loan, account.VersionOf(index));
        }

        return null;
    }

    private static DateOnly? ChangesFrom(AccountEvent recorded) => recorded.Event switch
    {
        RepaymentReversed reversed => reversed.PaidOn,
        RepaymentRecredited recredited => recredited.From,
        LoanBookkeeping or LoanConsequence => null,
        LoanEvent e => e.On,
        ParticipantEvent e => e.On,
        _ => null,
    };

    // What was made before; of one day, what was recorded before: for a revocation that is all that is there as it is recorded, and the marks of it say so later.
    private static bool CountsFor(AccountLoan loan, long statement, DateOnly on, AccountLoan other, bool isEarlier, bool isNew) =>
        other.Made.On < on || (other.Made.On == on && (statement == 1 ? isEarlier : isNew || other.History.IsReliedUpon(loan.Made.Loan, statement)));

    // A loan that ended more than a year before is in no look-back.
    private static bool Counts(AccountLoan other, DateOnly on) => other.State.Closed is not { } closed || closed.On >= Calendar.DueDates.YearsLater(on, -1);

    private static FiguresRestated? Origination(Account account, AccountLoan loan, List<AccountLoan> others)
    {
        var made = (Originated)loan.Made;
        var known = others.ConvertAll(other => other.History.AsReliedUpon(made.Loan, 1, made.On));
        var figures = BorrowingPosition.Before(made.On, account.History with { Loans = known }, [.. (made.Replaces ?? []).Select(replaced => replaced.Loan)]);
        var replaces = made.Replaces?.Select(replaced => AsReplaced(made.On, known.Single(other => other.Made.Loan == replaced.Loan).Within(made.On, account.Plan)!)).ToList();
        return figures == made.Borrowing && (replaces is null || replaces.SequenceEqual(made.Replaces!)) ? null : new(made.On, 1, figures, replaces, null, null, 0, made.Source);
    }

    private static FiguresRestated? Revocation(Account account, AccountLoan loan, List<AccountLoan> others, long version)
    {
        var revoked = (WithholdingConsentRevoked)loan.History.Standing(version)!;
        var loses = LosesCondition(account, loan, revoked.On, others.ConvertAll(other => other.History.AsReliedUpon(loan.Made.Loan, version, revoked.On)));
        return loses == revoked.LosesCondition ? null : new(revoked.On, version, null, null, loses, null, 0, revoked.Source);
    }

    /// <summary>Whether a loan that was made beside one deemed and not repaid loses the condition that it was made on, as withholding is revoked (26 CFR 1.72(p)-1 A-19(b)(3)).</summary>
    /// <param name="others">The participant's other loans, as the revocation finds them.</param>
    internal static bool LosesCondition(Account account, AccountLoan loan, DateOnly on, IReadOnlyList<LoanHistory> others) =>
        loan.Made is Originated { Borrowing.DeemedLoanUnrepaid: true }
        && SubsequentLoan.IsLost(new(BorrowingPosition.Before(on, account.History with { Loans = others }).DeemedLoanUnrepaid, PayrollWithholding: false, loan.Circumstances.AdditionalSecurity), loan.Made.On).Answer;

    /// <summary>The figures of a loan that is replaced on a day.</summary>
    internal static ReplacedLoan AsReplaced(DateOnly day, LoanState old) =>
        new(old.Loan, old.WithHeldMoneyApplied(day).Position.BalanceOn(day, old.Schedule), RepaymentTerm.LatestPermissibleDate(old));
}
