using System.CommandLine;
using System.Globalization;
using LoanServicing.Domain.Loans;
using LoanServicing.Host.CommandLine;
using LoanServicing.Postgres.EventLog;
using LoanServicing.Postgres.ReadModels;
using LoanServicing.Postgres.Recording;

namespace LoanServicing.Host.Showing;

/// <summary>A question about one loan as of two times: effective, the day in the world, and recorded, what the log knew.</summary>
internal static class LoanQuestion
{
    public static readonly Argument<string> Loan = new("LOAN") { Description = "plan/participant/loan, or a shorter form where that is unique" };

    public static readonly Option<DateOnly?> Effective = GlobalOptions.DateOption("--effective", "As of the close of this day (default: the business date)");

    public static readonly Option<DateTimeOffset?> Recorded = new("--recorded")
    {
        Description = "As the log knew it at this time (default: now)",
        CustomParser = result =>
        {
            if (DateTimeOffset.TryParse(result.Tokens[0].Value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
                return time;
            result.AddError($"--recorded: found \"{result.Tokens[0].Value}\", expected a time, as 2025-01-31T18:00:00Z");
            return null;
        },
    };

    public static async Task<LoanAnswer> AskAsync(Invocation call, CancellationToken cancellation)
    {
        await using var session = await call.BeginAsync(cancellation);
        var name = await LoanName.FindAsync(session, call.Options.GetValue(Loan)!, cancellation);
        var plan = await PlanReader.ReadAsync(session, name.Plan, cancellation);
        var account = (await AccountReader.ReadAsync(session, plan, [name.Participant], cancellation))[name.Participant];
        if (call.Options.GetValue(Recorded) is { } time)
        {
            if (time > session.RecordedAt)
                throw new RefusedException($"--recorded: found {time:O}, expected a time not after now, {session.RecordedAt:O}");
            account = account.AsRecordedBy(time) ?? throw NotKnown(name, time);
        }

        var events = account.Loans.FirstOrDefault(loan => loan[0].Stream == name.Stream) ?? throw NotKnown(name, call.Options.GetValue(Recorded)!.Value);
        return new(name, account, events, call.Options.GetValue(Effective) ?? call.BusinessDate);
    }

    private static RefusedException NotKnown(DirectoryLoan loan, DateTimeOffset time) => new($"--recorded: found {time:O}, when loan {loan.Plan}/{loan.Participant}/{loan.Name} was not known yet");
}

/// <summary>A loan's record and that of its account.</summary>
internal sealed record LoanAnswer(DirectoryLoan Name, RecordedAccount Account, IReadOnlyList<RecordedEvent> Events, DateOnly Effective)
{
    public string FullName => $"{Name.Plan}/{Name.Participant}/{Name.Name}";
}
