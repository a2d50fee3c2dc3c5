using LoanServicing.Domain.Regulation.Section72p;

namespace LoanServicing.Domain.Plans;

/// <summary>A plan as its events have made it: what it is, and its loan program by effective date.</summary>
/// <param name="ClosedThrough">The last business day closed; null before the first.</param>
/// <param name="SettledThrough">The last day whose payroll was no longer waited for when that day was closed.</param>
/// <param name="PayrollInThrough">The latest pay date that a remittance has come in for.</param>
public sealed record PlanState(
    string Plan,
    PlanKind Kind,
    PlanProvisions Provisions,
    IReadOnlyList<LoanPolicy> Policies,
    DateOnly? ClosedThrough,
    DateOnly? SettledThrough,
    DateOnly? PayrollInThrough,
    long Version
)
{
    /// <summary>The policy in force on the day; days before the first policy take the first.</summary>
    public LoanPolicy PolicyOn(DateOnly day)
    {
        var policy = Policies[0];
        for (var i = 1; i < Policies.Count && Policies[i].From <= day; i++)
            policy = Policies[i];
        return policy;
    }

    public static PlanState Create(PlanEstablished e) =>
        new(e.Plan, e.Kind, e.Provisions ?? PlanProvisions.Usual, [e.Policy], null, null, null, 1);

    public PlanState Apply(PlanAmended e) =>
        this with
        {
            Policies = [.. Policies.Append(e.Policy).OrderBy(policy => policy.From)],
            Version = Version + 1,
        };

    /// <summary>The state after an event; the first must be <see cref="PlanEstablished"/>.</summary>
    public static PlanState Evolve(PlanState? state, PlanEvent e) =>
        (state, e) switch
        {
            (null, PlanEstablished established) => Create(established),
            ({ } plan, PlanAmended amended) => plan.Apply(amended),
            ({ } plan, RemittanceReceived remittance) => plan with
            {
                PayrollInThrough = Later(plan.PayrollInThrough, remittance.PayDate),
                Version = plan.Version + 1,
            },
            ({ } plan, BusinessDayClosed day) => plan with
            {
                ClosedThrough = day.On,
                SettledThrough = day.SettledThrough,
                Version = plan.Version + 1,
            },
            // The suspense list shows it; the plan itself is what it was.
            ({ } plan, RepaymentSuspended) => plan with { Version = plan.Version + 1 },
            _ => throw new System.Diagnostics.UnreachableException(
                $"{e.GetType().Name} does not follow {(state is null ? "nothing" : "an established plan")}"
            ),
        };

    /// <summary>
    /// The last day whose payroll is no longer waited for when a day closes: the latest pay date that came in, or the
    /// grace before the day.
    /// </summary>
    public DateOnly SettledWhenClosing(DateOnly day)
    {
        var settled = Later(PayrollInThrough, day.AddDays(-PolicyOn(day).PayrollGraceDays));
        return settled < day ? settled : day;
    }

    private static DateOnly Later(DateOnly? one, DateOnly other) => one > other ? one.Value : other;
}
