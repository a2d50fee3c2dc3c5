using System.Text.Json.Serialization;

namespace LoanServicing.Domain.Regulation.Section72e;

/// <summary>
/// How a contract's contributions are added to others' for the 85 percent test (26 CFR 1.72(e)-1T A-5).
/// </summary>
public enum ContributionContractKind
{
    /// <summary>Of a plan of section 401(a) or 403(a): all contracts of the plan count together (A-5(b)).</summary>
    QualifiedPlan,

    /// <summary>
    /// Of a plan that the Federal Government or an instrumentality maintains and itself administers: all such plans
    /// count together (A-5(c)).
    /// </summary>
    FederalPlan,

    /// <summary>Of section 403(b): each contract counts alone (A-5(d)).</summary>
    AnnuityContract,

    /// <summary>Any other: each contract counts alone (A-5(a)).</summary>
    Other,
}

/// <summary>One contract's contributions so far.</summary>
/// <param name="Plan">Names the plan that the contract belongs to; contracts of one name are of one plan.</param>
/// <param name="EmployeeContributions">US dollars, without deductible employee contributions (26 USC 72(o)), which are
/// left out of both figures.</param>
/// <param name="TotalContributions">US dollars, employee contributions included.</param>
public sealed record ContributionContract(
    string Contract,
    string Plan,
    ContributionContractKind Kind,
    decimal EmployeeContributions,
    decimal TotalContributions
);

/// <summary>
/// From when the repeal of 26 USC 72(e)(7) counts; uncertain, see
/// <see cref="Figures.EmployeeContributionPlanTo"/>.
/// </summary>
[JsonConverter(typeof(JsonStringEnumConverter<EmployeeContributionRule>))]
public enum EmployeeContributionRule
{
    /// <summary>
    /// From its own day in 1988, the default: a loan before it was a distribution as the Code then stood.
    /// </summary>
    UntilRepeal,

    /// <summary>From 1987 on.</summary>
    Until1986,
}

/// <summary>What makes a loan a distribution when it is made.</summary>
/// <param name="SubstantiallyAllEmployee">What <see cref="EmployeeContributionPlan.IsSubstantiallyAllEmployee"/>
/// says.</param>
/// <param name="RepealedAsOf1986">Whether the plan takes the repeal of 1988 to reach back to the Tax Reform
/// Act.</param>
public sealed record EmployeeContributionFacts(bool SubstantiallyAllEmployee, bool RepealedAsOf1986 = false);

/// <summary>
/// Loans from a plan or contract whose contributions are substantially all employee contributions were distributions
/// when made, for a time (26 USC 72(e)(7), repealed; 26 CFR 1.72(e)-1T ).
/// </summary>
// Not modelled: how much of such a distribution is income (income first, on investment after 13 August 1982; A-1(b)).
public static class EmployeeContributionPlan
{
    public const string Cites = "26 CFR 1.72(e)-1T A-6";

    private const string CitesTest = "26 CFR 1.72(e)-1T A-5";
    private const string CitesGeneral = "26 USC 72(p)(1)(A)";

    /// <summary>
    /// Whether a loan is a distribution in full on its day whatever section 72(p)(2) allows. Decided for
    /// <see cref="MadeOn"/>. For its last day see <see cref="Figures.EmployeeContributionPlanTo"/>: it is uncertain.
    /// </summary>
    public static readonly Rule<EmployeeContributionFacts, bool> IsDistribution = new(
        "Is a loan a distribution because employees made the contributions?",
        new(CitesGeneral, new(Figures.Section72pFrom), null, _ => true, _ => false),
        new(
            Cites,
            new(Figures.EmployeeContributionPlanFrom, Figures.EmployeeContributionPlanToIfAsOf1986),
            CitesGeneral,
            f => f.SubstantiallyAllEmployee,
            _ => true
        ),
        new(
            Cites,
            new(Figures.EmployeeContributionPlanToIfAsOf1986.AddDays(1), Figures.EmployeeContributionPlanTo),
            CitesGeneral,
            f => f is { SubstantiallyAllEmployee: true, RepealedAsOf1986: false },
            _ => true
        )
    );

    /// <summary>
    /// The loan's day for this rule: one renegotiated, extended, renewed or revised counts as made on that day.
    /// </summary>
    /// <param name="renegotiatedOn">The last time; null for never.</param>
    public static DateOnly MadeOn(DateOnly madeOn, DateOnly? renegotiatedOn) => renegotiatedOn ?? madeOn;

    /// <summary>85 percent or more of the contributions of all contracts that count together with this one.</summary>
    /// <param name="contracts">All contracts known, this one among them. Nothing contributed passes nobody.</param>
    public static Finding<bool> IsSubstantiallyAllEmployee(
        ContributionContract contract,
        IReadOnlyCollection<ContributionContract> contracts
    )
    {
        var together = contracts.Where(other => CountTogether(contract, other)).ToList();
        var total = together.Sum(other => other.TotalContributions);
        return new(
            total > 0m
                && together.Sum(other => other.EmployeeContributions)
                    >= Figures.SubstantiallyAllEmployeeContributions * total,
            CitesTest,
            null
        );
    }

    // A federal plan that a commercial institution administers is no FederalPlan here but what else it is (A-5(c)).
    private static bool CountTogether(ContributionContract one, ContributionContract other) =>
        one.Kind == other.Kind
        && one.Kind switch
        {
            ContributionContractKind.QualifiedPlan => one.Plan == other.Plan,
            ContributionContractKind.FederalPlan => true,
            _ => one.Contract == other.Contract && one.Plan == other.Plan,
        };
}
