using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Plans;
using LoanServicing.Domain.Regulation.PlanAssets;
using LoanServicing.Store.Remittances;
using LoanServicing.Store.Transactions;

namespace LoanServicing.Operations.ClosingDays;

/// <summary>
/// The loans that a close deems, and the money in suspense that would have kept them from it. Suspense is read only
/// where there are any, and only of their participants.
/// </summary>
internal sealed class FailedLoans(PlanState plan)
{
    private readonly List<(LoanState Loan, DeemedDistributed Deemed, decimal Lacking)> failed = [];

    /// <param name="loan">Before it is deemed, what it missed stated.</param>
    public void Add(LoanState loan, DeemedDistributed deemed)
    {
        var payoff = loan.PayoffOn(deemed.On);
        // A later installment can run out first: only what pays all before it makes it up. The last is whatever is left.
        var lacking =
            deemed is { Reason: DeemingReason.MissedInstallment, Due: { } due } && due < loan.Schedule.FinalDue
                ? Math.Min(payoff, loan.Position.ArrearsOn(due, loan.Schedule))
                : payoff;
        failed.Add((loan, deemed, lacking));
    }

    public async Task<IReadOnlyList<MissedCure>> WouldHaveCuredAsync(
        Recording recording,
        CancellationToken cancellation
    )
    {
        if (failed.Count == 0)
            return [];
        var waiting = await RemittanceReader.ReadSuspenseAsync(
            recording,
            plan.Plan,
            [.. failed.Select(item => item.Loan.Participant).Distinct()],
            cancellation
        );
        var ofParticipant = waiting.ToLookup(item => item.Row.Participant);
        return
        [
            .. failed
                .OrderBy(item => item.Loan.Participant, StringComparer.Ordinal)
                .ThenBy(item => item.Loan.Loan, StringComparer.Ordinal)
                .SelectMany(item => MissedCures(item.Loan, item.Deemed, item.Lacking, ofParticipant)),
        ];
    }

    // The earliest lines that are enough together; none where all of them are not.
    private IEnumerable<MissedCure> MissedCures(
        LoanState loan,
        DeemedDistributed deemed,
        decimal lacking,
        ILookup<string?, SuspenseItem> waiting
    )
    {
        var cure = new List<SuspenseItem>();
        var (enough, sum) = (false, 0m);
        foreach (
            var item in waiting[loan.Participant]
                .Where(item => item.Row.Amount > 0m && (item.Row.Loan ?? loan.Loan) == loan.Loan)
                .Where(item => CountsFrom(item) <= deemed.On)
                .TakeWhile(_ => !enough)
        )
        {
            cure.Add(item);
            sum += item.Row.Amount;
            enough = sum >= lacking;
        }

        return enough ? cure.Select(item => MissedCure(loan, deemed, lacking, item)) : [];
    }

    // As it would have counted, had it been posted when it came in.
    private DateOnly CountsFrom(SuspenseItem item) =>
        item.PayDate is { } payDate
        && plan.PolicyOn(payDate).CreditDate == CreditDate.Withheld
        && item.Row.Since <= RemittanceLimit.Of(payDate)
            ? payDate
            : item.Row.Since;

    private static MissedCure MissedCure(
        LoanState loan,
        DeemedDistributed deemed,
        decimal lacking,
        SuspenseItem item
    ) =>
        new(
            loan.Plan,
            loan.Participant,
            loan.Loan,
            deemed.On,
            deemed.Amount,
            lacking,
            item.Row.Amount,
            item.Row.Since,
            item.Row.Remittance is null ? null : item.File,
            item.Row.Line,
            item.Row.Remittance is null ? item.File : null,
            item.Row.Reason,
            item.Row.Detail
        );
}
