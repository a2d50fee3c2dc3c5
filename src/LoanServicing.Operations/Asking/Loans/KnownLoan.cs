using LoanServicing.Domain.Auditing;
using LoanServicing.Store.Documents;
using LoanServicing.Store.EventLog;

namespace LoanServicing.Operations.Asking.Loans;

/// <summary>
/// What is known of a loan, its account and its plan: what a question about it, as of the effective day in the world
/// and of the recorded time of the log, is answered from.
/// </summary>
internal sealed record KnownLoan(DirectoryLoan Name, RecordedPlan Plan, RecordedAccount Account, DateOnly Effective)
{
    public string FullName => $"{Name.Plan}/{Name.Participant}/{Name.Name}";

    /// <summary>The loan's own events.</summary>
    public IReadOnlyList<RecordedEvent> Events => Account.Loans.First(loan => loan[0].Stream == Name.Stream);

    public RefusedException NotMade =>
        RefusedException.Of(nameof(Effective), $"found {Effective:yyyy-MM-dd}, before loan {FullName} was made");

    /// <summary>What is known now, from which <see cref="AsRecordedBy"/> takes what was known before.</summary>
    /// <param name="loan">plan/participant/loan, or a shorter form where that is unique.</param>
    /// <param name="moments">
    /// What is asked about; nothing recorded by the latest of them is still on its way when the answer is read.
    /// </param>
    public static async Task<(KnownLoan Loan, IReadOnlyList<DateTimeOffset> Times)> ReadAsync(
        string loan,
        DateOnly effective,
        IReadOnlyList<RecordedMoment> moments,
        AskingSession ask,
        CancellationToken cancellation
    )
    {
        DirectoryLoan name;
        IReadOnlyList<DateTimeOffset> times;
        await using (var now = await ask(null, cancellation))
        {
            name = await LoanName.FindAsync(now, loan, cancellation);
            var known = await PlanReader.HistoryAsync(now, name.Plan, cancellation);
            times = RecordedMoment.In(moments, name.Plan, known, now.Now);
        }

        await using var session = await ask(times.Count == 0 ? null : times.Max(), cancellation);
        var plan = await PlanReader.HistoryAsync(session, name.Plan, cancellation);
        var state = plan.AsRecordedBy(DateTimeOffset.MaxValue)!;
        var accounts = await AccountReader.ReadAsync(session, state, [name.Participant], cancellation);
        return (new(name, plan, accounts[name.Participant], effective), times);
    }

    /// <summary>What was known at a moment; null for now.</summary>
    public static async Task<KnownLoan> ReadAsync(
        string loan,
        DateOnly effective,
        RecordedMoment? recorded,
        AskingSession ask,
        CancellationToken cancellation
    )
    {
        var (known, times) = await ReadAsync(loan, effective, recorded is null ? [] : [recorded], ask, cancellation);
        return recorded is null ? known : known.AsRecordedBy(times[0], recorded.Name);
    }

    /// <summary>The answer in the domain's words. Refused where the loan was not made by the day.</summary>
    public LoanStanding Standing() => LoanStanding.Of(Account.History, Name.Name, Effective) ?? throw NotMade;

    /// <summary>
    /// The same as it was known at a time, that moment included. Refused where the loan was not known then.
    /// </summary>
    /// <param name="moment">What whoever asks calls the time.</param>
    public KnownLoan AsRecordedBy(DateTimeOffset time, string moment) =>
        Plan.AsRecordedBy(time) is { } plan
        && Account.AsRecordedBy(time, plan) is { } account
        && account.Loans.Any(loan => loan[0].Stream == Name.Stream)
            ? this with
            {
                Account = account,
            }
            : throw new RefusedException($"{moment}: found {time:O}, when loan {FullName} was not known yet");
}
