using LoanServicing.Domain.Auditing;

namespace LoanServicing.Operations.Asking.Plans;

/// <summary>Answers which of a plan's loans rolled forward otherwise once more was known.</summary>
public static class ComparePlanHandler
{
    /// <exception cref="RefusedException">There is no such plan, or it was not known at the first time.</exception>
    public static Task<KnownPlan> LoadAsync(ComparePlan message, AskingSession ask, CancellationToken cancellation) =>
        KnownPlan.ReadAsync(message.Plan, [message.Recorded, message.Against], ask, cancellation);

    /// <param name="known">What <see cref="LoadAsync"/> read.</param>
    /// <param name="progress">Is told how many loans have been gone through.</param>
    public static async Task<PlanComparison> HandleAsync(
        ComparePlan message,
        KnownPlan known,
        IProgress<long> progress,
        CancellationToken cancellation
    )
    {
        var rolling = new RecordedRollForwards(
            known.Record,
            known.Times[0],
            known.Times[1],
            message.From,
            message.Effective
        );
        var (before, after) = (RollForward.None, RollForward.None);
        var changed = new List<ChangedLoan>();
        await foreach (var account in known.AccountsAsync(progress, cancellation))
        {
            foreach (var loan in account.Loans)
            {
                var (was, becomes) = rolling.Of(account, loan);
                (before, after) = (before + was, after + becomes);
                if (was != becomes)
                    changed.Add(rolling.Change(account, loan, was, becomes));
            }
        }

        return new(
            message.Plan,
            message.Effective,
            message.From,
            known.Times[0],
            known.Times[1],
            before,
            after,
            [.. rolling.Amendments.Select(e => RecordedChange.Of($"plan {message.Plan}", e))],
            changed
        );
    }
}
