using LoanServicing.Domain;
using LoanServicing.Domain.Facts;
using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Participants;
using LoanServicing.Domain.Plans;
using LoanServicing.Store.Documents;
using LoanServicing.Store.Transactions;

namespace LoanServicing.Operations.LateRepayments;

/// <summary>
/// Takes late repayments into whole accounts: what one leads to can concern the participant's other loans. The plan
/// must be locked: then nobody else goes over many loans, and an account may be locked after one of its loans.
/// </summary>
internal sealed class AccountRecording(Recording recording, PlanState plan)
{
    private readonly Dictionary<string, Account> accounts = [];

    /// <summary>
    /// Reads some accounts as they stand, in place of those read before, and locks all that is theirs.
    /// </summary>
    public async Task OpenAsync(IReadOnlyCollection<string> participants, CancellationToken cancellation)
    {
        accounts.Clear();
        await recording.LockParticipantsAsync(
            [
                .. participants.Select(participant =>
                    StreamId.OfParticipant(recording.Tenant.Name, plan.Plan, participant)
                ),
            ],
            cancellation
        );
        foreach (
            var (participant, recorded) in await AccountReader.ReadAsync(recording, plan, participants, cancellation)
        )
            accounts[participant] = new(recorded.History);
        await recording.LockLoansAsync(
            [
                .. accounts.SelectMany(account =>
                    account.Value.Loans.Select(loan => StreamOf(account.Key, loan.State.Loan))
                ),
            ],
            cancellation
        );
    }

    /// <summary>
    /// Records what some repayments of one account lead to, all or none; the rejection is that of the first that is
    /// refused, and of which loan.
    /// </summary>
    public async Task<(string Loan, Rejection Why)?> RecordAsync(
        string participant,
        IReadOnlyList<PaidFact> repayments,
        Source source,
        CancellationToken cancellation
    )
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
            var loan = (await recording.LockLoansAsync([StreamOf(participant, name!)], cancellation))[0];
            recording.Append(loan, (LoanEvent)e);
        }

        return null;
    }

    private Guid StreamOf(string participant, string loan) =>
        StreamId.OfLoan(recording.Tenant.Name, plan.Plan, participant, loan);
}
