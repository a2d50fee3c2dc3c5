using System.Runtime.CompilerServices;
using LoanServicing.Domain.Plans;
using LoanServicing.Store.Documents;
using LoanServicing.Store.Transactions;

namespace LoanServicing.Operations.Asking.Plans;

/// <summary>
/// What is known of a plan: its record, and in a session of the latest time that is asked about all its accounts,
/// however many.
/// </summary>
public sealed class KnownPlan : IAsyncDisposable
{
    private const int AccountsPerRound = 2_000;

    private readonly Inquiry session;

    private KnownPlan(
        Inquiry session,
        RecordedPlan record,
        PlanState then,
        IReadOnlyList<DateTimeOffset> times,
        long loans
    )
    {
        this.session = session;
        (Record, Then, Times, Loans) = (record, then, times, loans);
    }

    /// <summary>How many loans it has: what progress is measured against.</summary>
    public long Loans { get; }

    internal RecordedPlan Record { get; }

    /// <summary>As it was known at the first time that is asked about.</summary>
    internal PlanState Then { get; }

    /// <summary>Of the moments that are asked about; none where that is now.</summary>
    internal IReadOnlyList<DateTimeOffset> Times { get; }

    public ValueTask DisposeAsync() => session.DisposeAsync();

    internal static async Task<KnownPlan> ReadAsync(
        string plan,
        IReadOnlyList<RecordedMoment> moments,
        AskingSession ask,
        CancellationToken cancellation
    )
    {
        var times = await TimesAsync(plan, moments, ask, cancellation);
        var session = await ask(times.Count == 0 ? null : times.Max(), cancellation);
        try
        {
            var record = await PlanReader.HistoryAsync(session, plan, cancellation);
            var then =
                record.AsRecordedBy(times.Count == 0 ? DateTimeOffset.MaxValue : times[0])
                ?? throw new RefusedException(
                    $"{moments[0].Name}: found {times[0]:O}, when plan {plan} was not known yet"
                );
            return new(session, record, then, times, await LoanDirectory.CountAsync(session, then.Plan, cancellation));
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }

    /// <summary>All its accounts as they are known now, read round by round.</summary>
    /// <param name="progress">Is told how many loans have been read.</param>
    internal async IAsyncEnumerable<RecordedAccount> AccountsAsync(
        IProgress<long> progress,
        [EnumeratorCancellation] CancellationToken cancellation
    )
    {
        var loans = 0L;
        var participants = await LoanDirectory.ParticipantsAsync(session, Then.Plan, cancellation);
        foreach (var round in participants.Chunk(AccountsPerRound))
        {
            var accounts = await AccountReader.ReadAsync(session, Then, round, cancellation);
            foreach (var participant in round)
                yield return accounts[participant];
            progress.Report(loans += accounts.Values.Sum(account => account.Loans.Count));
        }
    }

    private static async Task<IReadOnlyList<DateTimeOffset>> TimesAsync(
        string plan,
        IReadOnlyList<RecordedMoment> moments,
        AskingSession ask,
        CancellationToken cancellation
    )
    {
        await using var now = await ask(null, cancellation);
        if (!(await LoanDirectory.PlansAsync(now, cancellation)).Contains(plan))
        {
            throw RefusedException.Of(
                nameof(ShowPlan.Plan),
                $"found \"{plan}\", which is no plan of tenant {now.Tenant.Name}, expected one that was imported"
            );
        }

        if (moments.Count == 0)
            return [];
        var record = await PlanReader.HistoryAsync(now, plan, cancellation);
        return RecordedMoment.In(moments, plan, record, now.Now);
    }
}
