using LoanServicing.Domain;
using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Plans;
using LoanServicing.Store.Documents;
using LoanServicing.Store.Transactions;
using Marten;

namespace LoanServicing.Operations.ClosingDays;

/// <summary>
/// Closes a plan's business days in order: missed installments, cure periods that ended, deemed distributions. What
/// follows on one loan does not depend on another, so the loans are taken one after the other and each through all the
/// days.
/// </summary>
public static class CloseDaysHandler
{
    private const int LoansPerRound = 2_000;

    /// <param name="progress">Is told how many loans have been gone through.</param>
    /// <exception cref="RefusedException">The last day lies after the business date.</exception>
    public static async Task<DaysClosed> HandleAsync(
        CloseDays message,
        IDocumentSession session,
        Actor actor,
        IProgress<long> progress,
        CancellationToken cancellation
    )
    {
        var (planId, through) = (message.Plan, message.Through);
        PlansToClose.RefuseFuture(through, message.BusinessDate);
        var recording = await Recording.BeginOfManyAsync(session, actor.Name, cancellation);
        var plan = await recording.LockPlanAsync(planId, cancellation);
        var state = plan.State!;
        if (state.ClosedThrough >= through)
            return new(planId, null, through, 0, 0, 0m, []);

        recording.Correlation = $"close:{through:yyyy-MM-dd}";
        var settled = state.SettledWhenClosing(through);
        var source = Source.CloseOf(through);
        var (missed, deemed, deemedTotal, done) = (0, 0, 0m, 0L);
        var failed = new FailedLoans(state);
        foreach (
            var round in (await LoanDirectory.DueAsync(recording, planId, settled, cancellation)).Chunk(LoansPerRound)
        )
        {
            foreach (var loan in await LockAsync(round, planId, recording, cancellation))
            {
                foreach (var e in Loan.Decide(new CloseDay(through, settled, source), loan.State, state).Events)
                {
                    if (e is DeemedDistributed failure)
                        failed.Add(loan.State!, failure);
                    recording.Append(loan, e);
                    missed += e is Missed ? 1 : 0;
                    if (e is DeemedDistributed distributed)
                        (deemed, deemedTotal) = (deemed + 1, deemedTotal + distributed.Amount);
                }
            }

            await recording.FlushAsync(cancellation);
            progress.Report(done += round.Length);
        }

        var wouldHaveCured = await failed.WouldHaveCuredAsync(recording, cancellation);
        recording.Append(plan, new BusinessDayClosed(through, settled, source));
        await recording.CompleteAsync(cancellation);
        return new(
            planId,
            state.ClosedThrough?.AddDays(1) ?? through,
            through,
            missed,
            deemed,
            deemedTotal,
            wouldHaveCured
        );
    }

    // Deeming looks at the account: its lock comes before those of its loans.
    private static async Task<IReadOnlyList<LoanStream>> LockAsync(
        DirectoryLoan[] round,
        string plan,
        Recording recording,
        CancellationToken cancellation
    )
    {
        var participants = round.Select(loan => StreamId.OfParticipant(recording.Tenant.Name, plan, loan.Participant));
        await recording.LockParticipantsAsync([.. participants.Distinct()], cancellation);
        return await recording.LockLoansAsync([.. round.Select(loan => loan.Stream)], cancellation);
    }
}
