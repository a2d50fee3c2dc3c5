using LoanServicing.Domain;
using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Plans;
using LoanServicing.Host.Recording;
using LoanServicing.Store.ReadModels;
using LoanServicing.Store.Recording;

namespace LoanServicing.Host.ClosingDays;

/// <summary>What closing a plan's business days stated.</summary>
/// <param name="From">The first day closed; null where all were closed before.</param>
public sealed record CloseDayOutcome(string Plan, DateOnly? From, DateOnly Through, int Missed, int Deemed, decimal DeemedTotal);

/// <summary>
/// Closes a plan's business days in order: missed installments, cure periods that ended, deemed distributions. What follows on one loan does not depend on
/// another, so the loans are taken one after the other and each through all the days.
/// </summary>
public sealed class CloseDays(LogSession session)
{
    private const int LoansPerRound = 2_000;

    private readonly BasisRestatement bases = new(session);

    public async Task<CloseDayOutcome> RunAsync(string planId, DateOnly through, IProgress<long> progress, CancellationToken cancellation)
    {
        var plan = await session.LockPlanAsync(planId, cancellation);
        var state = plan.State!;
        if (state.ClosedThrough >= through)
            return new(planId, null, through, 0, 0, 0m);

        session.Correlation = $"close:{through:yyyy-MM-dd}";
        var settled = state.SettledWhenClosing(through);
        var source = Source.CloseOf(through);
        var (missed, deemed, deemedTotal, done) = (0, 0, 0m, 0L);
        foreach (var round in (await LoanDirectory.DueAsync(session, planId, settled, cancellation)).Chunk(LoansPerRound))
        {
            // Deeming looks at the account: its lock comes before those of its loans.
            await session.LockParticipantsAsync([.. round.Select(loan => StreamId.OfParticipant(session.Tenant.Name, planId, loan.Participant)).Distinct()], cancellation);
            foreach (var loan in await session.LockLoansAsync([.. round.Select(loan => loan.Stream)], cancellation))
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
}
