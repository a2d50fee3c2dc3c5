using LoanServicing.Domain.Auditing;

namespace LoanServicing.Operations.Asking.Plans;

/// <summary>Answers how a plan stood, and how its loans' principal rolled forward.</summary>
public static class ShowPlanHandler
{
    /// <exception cref="RefusedException">There is no such plan, or it was not known then.</exception>
    public static Task<KnownPlan> LoadAsync(ShowPlan message, AskingSession ask, CancellationToken cancellation) =>
        KnownPlan.ReadAsync(message.Plan, message.Recorded is { } recorded ? [recorded] : [], ask, cancellation);

    /// <param name="known">What <see cref="LoadAsync"/> read.</param>
    /// <param name="progress">Is told how many loans have been gone through.</param>
    public static async Task<PlanShown> HandleAsync(
        ShowPlan message,
        KnownPlan known,
        IProgress<long> progress,
        CancellationToken cancellation
    )
    {
        var (from, through, plan) = (message.From, message.Effective, known.Then);
        var recordedBy = known.Times.Count == 0 ? (DateTimeOffset?)null : known.Times[0];
        var (loans, sum) = (0, RollForward.None);
        await foreach (var recorded in known.AccountsAsync(progress, cancellation))
        {
            if ((recordedBy is { } time ? recorded.AsRecordedBy(time, plan) : recorded)?.History is not { } account)
                continue;
            var made = account.Loans.Where(loan => loan.Made.On <= through).Select(loan => (loan, account)).ToList();
            sum += RollForward.Of(made, from, through);
            loans += made.Count;
        }

        return new(
            plan.Plan,
            plan.Kind,
            through,
            plan.ClosedThrough,
            plan.SettledThrough,
            plan.PolicyOn(through),
            loans,
            from,
            sum
        );
    }
}
