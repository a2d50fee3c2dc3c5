using LoanServicing.Domain.Loans;
using LoanServicing.Store.EventLog;

namespace LoanServicing.Operations.Asking.Loans;

/// <summary>Answers what happened to one loan, with the split that each payment had.</summary>
public static class ShowLoanHistoryHandler
{
    /// <exception cref="RefusedException">There is no such loan, or it was not made or not known by then.</exception>
    public static async Task<LoanHistoryShown> HandleAsync(
        ShowLoanHistory message,
        AskingSession ask,
        CancellationToken cancellation
    )
    {
        var known = await KnownLoan.ReadAsync(message.Loan, message.Effective, message.Recorded, ask, cancellation);
        return new(known.FullName, [.. Lines(known)]);
    }

    private static IEnumerable<LoanHistoryLine> Lines(KnownLoan known)
    {
        IReadOnlyList<LoanEvent> events = [.. known.Events.Select(recorded => (LoanEvent)recorded.Event)];
        if (events[0].On > known.Effective)
            throw known.NotMade;
        var history = new EffectiveHistory(events, known.Account.History.Plan, known.Effective);
        foreach (var step in history.Steps())
            yield return Line(known.Events[(int)step.Version - 1], step);
    }

    private static LoanHistoryLine Line(RecordedEvent recorded, HistoryStep step)
    {
        var (e, before, after) = ((LoanEvent)recorded.Event, step.Before, step.After);
        var isSplit = before is not null && e is InstallmentPaid && e.On >= before.InOrderFrom;
        var principal = isSplit ? before!.Position.Principal - after.Position.Principal : (decimal?)null;
        // What is held pays nothing yet; what was held pays with what fills the installment.
        var held = isSplit ? after.Position.Held - before!.Position.Held : 0m;
        var amount = EventInWords.Amount(e);
        return new(
            recorded.Version,
            e.On,
            recorded.RecordedAt,
            EventTypes.Of(e).Name.Replace('_', ' '),
            amount,
            amount - principal - held,
            principal,
            after.Position.AdvanceTo(step.BalanceOn, after.Schedule).Balance,
            EventInWords.Detail(e),
            SourceInWords.Of(e.Source),
            (e as LoanConsequence)?.Cites,
            recorded.Actor
        );
    }
}
