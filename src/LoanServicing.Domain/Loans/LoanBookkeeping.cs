using System.Diagnostics;

namespace LoanServicing.Domain.Loans;

/// <summary>A repayment turned out never to have happened.</summary>
/// <param name="Payment">Version of the <see cref="InstallmentPaid"/> that it takes back.</param>
/// <param name="PaidOn">The day that payment counted from.</param>
public sealed record RepaymentReversed(DateOnly On, long Payment, DateOnly PaidOn, decimal Amount, Source Source)
    : LoanBookkeeping(On, Source);

/// <summary>A leave that was taken into the loan's record had ended before the loan was made.</summary>
/// <param name="On">The loan's day.</param>
/// <param name="Leave">Version of the <see cref="LeaveStarted"/> that it takes back.</param>
public sealed record LeaveNotTaken(DateOnly On, long Leave, Source Source) : LoanBookkeeping(On, Source);

/// <summary>A stated consequence no longer follows from the facts.</summary>
/// <param name="Withdrawn">Version of the event withdrawn, whose effective date <see cref="LoanEvent.On"/> is.</param>
/// <param name="Because">Version of the fact that changed it.</param>
public sealed record ConsequenceWithdrawn(DateOnly On, long Withdrawn, string Consequence, long Because, Source Source)
    : LoanBookkeeping(On, Source);

/// <summary>
/// Where the ledger stands once a late fact has been taken in, worked out again from all facts in effective order.
/// </summary>
/// <param name="On">Effective date of the late fact.</param>
/// <param name="Schedule">Null while the installments are those agreed at first.</param>
public sealed record LedgerRestated(
    DateOnly On,
    LedgerPosition Position,
    RepaymentSchedule? Schedule,
    DeemedPart? Part,
    PartialOffset? PartlyOffset,
    Deeming? Deemed,
    Closing? Closed,
    int Examined,
    DateOnly InOrderFrom,
    Source Source
) : LoanBookkeeping(On, Source);

/// <summary>
/// What was said of another of the participant's loans rests on this one's record: its balances, and whether it was
/// deemed distributed, as they stood on the day. What counts from before that day, or from the day itself and is
/// recorded after this, no longer passes by the other loan.
/// </summary>
/// <param name="On">The day on which the other loan was made, or its withholding revoked.</param>
/// <param name="By">The other loan.</param>
/// <param name="Statement">Version of the event there that rests on it.</param>
public sealed record ReliedUpon(DateOnly On, string By, long Statement, Source Source) : LoanBookkeeping(On, Source);

/// <summary>
/// What an earlier fact of this loan says of the participant's account and other loans is another thing, now that more
/// is known of those.
/// </summary>
/// <param name="On">The day of that fact.</param>
/// <param name="Fact">Its version.</param>
/// <param name="Borrowing">Of a loan as it was made.</param>
/// <param name="Replaces">Of a replacement loan as it was made; null where it replaced none.</param>
/// <param name="LosesCondition">Of a revoked withholding; null of any other fact.</param>
/// <param name="BecauseLoan">The loan with the event that changed it; null where that is the account's own.</param>
/// <param name="Because">Version of that event in its stream.</param>
public sealed record FiguresRestated(
    DateOnly On,
    long Fact,
    BorrowingFigures? Borrowing,
    IReadOnlyList<ReplacedLoan>? Replaces,
    bool? LosesCondition,
    string? BecauseLoan,
    long Because,
    Source Source
) : LoanBookkeeping(On, Source)
{
    /// <summary>The fact with the figures as they are known now.</summary>
    public LoanEvent Of(LoanEvent fact) =>
        fact switch
        {
            Originated made => made with { Borrowing = Borrowing, Replaces = Replaces },
            WithholdingConsentRevoked revoked => revoked with { LosesCondition = LosesCondition == true },
            _ => throw new UnreachableException($"{fact.GetType().Name} rests on nothing of the account"),
        };
}

/// <summary>
/// An approved correction let a repayment count from the day on which it was withheld, though the cure period had ended
/// when it came in.
/// </summary>
/// <param name="Payment">Version of the <see cref="InstallmentPaid"/>.</param>
/// <param name="From">The day that it counts from.</param>
/// <param name="Evidence">What shows that it was withheld then.</param>
public sealed record RepaymentRecredited(
    DateOnly On,
    long Payment,
    DateOnly From,
    string Evidence,
    string ApprovedBy,
    Source Source
) : LoanBookkeeping(On, Source);

/// <summary>
/// A person has settled what did not fit, outside the loan's ledger: what was repaid beyond what was owed is paid back,
/// what an offset took too much is in the account again.
/// </summary>
/// <param name="On">The day on which it was settled.</param>
/// <param name="MovedOn">The day of the <see cref="DiscrepancyFound"/>.</param>
/// <param name="Amount">How much of it, with its sign.</param>
/// <param name="Evidence">How it was settled, and what shows that.</param>
public sealed record DiscrepancySettled(
    DateOnly On,
    DateOnly MovedOn,
    DiscrepancyMatter Matter,
    decimal Amount,
    string Evidence,
    string ApprovedBy,
    Source Source
) : LoanBookkeeping(On, Source);
