using LoanServicing.Domain;
using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Participants;
using LoanServicing.Store.ReadModels;
using LoanServicing.Store.Recording;

namespace LoanServicing.Operations.Recording;

/// <summary>
/// Keeps participants' basis in step: whoever's loans were deemed, offset, repaid after a deemed distribution or
/// restated in this session has it worked out anew from the whole account, under the participant's lock.
/// </summary>
internal sealed class BasisRestatement(LogSession session)
{
    private readonly HashSet<(string Plan, string Participant)> touched = [];

    /// <summary>Notes an event of a loan that may change its participant's basis.</summary>
    /// <param name="loan">Its state after the event.</param>
    public void Touch(LoanState loan, LoanEvent e)
    {
        if (loan.Deemed is not null
            || loan.Part is not null
            || e is Offset or LedgerRestated or ConsequenceWithdrawn or TakenOver)
        {
            touched.Add((loan.Plan, loan.Participant));
        }
    }

    public void Touch(ParticipantState participant) => touched.Add((participant.Plan, participant.Participant));

    public async Task RunAsync(CancellationToken cancellation)
    {
        var byPlan = touched.GroupBy(account => account.Plan).OrderBy(group => group.Key, StringComparer.Ordinal);
        foreach (var plan in byPlan)
        {
            var names = plan.Select(account => account.Participant).ToList();
            var state = (await session.LockPlanAsync(plan.Key, cancellation)).State!;
            var records = await session.LockParticipantsAsync(
                [.. names.Select(name => StreamId.OfParticipant(session.Tenant.Name, plan.Key, name))], cancellation);
            var accounts = await AccountReader.ReadAsync(session, state, names, cancellation);
            foreach (var record in records)
            {
                var determined = AccountTax.Of(accounts[record.State!.Participant].History, DateOnly.MaxValue);
                session.RestateBasis(record, determined.RepaidAfterDeemed, determined.InvestmentInContract);
            }
        }

        touched.Clear();
    }
}
