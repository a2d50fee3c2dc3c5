using LoanServicing.Domain.Loans;

namespace LoanServicing.Domain.Evaluation;

/// <summary>
/// One loan's entry in the report of the scenario contract, at the close of a day. Amounts have two decimals.
/// </summary>
/// <param name="WrittenOff">What was left at the end, within the plan's tolerance.</param>
/// <param name="Installment">Null where the schedule is not level, and for a pledge.</param>
/// <param name="FinalDue">Null for a pledge.</param>
/// <param name="LatestPermissibleDate">Null where the law sets none.</param>
/// <param name="NextUnpaidDue">The oldest installment due by the day and not paid in full; null where nothing is
/// unpaid.</param>
public sealed record LoanReport(
    string Status,
    decimal WrittenOff,
    decimal? Installment,
    DateOnly? FinalDue,
    DateOnly? LatestPermissibleDate,
    decimal Outstanding,
    DateOnly? NextUnpaidDue,
    DateOnly? CureEnds,
    IReadOnlyList<ReportedDeeming> DeemedDistributions,
    IReadOnlyList<ReportedOffset> Offsets,
    IReadOnlyList<ReportedFinding> Findings,
    IReadOnlyList<ScheduledInstallment> Schedule
);

public sealed record ReportedDeeming(DateOnly On, decimal Amount, string Reason, string Authority);

/// <summary>An offset, and until when it can be rolled over.</summary>
/// <param name="RolloverBy">Null where it cannot.</param>
/// <param name="RolloverByExtended">Null unless <paramref name="Qplo"/>.</param>
public sealed record ReportedOffset(
    DateOnly On,
    decimal Amount,
    bool Qplo,
    DateOnly? RolloverBy,
    DateOnly? RolloverByExtended,
    string Authority
);

/// <summary>What a rule said, in words a participant can be shown.</summary>
public sealed record ReportedFinding(string Rule, bool Satisfied, string Authority, string Detail);
