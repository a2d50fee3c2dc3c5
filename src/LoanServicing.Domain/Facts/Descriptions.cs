using LoanServicing.Domain.Plans;
using LoanServicing.Domain.Regulation.Section72p;

namespace LoanServicing.Domain.Facts;

/// <summary>A plan as a file describes it.</summary>
public sealed record PlanDescription(string Id, PlanKind Kind, LoanPolicy Policy, PlanProvisions? Provisions);

/// <summary>A participant as a file describes them.</summary>
/// <param name="PublicSafety">Whether a qualified public safety employee (26 USC 72(t)(10)(B)).</param>
public sealed record ParticipantDescription(string Id, DateOnly BirthDate, bool PublicSafety = false);
