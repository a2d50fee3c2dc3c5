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
        if (((LoanEvent)known.Events[0].Event).On > known.Effective)
            throw known.NotMade;
        LoanState? loan = null;
        foreach (var recorded in known.Events)
        {
            var e = (LoanEvent)recorded.Event;
            var before = loan;
            loan = LoanState.Evolve(loan, e);
            if (e.On <= known.Effective)
                yield return Line(recorded, e, before, loan);
        }
    }

    private static LoanHistoryLine Line(RecordedEvent recorded, LoanEvent e, LoanState? before, LoanState after)
    {
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
            after.Position.AdvanceTo(e.On, after.Schedule).Balance,
            EventInWords.Detail(e),
            SourceInWords.Of(e.Source),
            (e as LoanConsequence)?.Cites,
            recorded.Actor
        );
    }
}
