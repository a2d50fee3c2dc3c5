using System.Text.Json.Serialization;

namespace LoanServicing.Domain.Plans;

/// <summary>What happened to a plan. The type names are the storage format.</summary>
/// <param name="On">Effective date.</param>
public abstract record PlanEvent(DateOnly On, Source Source);

/// <summary>The plan and its loan program became known.</summary>
public sealed record PlanEstablished(DateOnly On, string Plan, PlanKind Kind, LoanPolicy Policy, Source Source) : PlanEvent(On, Source);

/// <summary>The loan program changed, for what falls due from that day on.</summary>
public sealed record PlanAmended(DateOnly On, LoanPolicy Policy, Source Source) : PlanEvent(On, Source);

/// <summary>What kind of plan it is (26 CFR 1.72(p)-1 A-2).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PlanKind>))]
public enum PlanKind
{
    /// <summary>A plan of section 401(a), a 401(k) among them.</summary>
    Section401a,
    Section403a,
    Section403b,
    Governmental,
    Governmental457b,
    FormerlyQualified,
    None,
}
