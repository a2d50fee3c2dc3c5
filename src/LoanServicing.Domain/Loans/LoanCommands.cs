namespace LoanServicing.Domain.Loans;

/// <summary>What someone wants done to a loan.</summary>
/// <param name="On">Effective date.</param>
public abstract record LoanCommand(DateOnly On, Source Source);

/// <summary>Make a loan on these terms.</summary>
/// <param name="Borrowing">What the account looked like before it.</param>
/// <param name="Replaces">The loans that it refinances; null for none.</param>
/// <param name="Circumstances">Null for a loan that has nothing out of the ordinary.</param>
public sealed record Originate(
    string Plan,
    string Participant,
    string Loan,
    LoanTerms Terms,
    bool Agreement,
    BorrowingFigures? Borrowing,
    Source Source,
    IReadOnlyList<ReplacedLoan>? Replaces = null,
    LoanCircumstances? Circumstances = null
) : LoanCommand(Terms.MadeOn, Source);

/// <summary>Take in money.</summary>
/// <param name="Amount">Null for what the oldest unpaid installment still lacks.</param>
/// <param name="WithheldOn">The pay date, where payroll withheld it.</param>
/// <param name="ReceivedOn">The day on which it came in, where it counts from another.</param>
/// <param name="OnlyWhatIsOwed">
/// Whether money beyond the payoff and the final tolerance is refused, as of a payroll; else it stays unapplied.
/// </param>
public sealed record ReceiveRepayment(
    DateOnly On,
    decimal? Amount,
    DateOnly? WithheldOn,
    Source Source,
    DateOnly? ReceivedOn = null,
    bool OnlyWhatIsOwed = false
) : LoanCommand(On, Source);

/// <summary>State what followed from what did not happen, through the close of a day.</summary>
/// <param name="SettledThrough">The last day whose payroll is no longer waited for, not after
/// <see cref="LoanCommand.On"/>.</param>
public sealed record CloseDay(DateOnly On, DateOnly SettledThrough, Source Source) : LoanCommand(On, Source);

/// <summary>Reduce the account to repay the loan.</summary>
/// <param name="Amount">Null for all that is outstanding.</param>
/// <param name="Withheld">Federal income tax withheld, where it is known; null for what follows from the day's
/// payments.</param>
public sealed record OffsetLoan(DateOnly On, decimal? Amount, decimal? Withheld, Source Source)
    : LoanCommand(On, Source);

/// <summary>Let another loan take this one's place.</summary>
/// <param name="By">The replacement loan.</param>
/// <param name="AtMost">What of the replacement's amount is there to cover what this loan owes.</param>
public sealed record Refinance(DateOnly On, string By, decimal AtMost, Source Source) : LoanCommand(On, Source);

/// <summary>Let the note leave the plan in kind.</summary>
/// <param name="To">Where it goes.</param>
public sealed record TransferLoan(DateOnly On, TransferKind Kind, string To, Source Source) : LoanCommand(On, Source);

/// <summary>Record that the agreed repayments changed: a leave, a delay, a reschedule, or a consent revoked.</summary>
/// <param name="Change">The fact, recorded as it stands where it does not contradict the loan.</param>
public sealed record ChangeRepayment(LoanEvent Change) : LoanCommand(Change.On, Change.Source);
