using LoanServicing.Domain;
using LoanServicing.Domain.Facts;
using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Participants;
using LoanServicing.Domain.Plans;
using LoanServicing.Store.ReadModels;
using LoanServicing.Store.Recording;

namespace LoanServicing.Operations.Recording;

/// <summary>
/// Takes late repayments into whole accounts: what one leads to can concern the participant's other loans. The plan
/// must be locked: then nobody else goes over many loans, and an account may be locked after one of its loans.
/// </summary>
internal sealed class AccountRecording(LogSession session, PlanState plan, BasisRestatement bases)
{
    private readonly Dictionary<string, Account> accounts = [];

    /// <summary>
    /// Reads some accounts as they stand, in place of those read before, and locks all that is theirs.
    /// </summary>
    public async Task OpenAsync(IReadOnlyCollection<string> participants, CancellationToken cancellation)
    {
        accounts.Clear();
        var streams = participants.Select(name => StreamId.OfParticipant(session.Tenant.Name, plan.Plan, name));
        await session.LockParticipantsAsync([.. streams], cancellation);
        var known = await AccountReader.ReadAsync(session, plan, participants, cancellation);
        foreach (var (participant, recorded) in known)
            accounts[participant] = new(recorded.History);
        var loans = accounts.SelectMany(account =>
            account.Value.Loans.Select(loan => StreamOf(account.Key, loan.State.Loan)));
        await session.LockLoansAsync([.. loans], cancellation);
    }

    /// <summary>
    /// Records what some repayments of one account lead to, all or none; the rejection is that of the first that is
    /// refused, and of which loan.
    /// </summary>
    public async Task<(string Loan, Rejection Why)?> RecordAsync(
        string participant, IReadOnlyList<PaidFact> repayments, Source source, CancellationToken cancellation)
    {
        var account = accounts[participant];
        var events = new List<AccountEvent>();
        foreach (var repayment in repayments)
        {
            if (account.Take(repayment, source, out var led) is { } why)
            {
                // What was taken of the others is in the account at hand only.
                if (events.Count > 0)
                    await OpenAsync([.. accounts.Keys], cancellation);
                return (repayment.Loan, why);
            }

            events.AddRange(led);
        }

        foreach (var (name, e) in events)
        {
            var loan = (await session.LockLoansAsync([StreamOf(participant, name!)], cancellation))[0];
            session.Record(loan, (LoanEvent)e);
            bases.Touch(loan.State!, (LoanEvent)e);
        }

        return null;
    }

    private Guid StreamOf(string participant, string loan) =>
        StreamId.OfLoan(session.Tenant.Name, plan.Plan, participant, loan);
}
