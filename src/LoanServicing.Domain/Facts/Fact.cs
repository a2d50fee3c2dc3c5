using LoanServicing.Domain.Calendar;
using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Plans;

namespace LoanServicing.Domain.Facts;

/// <summary>A fact of the world in the vocabulary of the scenario contract, before it is decided what it leads to.</summary>
/// <param name="On">The day it happened on.</param>
public abstract record Fact(DateOnly On);

public sealed record AccountValuedFact(DateOnly On, decimal Vested, decimal? AfterTaxBasis) : Fact(On);

public sealed record OriginatedFact(DateOnly On, string Loan, LoanTerms Terms, bool Agreement) : Fact(On);

/// <summary>Cash received on a loan.</summary>
/// <param name="Amount">Null for what the oldest unpaid installment still lacks.</param>
/// <param name="Count">How many payments, the first on <see cref="Fact.On"/>.</param>
/// <param name="Every">How the others follow; null for a single payment.</param>
public sealed record PaidFact(DateOnly On, string Loan, decimal? Amount, int Count, Frequency? Every, DateOnly? WithheldOn) : Fact(On);

public sealed record PaymentReversedFact(DateOnly On, string Loan, DateOnly PaidOn, decimal Amount) : Fact(On);

/// <summary>An offset.</summary>
/// <param name="Amount">Null for all that is outstanding.</param>
public sealed record OffsetFact(DateOnly On, string Loan, decimal? Amount, decimal Withheld) : Fact(On);

public sealed record RefinancedFact(DateOnly On, string Loan, string Replaces, LoanTerms Terms) : Fact(On);

public sealed record PlanAmendedFact(DateOnly On, LoanPolicy Policy) : Fact(On);

public sealed record SeveredFact(DateOnly On) : Fact(On);

public sealed record DisabledFact(DateOnly On) : Fact(On);

public sealed record DiedFact(DateOnly On) : Fact(On);

public sealed record PlanTerminatedFact(DateOnly On) : Fact(On);

/// <summary>A plan as a file describes it.</summary>
public sealed record PlanDescription(string Id, PlanKind Kind, LoanPolicy Policy);

/// <summary>A participant as a file describes them.</summary>
public sealed record ParticipantDescription(string Id, DateOnly BirthDate);

/// <summary>Something in a file that is not as it has to be.</summary>
/// <param name="path">Where, as a JSON path.</param>
public sealed class FactRefusedException(string path, string found, string expected) : Exception($"{path}: found {found}, expected {expected}")
{
    public string Path => path;
}
