using LoanServicing.Domain;
using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Plans;
using LoanServicing.Operations.Recording;
using LoanServicing.Store.ReadModels;
using LoanServicing.Store.Recording;

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
        CloseDays message, LogSession session, IProgress<long> progress, CancellationToken cancellation)
    {
        var (planId, through) = (message.Plan, message.Through);
        PlansToClose.RefuseFuture(through, message.BusinessDate);
        var plan = await session.LockPlanAsync(planId, cancellation);
        var state = plan.State!;
        if (state.ClosedThrough >= through)
            return new(planId, null, through, 0, 0, 0m);

        session.Correlation = $"close:{through:yyyy-MM-dd}";
        var settled = state.SettledWhenClosing(through);
        var source = Source.CloseOf(through);
        var bases = new BasisRestatement(session);
        var (missed, deemed, deemedTotal, done) = (0, 0, 0m, 0L);
        var due = await LoanDirectory.DueAsync(session, planId, settled, cancellation);
        foreach (var round in due.Chunk(LoansPerRound))
        {
            foreach (var loan in await LockAsync(round, planId, session, cancellation))
            {
                foreach (var e in Loan.Decide(new CloseDay(through, settled, source), loan.State, state).Events)
                {
                    session.Record(loan, e);
                    bases.Touch(loan.State!, e);
                    missed += e is Missed ? 1 : 0;
                    if (e is DeemedDistributed distributed)
                        (deemed, deemedTotal) = (deemed + 1, deemedTotal + distributed.Amount);
                }
            }

            await session.FlushAsync(cancellation);
            progress.Report(done += round.Length);
        }

        await bases.RunAsync(cancellation);
        session.Record(plan, new BusinessDayClosed(through, settled, source));
        return new(planId, state.ClosedThrough?.AddDays(1) ?? through, through, missed, deemed, deemedTotal);
    }

    // Deeming looks at the account: its lock comes before those of its loans.
    private static async Task<IReadOnlyList<LoanRecord>> LockAsync(
        DirectoryLoan[] round, string plan, LogSession session, CancellationToken cancellation)
    {
        var participants = round.Select(loan => StreamId.OfParticipant(session.Tenant.Name, plan, loan.Participant));
        await session.LockParticipantsAsync([.. participants.Distinct()], cancellation);
        return await session.LockLoansAsync([.. round.Select(loan => loan.Stream)], cancellation);
    }
}
