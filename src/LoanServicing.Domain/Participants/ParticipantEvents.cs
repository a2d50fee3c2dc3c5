namespace LoanServicing.Domain.Participants;

/// <summary>
/// What happened to a participant's account, or to the participant. The type names are the storage format.
/// </summary>
/// <param name="On">Effective date.</param>
public abstract record ParticipantEvent(DateOnly On, Source Source);

/// <summary>The participant became known, as a token without personal data.</summary>
public sealed record ParticipantEnrolled(
    DateOnly On,
    string Plan,
    string Participant,
    DateOnly BirthDate,
    Source Source
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
public sealed record Distributed(
    DateOnly On,
    decimal Cash,
    decimal DirectRollover,
    decimal EmployerSecurities,
    bool Total,
    decimal? Withheld,
    Source Source
) : ParticipantEvent(On, Source);

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

public sealed record Died(DateOnly On, Source Source) : ParticipantEvent(On, Source);

/// <summary>The plan that the account is in was terminated.</summary>
public sealed record PlanTerminated(DateOnly On, Source Source) : ParticipantEvent(On, Source);
