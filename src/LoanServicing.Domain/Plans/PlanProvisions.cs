using LoanServicing.Domain.Regulation.Section72e;

namespace LoanServicing.Domain.Plans;

/// <summary>What the plan document says beside its loan program.</summary>
/// <param name="PermitsDistributionWhileEmployed">Whether an account can be reduced while its owner is employed (26 CFR
/// 1.72(p)-1 A-13(b)).</param>
/// <param name="AcceleratesOnSeverance">Whether the plan may offset from a severance on; else only after a missed
/// installment.</param>
/// <param name="EmployerGroup">Plans of one group of 26 USC 414(b), (c) or (m) are one plan for the amount limit; null
/// for none.</param>
/// <param name="EmployeeContributionShare">Part of all contributions that employees made, 0 to 1 (26 CFR 1.72(e)-1T
/// A-5), with those of the plan's other contracts.</param>
/// <param name="EmployeeContributionRule">Until when a loan from a plan of employee contributions is a
/// distribution.</param>
// Not modelled: finding a participant's loans in other plans of the group by itself; they come as balances of loans
// serviced elsewhere.
public sealed record PlanProvisions(
    bool PermitsDistributionWhileEmployed = false,
    bool AcceleratesOnSeverance = true,
    string? EmployerGroup = null,
    decimal? EmployeeContributionShare = null,
    EmployeeContributionRule EmployeeContributionRule = EmployeeContributionRule.UntilRepeal
)
{
    public static readonly PlanProvisions Usual = new();
}
