using LoanServicing.Domain;
using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Participants;
using LoanServicing.Store.Documents;
using LoanServicing.Store.Transactions;
using Npgsql;

namespace LoanServicing.Store.ProofLane;

/// <summary>Works out what accounts mean for tax, each from its whole record: of most it is nothing.</summary>
internal static class AccountReplay
{
    /// <summary>
    /// Whether the account's own events may mean something: basis that was stated or attributed, Roth money, or what
    /// left the account. Without that, only loans do.
    /// </summary>
    public static bool MayMeanTax(ParticipantState state) =>
        state.Movements != AccountMovements.None
        || state.Valuations.Any(valuation => valuation.AfterTaxBasis is not null || valuation.Roth is not null);

    /// <summary>Whether a loan's may: a distribution, deemed or actual, or what happened before a takeover.</summary>
    public static bool MayMeanTax(IReadOnlyList<LoanEvent> loan)
    {
        foreach (var e in loan)
        {
            if (e is DeemedDistributed or Offset or TakenOver)
                return true;
        }

        return false;
    }

    /// <summary>
    /// What the log makes of each account: its document, if it has one, or why that cannot be worked out.
    /// </summary>
    public static async Task<IReadOnlyDictionary<string, (AccountDocument? Document, string? Problem)>> OfAsync(
        NpgsqlConnection connection,
        Tenant tenant,
        ReplayedPlan plan,
        IReadOnlyCollection<string> participants,
        CancellationToken cancellation
    ) =>
        (await AccountPortions.ReadAsync(connection, tenant, plan, participants, cancellation)).ToDictionary(
            account => account.Key,
            account => account.Value.Account is { } recorded ? Of(tenant, recorded) : (null, account.Value.Problem)
        );

    private static (AccountDocument? Document, string? Problem) Of(Tenant tenant, RecordedAccount account)
    {
        try
        {
            var history = account.History;
            return (
                AccountDocument.Of(
                    StreamId.OfParticipant(tenant.Name, history.Participant.Plan, history.Participant.Participant),
                    history
                ),
                null
            );
        }
        catch (Exception impossible) when (PartReplay.DoesNotFollow(impossible))
        {
            return (null, impossible.Message);
        }
    }
}
