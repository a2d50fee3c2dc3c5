using LoanServicing.Domain.Participants;

namespace LoanServicing.Domain.Evaluation;

/// <summary>The report of the scenario contract at the close of <paramref name="AsOf"/>.</summary>
/// <param name="Unresolved">What cannot be worked out because a fact is missing.</param>
public sealed record ScenarioReport(
    string Scenario,
    string? Authority,
    DateOnly AsOf,
    IReadOnlyDictionary<string, LoanReport> Loans,
    IReadOnlyList<ReportedLimit> Limits,
    ReportedBasis Basis,
    IReadOnlyList<ReportedWithholding> Withholding,
    IReadOnlyList<ReportedForm> Forms1099R,
    IReadOnlyList<ReportedUnapplied> Unapplied,
    IReadOnlyList<string> Unresolved
);

/// <summary>The limit of a loan as it was made (26 USC 72(p)(2)(A)).</summary>
/// <param name="Limit">The lesser of the two before it.</param>
/// <param name="Available"><paramref name="Limit"/> less the balance on the day, not under 0.</param>
public sealed record ReportedLimit(
    DateOnly On,
    string Loan,
    decimal HighestPriorYear,
    decimal OutstandingBefore,
    decimal DollarLimit,
    decimal PercentLimit,
    decimal Limit,
    decimal Available
);

public sealed record ReportedBasis(
    decimal RepaidAfterDeemed,
    decimal InvestmentInContract,
    decimal LoanTransitionAmount
);

public sealed record ReportedWithholding(DateOnly On, decimal Base, decimal Required, decimal Withheld);

/// <summary>Money that repays nothing of a loan.</summary>
public sealed record ReportedUnapplied(DateOnly On, string Loan, decimal Amount, string Reason);

/// <summary>A Form 1099-R, by its boxes.</summary>
public sealed record ReportedForm(
    int TaxYear,
    string? Loan,
    decimal Box1,
    decimal Box2a,
    decimal Box4,
    decimal Box5,
    string Box7,
    int? Box11
);
