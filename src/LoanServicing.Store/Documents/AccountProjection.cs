using JasperFx.Events;
using LoanServicing.Domain;
using LoanServicing.Store.Transactions;
using Marten;
using Marten.Events.Projections;

namespace LoanServicing.Store.Documents;

/// <summary>
/// Keeps the accounts' documents in step: whoever's streams have in this unit of work an event that can change basis or
/// a Form 1099-R has the whole account worked out anew, under the participant's lock.
/// </summary>
public sealed class AccountProjection : IProjection
{
    public Task ApplyAsync(
        IDocumentOperations operations,
        IReadOnlyList<IEvent> events,
        CancellationToken cancellation
    ) =>
        operations is IDocumentSession session && Transactions.Recording.Of(session) is { } recording
            ? ApplyAsync(operations, recording, cancellation)
            : throw new NotSupportedException(
                "an account is looked at in the recording that changed it; loans rebuild makes the documents anew"
            );

    internal static async Task ApplyAsync(
        IDocumentOperations operations,
        Recording recording,
        CancellationToken cancellation
    )
    {
        foreach (
            var plan in recording
                .Touched.Accounts.GroupBy(account => account.Plan)
                .OrderBy(group => group.Key, StringComparer.Ordinal)
        )
        {
            string[] names = [.. plan.Select(account => account.Participant).Order(StringComparer.Ordinal)];
            await recording.LockParticipantsAsync([.. names.Select(name => StreamOf(plan.Key, name))], cancellation);
            var state = await PlanReader.ReadAsync(recording, plan.Key, cancellation);
            foreach (var (name, account) in await AccountReader.ReadAsync(recording, state, names, cancellation))
            {
                if (AccountDocument.Of(StreamOf(plan.Key, name), account.History) is { } document)
                    operations.Store(document);
                else
                    operations.Delete<AccountDocument>(StreamOf(plan.Key, name));
            }
        }

        Guid StreamOf(string plan, string participant) =>
            StreamId.OfParticipant(recording.Tenant.Name, plan, participant);
    }
}
