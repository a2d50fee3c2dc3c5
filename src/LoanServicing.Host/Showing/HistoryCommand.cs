using System.CommandLine;
using LoanServicing.Domain.Facts;
using LoanServicing.Domain.Loans;
using LoanServicing.Host.CommandLine;
using LoanServicing.Store.EventLog;

namespace LoanServicing.Host.Showing;

/// <summary><c>loans history LOAN [--effective D] [--recorded T]</c></summary>
internal static class HistoryCommand
{
    public static Command Build(Terminal terminal) =>
        LoansProgram.Command("history", "Every event of a loan in order, with source, who, when, and the law it rests on", terminal, RunAsync, LoanQuestion.Loan, LoanQuestion.Effective, LoanQuestion.Recorded);

    private static async Task<int> RunAsync(Invocation call, CancellationToken cancellation)
    {
        var answer = await LoanQuestion.AskAsync(call, cancellation);
        var lines = LoanHistoryLines.Of(answer).ToList();
        if (call.Json)
        {
            foreach (var line in lines)
                call.Terminal.WriteJson(line);
            return ExitCode.Done;
        }

        var @out = call.Terminal.Out;
        await @out.WriteLineAsync($"{answer.FullName}");
        await @out.WriteLineAsync($"{"#",3}  {"effective",-10}  {"event",-19}  {"amount",12}  {"interest",10}  {"principal",12}  {"balance",12}  what, from, law; recorded");
        foreach (var line in lines)
        {
            await @out.WriteLineAsync(
                $"{line.Version,3}  {line.Effective:yyyy-MM-dd}  {line.Event,-19}  {line.Amount,12:N2}  {line.Interest,10:N2}  {line.Principal,12:N2}  {line.Balance,12:N2}  "
                + $"{string.Join("; ", ((string?[])[line.Detail, line.Source, line.Cites]).Where(text => text is not null))}; {line.RecordedAt:yyyy-MM-dd HH:mm:ss.ffffff}Z by {line.Actor}");
        }

        return ExitCode.Done;
    }
}

/// <summary>One event of a loan as people read it.</summary>
/// <param name="Interest">What of the amount, and of money held before, paid interest; null where nothing was paid or a late fact moved the position as a whole.</param>
/// <param name="Balance">Principal and interest due after the event, without the interest of a period that has not ended.</param>
internal sealed record LoanHistoryLine(
    long Version,
    DateOnly Effective,
    DateTimeOffset RecordedAt,
    string Event,
    decimal? Amount,
    decimal? Interest,
    decimal? Principal,
    decimal Balance,
    string? Detail,
    string Source,
    string? Cites,
    string? Actor);

/// <summary>Makes the lines, with the split that each payment had.</summary>
internal static class LoanHistoryLines
{
    public static IEnumerable<LoanHistoryLine> Of(LoanAnswer answer)
    {
        if (((LoanEvent)answer.Events[0].Event).On > answer.Effective)
            throw answer.NotMade;
        LoanState? loan = null;
        foreach (var recorded in answer.Events)
        {
            var e = (LoanEvent)recorded.Event;
            var before = loan;
            loan = LoanState.Evolve(loan, e);
            if (e.On <= answer.Effective)
                yield return Line(recorded, e, before, loan);
        }
    }

    private static LoanHistoryLine Line(RecordedEvent recorded, LoanEvent e, LoanState? before, LoanState after)
    {
        var isSplit = before is not null && e is InstallmentPaid && e.On >= before.InOrderFrom;
        var principal = isSplit ? before!.Position.Principal - after.Position.Principal : (decimal?)null;
        // What is held pays nothing yet; what was held pays with what fills the installment.
        var held = isSplit ? after.Position.Held - before!.Position.Held : 0m;
        var amount = Amount(e);
        return new(
            recorded.Version,
            e.On,
            recorded.RecordedAt,
            EventTypes.Of(e).Name.Replace('_', ' '),
            amount,
            amount - principal - held,
            principal,
            after.Position.AdvanceTo(e.On, after.Schedule).Balance,
            Detail(e),
            SourceText.Of(e.Source),
            (e as LoanConsequence)?.Cites,
            recorded.Actor);
    }

