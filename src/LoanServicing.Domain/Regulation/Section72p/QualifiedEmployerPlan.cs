using System.Text.Json.Serialization;

namespace LoanServicing.Domain.Regulation.Section72p;

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

/// <summary>Which plans' loans section 72(p) is about (26 USC 72(p)(4); 26 CFR 1.72(p)-1 A-2).</summary>
public static class QualifiedEmployerPlan
{
    public const string Cites = "26 CFR 1.72(p)-1 A-2";

    private const string CitesTrust = "26 CFR 1.72(p)-1 A-2(a)";
    private const string CitesAnnuityPlan = "26 CFR 1.72(p)-1 A-2(b)";
    private const string CitesAnnuityContract = "26 CFR 1.72(p)-1 A-2(c)";
    private const string CitesGovernment = "26 CFR 1.72(p)-1 A-2(d)";
    private const string CitesFormerly = "26 CFR 1.72(p)-1 A-2(e)";

    /// <summary>
    /// Whether the plan is a qualified employer plan. False means that section 72(p) says nothing of its loans: no
    /// limit, no term, no deemed distribution under it; what a payment from such a plan is, other law says. A
    /// government's 457(b) plan is one, "whether or not qualified" (A-2(d)).
    /// </summary>
    // Not modelled: a section 457(b) plan of a tax-exempt organization, which is none of these and whose kind is None.
    public static Finding<bool> Of(PlanKind plan) =>
        plan switch
        {
            PlanKind.Section401a => new(true, CitesTrust, null),
            PlanKind.Section403a => new(true, CitesAnnuityPlan, null),
            PlanKind.Section403b => new(true, CitesAnnuityContract, null),
            PlanKind.Governmental or PlanKind.Governmental457b => new(true, CitesGovernment, null),
            PlanKind.FormerlyQualified => new(true, CitesFormerly, null),
            PlanKind.None => new(false, Cites, null),
            _ => throw new System.Diagnostics.UnreachableException($"{plan} is not a kind of plan"),
        };
}
