namespace LoanServicing.Domain.Plans;

/// <summary>A plan as its events have made it: what it is, and its loan program by effective date.</summary>
public sealed record PlanState(string Plan, PlanKind Kind, IReadOnlyList<LoanPolicy> Policies, long Version)
{
    /// <summary>The policy in force on the day; days before the first policy take the first.</summary>
    public LoanPolicy PolicyOn(DateOnly day)
    {
        var policy = Policies[0];
        for (var i = 1; i < Policies.Count && Policies[i].From <= day; i++)
            policy = Policies[i];
        return policy;
    }

    public static PlanState Create(PlanEstablished e) => new(e.Plan, e.Kind, [e.Policy], 1);

    public PlanState Apply(PlanAmended e) => this with { Policies = [.. Policies.Append(e.Policy).OrderBy(policy => policy.From)], Version = Version + 1 };

    /// <summary>The state after an event; the first must be <see cref="PlanEstablished"/>.</summary>
    public static PlanState Evolve(PlanState? state, PlanEvent e) => (state, e) switch
    {
        (null, PlanEstablished established) => Create(established),
        ({ } plan, PlanAmended amended) => plan.Apply(amended),
        _ => throw new System.Diagnostics.UnreachableException($"{e.GetType().Name} does not follow {(state is null ? "nothing" : "an established plan")}"),
    };
}
