using LoanServicing.Domain.Loans;

namespace LoanServicing.Domain.Participants;

/// <summary>
/// What happened to a participant's account, or to the participant. The type names are the storage format.
/// </summary>
/// <param name="On">Effective date.</param>
public abstract record ParticipantEvent(DateOnly On, Source Source);

/// <summary>The participant became known, as a token without personal data.</summary>
/// <param name="PublicSafety">True for a qualified public safety employee (26 USC 72(t)(10)(B)).</param>
public sealed record ParticipantEnrolled(
    DateOnly On,
    string Plan,
    string Participant,
    DateOnly BirthDate,
    Source Source,
    bool? PublicSafety = null
) : ParticipantEvent(On, Source);

/// <summary>The account was valued at the end of that day.</summary>
/// <param name="Vested">Nonforfeitable balance, loan notes included.</param>
/// <param name="AfterTaxBasis">Investment in the contract, where it is stated; null leaves what the record already
/// says.</param>
/// <param name="Roth">The designated Roth account in it; null where there is none.</param>
public sealed record AccountValued(
    DateOnly On,
    decimal Vested,
    decimal? AfterTaxBasis,
    Source Source,
    RothAccount? Roth = null
) : ParticipantEvent(On, Source);

/// <summary>A designated Roth account (26 USC 402A).</summary>
/// <param name="Contributions">What went in after tax: its investment in the contract.</param>
/// <param name="FirstYear">The first year of contributions, from which five taxable years run.</param>
public sealed record RothAccount(decimal Contributions, decimal Earnings, int FirstYear);

/// <summary>
/// A loan from a plan of the same employer that is serviced elsewhere owes so much from that day on, until it is said
/// again.
/// </summary>
/// <param name="Plan">Its plan, where it is known.</param>
public sealed record OutsideLoanReported(DateOnly On, string Loan, string? Plan, decimal Balance, Source Source)
    : ParticipantEvent(On, Source);

/// <summary>Part of the interest in the plan was pledged or assigned as security (26 CFR 1.72(p)-1 A-1(b)).</summary>
/// <param name="Loan">A name for it.</param>
/// <param name="SecuresPlanLoan">Whether it secures a loan from the plan itself: then only that loan counts.</param>
public sealed record InterestPledged(DateOnly On, string Loan, decimal Amount, bool SecuresPlanLoan, Source Source)
    : ParticipantEvent(On, Source);

/// <summary>Money or property left the account for good. The amounts are its separate parts.</summary>
/// <param name="Cash">Before withholding.</param>
/// <param name="Total">Whether it was the whole account.</param>
/// <param name="Withheld">Federal income tax withheld, where it is stated; null for what is required.</param>
/// <param name="FromRoth">Null where nobody said, or the account has no designated Roth money.</param>
public sealed record Distributed(
    DateOnly On,
    decimal Cash,
    decimal DirectRollover,
    decimal EmployerSecurities,
    bool Total,
    decimal? Withheld,
    Source Source,
    RothMoney? FromRoth = null
) : ParticipantEvent(On, Source);

/// <summary>What of a distribution's separate parts is designated Roth money.</summary>
/// <param name="Earnings">Of both parts together, what is earnings; the rest is contributions.</param>
public sealed record RothMoney(decimal Cash, decimal DirectRollover, decimal Earnings);

/// <summary>
/// The plan recorded basis for a deemed distribution, as plans did before the transition (26 CFR 1.72(p)-1
/// A-22(c)(2)(iv)(A)).
/// </summary>
public sealed record BasisAttributed(DateOnly On, decimal Amount, Source Source) : ParticipantEvent(On, Source);

/// <summary>
/// From this 1 January the plan applies to loans made before 2002 (26 CFR 1.72(p)-1 A-22(c)).
/// </summary>
public sealed record TransitionApplied(DateOnly On, Source Source) : ParticipantEvent(On, Source);

/// <summary>The participant left the employer that maintains the plan.</summary>
public sealed record SeveredFromEmployment(DateOnly On, Source Source) : ParticipantEvent(On, Source);

/// <summary>Disability within 26 USC 72(m)(7).</summary>
public sealed record BecameDisabled(DateOnly On, Source Source) : ParticipantEvent(On, Source);

/// <summary>The participant was hired again: an earlier severance permits nothing any more.</summary>
public sealed record Rehired(DateOnly On, Source Source) : ParticipantEvent(On, Source);

/// <summary>
/// A leave of absence of the participant began, and with it one of every open loan (26 CFR 1.72(p)-1 A-9).
/// </summary>
/// <param name="On">Its first day.</param>
/// <param name="AnnualRate">The rate during military service, where one was agreed.</param>
public sealed record AbsenceStarted(DateOnly On, SuspensionKind Kind, decimal? AnnualRate, Source Source)
    : ParticipantEvent(On, Source);

/// <summary>The participant's leave of absence ended.</summary>
/// <param name="On">Its last day.</param>
public sealed record AbsenceEnded(DateOnly On, AfterLeave Then, DateOnly? FinalDue, Source Source)
    : ParticipantEvent(On, Source);

/// <summary>What was to be done in a window of days counts as due on a later day (26 USC 7508A).</summary>
/// <param name="DueFrom">First day of the window, included, as <paramref name="DueTo"/> is.</param>
/// <param name="Authority">The notice that says so.</param>
public sealed record DeadlinesPostponed(
    DateOnly On,
    DateOnly DueFrom,
    DateOnly DueTo,
    DateOnly Until,
    string Authority,
    Source Source
) : ParticipantEvent(On, Source);

public sealed record Died(DateOnly On, Source Source) : ParticipantEvent(On, Source);

/// <summary>The plan that the account is in was terminated.</summary>
public sealed record PlanTerminated(DateOnly On, Source Source) : ParticipantEvent(On, Source);
