using LoanServicing.Domain.Regulation.Section72p;

namespace LoanServicing.Domain.Loans;

/// <summary>What someone wants done to a loan.</summary>
/// <param name="On">Effective date.</param>
public abstract record LoanCommand(DateOnly On, Source Source);

/// <summary>Make a loan on these terms.</summary>
/// <param name="Limit">What the amount limit depends on; null where the account has not been valued.</param>
/// <param name="Replaces">The loan that it refinances, or null.</param>
public sealed record Originate(
    string Plan,
    string Participant,
    string Loan,
    LoanTerms Terms,
    bool Agreement,
    LoanAmountFacts? Limit,
    Source Source,
    ReplacedLoan? Replaces = null) : LoanCommand(Terms.MadeOn, Source);

/// <summary>Take in money.</summary>
/// <param name="Amount">Null for what the oldest unpaid installment still lacks.</param>
/// <param name="WithheldOn">The pay date, where payroll withheld it.</param>
public sealed record ReceiveRepayment(DateOnly On, decimal? Amount, DateOnly? WithheldOn, Source Source) : LoanCommand(On, Source);

/// <summary>State what followed from what did not happen, through the close of a day.</summary>
/// <param name="SettledThrough">The last day whose payroll is no longer waited for, not after <see cref="LoanCommand.On"/>.</param>
public sealed record CloseDay(DateOnly On, DateOnly SettledThrough, Source Source) : LoanCommand(On, Source);

/// <summary>Reduce the account to repay the loan.</summary>
/// <param name="Amount">Null for all that is outstanding.</param>
/// <param name="Withheld">Federal income tax withheld.</param>
public sealed record OffsetLoan(DateOnly On, decimal? Amount, decimal Withheld, Source Source) : LoanCommand(On, Source);

/// <summary>Let another loan take this one's place.</summary>
/// <param name="By">The replacement loan.</param>
/// <param name="AtMost">The replacement's amount, which has to cover what this loan owes.</param>
public sealed record Refinance(DateOnly On, string By, decimal AtMost, Source Source) : LoanCommand(On, Source);