    internal static decimal? Amount(LoanEvent e) => e switch
    {
        Originated originated => originated.Amount,
        TakenOver taken => taken.Principal + taken.Interest,
        Corrected { Paid: > 0m } corrected => corrected.Paid,
        InstallmentPaid paid => paid.Amount,
        DeemedDistributed deemed => deemed.Amount,
        Offset offset => offset.Amount,
        Refinanced refinanced => refinanced.Amount,
        RepaymentReversed reversed => -reversed.Amount,
        DiscrepancyFound found => found.Amount,
        DiscrepancySettled settled => settled.Amount,
        _ => null,
    };

    internal static string? Detail(LoanEvent e) => e switch
    {
        Originated originated => $"{originated.AnnualRate:0.####%}, {originated.Installments} {originated.Frequency.ToString().ToLowerInvariant()} installments from {originated.FirstDue:yyyy-MM-dd}{(originated.Replaces is { } old ? $", in place of loan {string.Join(" and ", old.Select(loan => loan.Loan))}" : "")}",
        InstallmentPaid { WithheldOn: { } withheld } => $"withheld {withheld:yyyy-MM-dd}",
        Missed missed => $"installment {missed.Installment}, can be made up by {missed.CureEnds:yyyy-MM-dd}",
        DeemedDistributed { Due: { } due } => $"the installment of {due:yyyy-MM-dd} was not made up",
        DeemedDistributed deemed => deemed.Reason.ToString(),
        Refinanced refinanced => $"by loan {refinanced.By}",
        RepaymentReversed reversed => $"event {reversed.Payment}, paid {reversed.PaidOn:yyyy-MM-dd}, never happened",
        ConsequenceWithdrawn withdrawn => $"event {withdrawn.Withdrawn}, {withdrawn.Consequence}, no longer follows because of event {withdrawn.Because}",
        TakenOver taken => $"made on {taken.MadeOn:yyyy-MM-dd}, {taken.Amount:N2} at {taken.AnnualRate:0.####%}; {taken.Principal:N2} and {taken.Interest:N2} interest owed",
        LeaveStarted started => $"{(started.Kind == SuspensionKind.MilitaryService ? "military service" : "unpaid leave")}{(started.AnnualRate is { } rate ? $" at {rate:0.####%}" : "")}",
        LeaveEnded ended => $"{(ended.Then == AfterLeave.Reamortize ? "installments worked out anew" : "the installment stays")}{(ended.FinalDue is { } last ? $", the last by {last:yyyy-MM-dd}" : "")}",
        RepaymentsDelayed delayed => $"what falls due from {delayed.DueFrom:yyyy-MM-dd} to {delayed.DueTo:yyyy-MM-dd} is put off by {delayed.DelayMonths} months",
        Rescheduled rescheduled => $"{rescheduled.Installments} {rescheduled.Frequency.ToString().ToLowerInvariant()} installments from {rescheduled.FirstDue:yyyy-MM-dd}",
        Corrected corrected => corrected.Method.ToString(),
        LedgerRestated => "worked out again in effective order",
        ReliedUpon relied => $"event {relied.Statement} of loan {relied.By} rests on this loan as it stood",
        FiguresRestated restated => $"the figures of event {restated.Fact} worked out again because of event {restated.Because} of {(restated.BecauseLoan is { } loan ? $"loan {loan}" : "the account")}",
        RepaymentRecredited recredited => $"event {recredited.Payment} counts from {recredited.From:yyyy-MM-dd}: {recredited.Evidence}; approved by {recredited.ApprovedBy}",
        DiscrepancyFound found => $"{found.InWords}; needs a person",
        DiscrepancySettled settled => $"discrepancy of {settled.MovedOn:yyyy-MM-dd} ({Words.Of(Words.DiscrepancyMatters, settled.Matter)}): {settled.Evidence}; approved by {settled.ApprovedBy}",
        _ => null,
    };
}
