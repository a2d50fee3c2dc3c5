using System.Text.Json.Serialization;
using LoanServicing.Domain.Auditing;
using LoanServicing.Domain.Plans;
using LoanServicing.Domain.Regulation.Section72p;

namespace LoanServicing.Operations.Asking.Plans;

/// <summary>Show a plan as of both times.</summary>
/// <param name="From">First day of the roll-forward.</param>
/// <param name="Effective">As of the close of this day in the world, not before the first.</param>
/// <param name="Recorded">As the log knew it then; null for now.</param>
public sealed record ShowPlan(string Plan, DateOnly From, DateOnly Effective, RecordedMoment? Recorded);

/// <summary>A plan as of both times.</summary>
/// <param name="ClosedThrough">The last business day closed; null where none is.</param>
/// <param name="SettledThrough">The last day whose payroll is no longer waited for.</param>
/// <param name="Policy">In force on the effective day.</param>
/// <param name="Loans">Made or taken over by the effective day.</param>
public sealed record PlanShown(
    string Plan,
    PlanKind Kind,
    DateOnly Effective,
    DateOnly? ClosedThrough,
    DateOnly? SettledThrough,
    [property: JsonConverter(typeof(PolicyConverter))] LoanPolicy Policy,
    int Loans,
    DateOnly From,
    RollForward Principal
);
