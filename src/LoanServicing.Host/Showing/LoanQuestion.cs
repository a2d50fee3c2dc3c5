using System.CommandLine;
using LoanServicing.Domain.Auditing;
using LoanServicing.Host.Asking;
using LoanServicing.Host.CommandLine;
using LoanServicing.Store.EventLog;
using LoanServicing.Store.ReadModels;
using LoanServicing.Store.Recording;

namespace LoanServicing.Host.Showing;

/// <summary>A question about one loan as of two times: effective, the day in the world, and recorded, what the log knew.</summary>
internal static class LoanQuestion
{
    public static readonly Argument<string> Loan = new("LOAN") { Description = "plan/participant/loan, or a shorter form where that is unique" };

    public static readonly Option<DateOnly?> Effective = GlobalOptions.DateOption("--effective", "As of the close of this day (default: the business date)");

    public static readonly Option<RecordedMoment?> Recorded = RecordedMoment.OptionOf("--recorded", "As the log knew it then (default: now)");

    public static readonly Option<RecordedMoment?> Against = RecordedMoment.OptionOf("--against", "What differs from --recorded to then, and the events that made it");

    /// <summary>What is known of the loan's account now, from which <see cref="LoanAnswer.AsRecordedBy"/> takes what was known before.</summary>
    /// <param name="moments">What is asked about; nothing recorded by the latest of them is still on its way when the answer is read.</param>
    public static async Task<(LoanAnswer Answer, IReadOnlyList<DateTimeOffset> Times)> AskAsync(Invocation call, IReadOnlyList<RecordedMoment> moments, CancellationToken cancellation)
    {
        DirectoryLoan name;
        IReadOnlyList<DateTimeOffset> times;
        await using (var now = await call.AskAsync(null, cancellation))
        {
            name = await LoanName.FindAsync(now, call.Options.GetValue(Loan)!, cancellation);
            var known = await PlanReader.HistoryAsync(now, name.Plan, cancellation);
            times = RecordedMoment.In(moments, name.Plan, known, now.RecordedAt);
        }

        await using var session = await call.AskAsync(times.Count == 0 ? null : times.Max(), cancellation);
        var plan = await PlanReader.HistoryAsync(session, name.Plan, cancellation);
        var accounts = await AccountReader.ReadAsync(session, plan.AsRecordedBy(DateTimeOffset.MaxValue)!, [name.Participant], cancellation);
        return (new(name, plan, accounts[name.Participant], call.Options.GetValue(Effective) ?? call.BusinessDate), times);
    }

    /// <summary>The answer to the command's <see cref="Loan"/>, <see cref="Effective"/> and <see cref="Recorded"/>.</summary>
    public static async Task<LoanAnswer> AskAsync(Invocation call, CancellationToken cancellation)
    {
        var recorded = call.Options.GetValue(Recorded);
        var (answer, times) = await AskAsync(call, recorded is null ? [] : [recorded], cancellation);
        return recorded is null ? answer : answer.AsRecordedBy(times[0], recorded.Option);
    }
}

/// <summary>A loan's record, and those of its account and plan.</summary>
internal sealed record LoanAnswer(DirectoryLoan Name, RecordedPlan Plan, RecordedAccount Account, DateOnly Effective)
{
    public string FullName => $"{Name.Plan}/{Name.Participant}/{Name.Name}";

    /// <summary>The loan's own events.</summary>
    public IReadOnlyList<RecordedEvent> Events => Account.Loans.First(loan => loan[0].Stream == Name.Stream);

    /// <summary>The answer in the domain's words. Refused where the loan was not made by the day.</summary>
    public LoanStanding Standing() => LoanStanding.Of(Account.History, Name.Name, Effective) ?? throw NotMade;

    public RefusedException NotMade => new($"--effective: found {Effective:yyyy-MM-dd}, before loan {FullName} was made");

    /// <summary>The same as it was known at a time, that moment included. Refused where the loan was not known then.</summary>
    /// <param name="option">The option that asked for the time.</param>
    public LoanAnswer AsRecordedBy(DateTimeOffset time, string option) =>
        Plan.AsRecordedBy(time) is { } plan && Account.AsRecordedBy(time, plan) is { } account && account.Loans.Any(loan => loan[0].Stream == Name.Stream)
            ? this with { Account = account }
            : throw new RefusedException($"{option}: found {time:O}, when loan {FullName} was not known yet");
}
