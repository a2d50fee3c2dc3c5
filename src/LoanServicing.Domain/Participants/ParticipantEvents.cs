namespace LoanServicing.Domain.Participants;

/// <summary>What happened to a participant's account, or to the participant. The type names are the storage format.</summary>
/// <param name="On">Effective date.</param>
public abstract record ParticipantEvent(DateOnly On, Source Source);

/// <summary>The participant became known, as a token without personal data.</summary>
public sealed record ParticipantEnrolled(DateOnly On, string Plan, string Participant, DateOnly BirthDate, Source Source) : ParticipantEvent(On, Source);

/// <summary>The account was valued at the end of that day.</summary>
/// <param name="Vested">Nonforfeitable balance, loan notes included.</param>
/// <param name="AfterTaxBasis">Investment in the contract, where it is stated; null leaves what the record already says.</param>
public sealed record AccountValued(DateOnly On, decimal Vested, decimal? AfterTaxBasis, Source Source) : ParticipantEvent(On, Source);

/// <summary>The participant left the employer that maintains the plan.</summary>
public sealed record SeveredFromEmployment(DateOnly On, Source Source) : ParticipantEvent(On, Source);

/// <summary>Disability within 26 USC 72(m)(7).</summary>
public sealed record BecameDisabled(DateOnly On, Source Source) : ParticipantEvent(On, Source);

public sealed record Died(DateOnly On, Source Source) : ParticipantEvent(On, Source);

/// <summary>The plan that the account is in was terminated.</summary>
public sealed record PlanTerminated(DateOnly On, Source Source) : ParticipantEvent(On, Source);
