using LoanServicing.Domain.Calendar;
using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Plans;
using LoanServicing.Domain.Regulation.Epcrs;
using LoanServicing.Domain.Regulation.Section72p;

namespace LoanServicing.Domain.Participants;

/// <summary>
/// A fact of the world in the vocabulary of the scenario contract, before it is decided what it leads to.
/// </summary>
/// <param name="On">The day it happened on.</param>
public abstract record Fact(DateOnly On);

/// <summary>A fact about the participant or the account, which no loan has to be looked at for.</summary>
public abstract record ParticipantFact(DateOnly On) : Fact(On);

/// <summary>A fact about one loan.</summary>
public abstract record LoanFact(DateOnly On, string Loan) : Fact(On);

public sealed record AccountValuedFact(DateOnly On, decimal Vested, decimal? AfterTaxBasis, RothAccount? Roth)
    : ParticipantFact(On);

public sealed record OutsideLoanFact(DateOnly On, string Loan, string? Plan, decimal Balance) : ParticipantFact(On);

public sealed record OriginatedFact(
    DateOnly On,
    string Loan,
    LoanTerms Terms,
    bool Agreement,
    LoanCircumstances? Circumstances
) : LoanFact(On, Loan);

/// <summary>A running loan from another system.</summary>
/// <param name="Terms">With the loan's own date.</param>
public sealed record TakenOverFact(
    DateOnly On,
    string Loan,
    LoanTerms Terms,
    bool Agreement,
    LoanCircumstances? Circumstances,
    decimal Principal,
    decimal Interest,
    DateOnly? OldestUnpaidDue,
    decimal HighestPriorYear,
    DeemedElsewhere? Deemed,
    decimal RepaidAfterDeemed,
    int LeaveUsedDays
) : LoanFact(On, Loan);

/// <summary>Cash received on a loan.</summary>
/// <param name="Amount">Null for what the oldest unpaid installment still lacks.</param>
/// <param name="Count">How many payments, the first on <see cref="Fact.On"/>.</param>
/// <param name="Every">How the others follow; null for a single payment.</param>
/// <param name="OnlyWhatIsOwed">Whether what is more than the payoff, but for the final tolerance, is refused.</param>
public sealed record PaidFact(
    DateOnly On,
    string Loan,
    decimal? Amount,
    int Count,
    Frequency? Every,
    DateOnly? WithheldOn,
    bool OnlyWhatIsOwed = false
) : LoanFact(On, Loan);

public sealed record PaymentReversedFact(DateOnly On, string Loan, DateOnly PaidOn, decimal Amount)
    : LoanFact(On, Loan);

/// <summary>An approved correction: a payment counts from the day on which it was withheld.</summary>
/// <param name="PaidOn">The day on which it came in.</param>
/// <param name="From">The day that it is to count from.</param>
public sealed record PaymentRecreditedFact(
    DateOnly On,
    string Loan,
    DateOnly PaidOn,
    decimal Amount,
    DateOnly From,
    string Evidence,
    string ApprovedBy
) : LoanFact(On, Loan);

/// <summary>A person's word that something that did not fit is settled.</summary>
/// <param name="MovedOn">The day of the repayment, offset or refinancing.</param>
/// <param name="Amount">What of it, with its sign.</param>
/// <param name="Evidence">How, and what shows that.</param>
public sealed record DiscrepancySettledFact(
    DateOnly On,
    string Loan,
    DiscrepancyMatter Matter,
    DateOnly MovedOn,
    decimal Amount,
    string Evidence,
    string ApprovedBy
) : LoanFact(On, Loan);

/// <summary>An offset.</summary>
/// <param name="Amount">Null for all that is outstanding.</param>
/// <param name="Withheld">Null where nobody said.</param>
public sealed record OffsetFact(DateOnly On, string Loan, decimal? Amount, decimal? Withheld) : LoanFact(On, Loan);

/// <param name="Replaces">At least one, each once.</param>
public sealed record RefinancedFact(
    DateOnly On,
    string Loan,
    IReadOnlyList<string> Replaces,
    LoanTerms Terms,
    LimitSet LimitSet = LimitSet.Standard
) : LoanFact(On, Loan);

public sealed record RescheduledFact(
    DateOnly On,
    string Loan,
    Frequency Frequency,
    int Installments,
    DateOnly FirstDue,
    SemimonthlyDays? DueDays
) : LoanFact(On, Loan);

public sealed record PledgedFact(DateOnly On, string Loan, decimal Amount, bool SecuresPlanLoan) : Fact(On);

/// <param name="Loan">Null for every loan that the participant has.</param>
public sealed record LeaveStartedFact(DateOnly On, string? Loan, SuspensionKind Kind, decimal? AnnualRate) : Fact(On);

/// <param name="Loan">Null for every loan that is on the leave.</param>
public sealed record LeaveEndedFact(DateOnly On, string? Loan, AfterLeave Then, DateOnly? FinalDue) : Fact(On);

public sealed record DisasterDelayFact(DateOnly On, string Loan, DateOnly DueFrom, DateOnly DueTo, int DelayMonths)
    : LoanFact(On, Loan);

public sealed record WithholdingConsentRevokedFact(DateOnly On, string Loan) : LoanFact(On, Loan);

public sealed record CorrectedFact(DateOnly On, string Loan, CorrectionMethod Method, DateOnly? FinalDue)
    : LoanFact(On, Loan);

/// <param name="Withheld">Null for what is required.</param>
public sealed record DistributedFact(
    DateOnly On,
    decimal Cash,
    decimal DirectRollover,
    decimal EmployerSecurities,
    bool Total,
    decimal? Withheld,
    RothMoney? FromRoth = null
) : ParticipantFact(On);

public sealed record BasisAttributedFact(DateOnly On, decimal Amount) : ParticipantFact(On);

public sealed record TransitionFact(DateOnly On) : ParticipantFact(On);

/// <param name="Change">What of the loan program changes.</param>
public sealed record PlanAmendedFact(DateOnly On, PolicyChange Change) : Fact(On);

public sealed record SeveredFact(DateOnly On) : ParticipantFact(On);

public sealed record RehiredFact(DateOnly On) : ParticipantFact(On);

/// <summary>Deadlines were postponed for the participant (26 USC 7508A).</summary>
/// <param name="DueFrom">First day of the window, included, as <paramref name="DueTo"/> is.</param>
/// <param name="Until">The day that counts instead of one in the window.</param>
/// <param name="Authority">The notice that says so.</param>
public sealed record DeadlinePostponedFact(
    DateOnly On,
    DateOnly DueFrom,
    DateOnly DueTo,
    DateOnly Until,
    string Authority
) : Fact(On);

/// <summary>The note left the plan in kind.</summary>
/// <param name="To">Where it went.</param>
public sealed record TransferredOutFact(DateOnly On, string Loan, TransferKind Kind, string To) : LoanFact(On, Loan);

public sealed record DisabledFact(DateOnly On) : ParticipantFact(On);

public sealed record DiedFact(DateOnly On) : ParticipantFact(On);

public sealed record PlanTerminatedFact(DateOnly On) : ParticipantFact(On);
