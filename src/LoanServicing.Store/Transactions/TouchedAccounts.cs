using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Participants;

namespace LoanServicing.Store.Transactions;

/// <summary>
/// Accounts of which something was recorded that can change their basis or a Form 1099-R: few events can.
/// </summary>
internal sealed class TouchedAccounts
{
    private readonly HashSet<(string Plan, string Participant)> accounts = [];

    public IReadOnlyCollection<(string Plan, string Participant)> Accounts => accounts;

    /// <summary>
    /// Of a loan that is neither deemed nor partly so, a repayment, a missed installment or how it was agreed says
    /// nothing of tax.
    /// </summary>
    public void Note(LoanState? before, LoanState after, LoanEvent e)
    {
        var isDeemed =
            after.Deemed is not null || after.Part is not null || before is { Deemed: not null } or { Part: not null };
        if (
            isDeemed
            || e
                is not (
                    Originated
                    or InstallmentPaid
                    or Missed
                    or PaidInFull
                    or WrittenOff
                    or RepaymentUnapplied
                    or ReliedUpon
                )
        )
            accounts.Add((after.Plan, after.Participant));
    }

    /// <summary>
    /// Neither does enrolling, nor a valuation of an account of which no basis, no Roth money and no distribution is
    /// known.
    /// </summary>
    public void Note(ParticipantState after, ParticipantEvent e)
    {
        var isPlain =
            e is ParticipantEnrolled
            || (
                e is AccountValued
                && after.Movements == AccountMovements.None
                && after.Valuations.All(valuation => valuation is { AfterTaxBasis: null, Roth: null })
            );
        if (!isPlain)
            accounts.Add((after.Plan, after.Participant));
    }
}
