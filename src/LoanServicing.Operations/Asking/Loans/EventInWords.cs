using LoanServicing.Domain.Facts;
using LoanServicing.Domain.Loans;

namespace LoanServicing.Operations.Asking.Loans;

/// <summary>An event of a loan as people read it.</summary>
internal static class EventInWords
{
    /// <summary>The money that it is about; null where it is about none.</summary>
    public static decimal? Amount(LoanEvent e) =>
        e switch
        {
            Originated originated => originated.Amount,
            TakenOver taken => taken.Principal + taken.Interest,
            Corrected { Paid: > 0m } corrected => corrected.Paid,
            InstallmentPaid paid => paid.Amount,
            DeemedDistributed deemed => deemed.Amount,
            Offset offset => offset.Amount,
            Refinanced refinanced => refinanced.Amount,
            RepaymentReversed reversed => -reversed.Amount,
            TransferredOut transferred => transferred.Amount,
            WrittenOff written => written.Amount,
            RepaymentUnapplied unapplied => unapplied.Amount,
            DiscrepancyFound found => found.Amount,
            DiscrepancySettled settled => settled.Amount,
            _ => null,
        };

    /// <summary>What it says besides; null where its name says it all.</summary>
    public static string? Detail(LoanEvent e) =>
        e switch
        {
            Originated originated => Of(originated),
            InstallmentPaid { WithheldOn: { } withheld } => $"withheld {withheld:yyyy-MM-dd}",
            Missed missed => $"installment {missed.Installment}, can be made up by {missed.CureEnds:yyyy-MM-dd}",
            DeemedDistributed { Due: { } due } => $"the installment of {due:yyyy-MM-dd} was not made up",
            DeemedDistributed deemed => deemed.Reason.ToString(),
            Refinanced refinanced => $"by loan {refinanced.By}",
            RepaymentReversed reversed =>
                $"event {reversed.Payment}, paid {reversed.PaidOn:yyyy-MM-dd}, never happened",
            ConsequenceWithdrawn withdrawn =>
                $"event {withdrawn.Withdrawn}, {withdrawn.Consequence}, no longer follows "
                    + $"because of event {withdrawn.Because}",
            TakenOver taken => Of(taken),
            TransferredOut transferred =>
                $"{Words.Of(Words.Transfers, transferred.Kind)} of the note, to {transferred.To}",
            WrittenOff { Due: { } due } => $"left of the installment of {due:yyyy-MM-dd}, within the plan's tolerance",
            WrittenOff => "left by the last repayment, within the plan's tolerance",
            RepaymentUnapplied unapplied =>
                $"no repayment ({Words.Of(Words.Unapplied, unapplied.Reason)}); needs a person",
            RepaymentsPostponed postponed => Of(postponed),
            LeaveNotTaken notTaken => $"event {notTaken.Leave} was of a leave that had ended before the loan was made",
            LeaveStarted started => Of(started),
            LeaveEnded ended => Of(ended),
            RepaymentsDelayed delayed => Of(delayed),
            Rescheduled rescheduled => Of(rescheduled),
            Corrected corrected => corrected.Method.ToString(),
            LedgerRestated => "worked out again in effective order",
            ReliedUpon relied => $"event {relied.Statement} of loan {relied.By} rests on this loan as it stood",
            FiguresRestated restated => Of(restated),
            RepaymentRecredited recredited => Of(recredited),
            DiscrepancyFound found => $"{found.InWords}; needs a person",
            DiscrepancySettled settled => Of(settled),
            _ => null,
        };

    private static string Of(Originated originated)
    {
        var replaced = originated.Replaces?.Select(loan => loan.Loan);
        return $"{originated.AnnualRate:0.####%}, "
            + $"{Installments(originated.Installments, originated.Frequency, originated.FirstDue)}"
            + (replaced is null ? "" : $", in place of loan {string.Join(" and ", replaced)}");
    }

    private static string Of(Rescheduled rescheduled) =>
        Installments(rescheduled.Installments, rescheduled.Frequency, rescheduled.FirstDue);

    private static string Installments(int count, Enum frequency, DateOnly firstDue) =>
        $"{count} {frequency.ToString().ToLowerInvariant()} installments from {firstDue:yyyy-MM-dd}";

    private static string Of(TakenOver taken) =>
        $"made on {taken.MadeOn:yyyy-MM-dd}, {taken.Amount:N2} at {taken.AnnualRate:0.####%}; "
        + $"{taken.Principal:N2} and {taken.Interest:N2} interest owed";

    private static string Of(LeaveStarted started) =>
        $"{(started.Kind == SuspensionKind.MilitaryService ? "military service" : "unpaid leave")}"
        + (started.AnnualRate is { } rate ? $" at {rate:0.####%}" : "");

    private static string Of(LeaveEnded ended) =>
        (ended.Then == AfterLeave.Reamortize ? "installments worked out anew" : "the installment stays")
        + (ended.FinalDue is { } last ? $", the last by {last:yyyy-MM-dd}" : "");

    private static string Of(RepaymentsDelayed delayed) =>
        $"what falls due from {delayed.DueFrom:yyyy-MM-dd} to {delayed.DueTo:yyyy-MM-dd} "
        + $"is put off by {delayed.DelayMonths} months";

    private static string Of(RepaymentsPostponed postponed) =>
        $"what falls due from {postponed.DueFrom:yyyy-MM-dd} to {postponed.DueTo:yyyy-MM-dd} "
        + $"counts as due on {postponed.Until:yyyy-MM-dd}: {postponed.Authority}";

    private static string Of(FiguresRestated restated) =>
        $"the figures of event {restated.Fact} worked out again because of event {restated.Because} of "
        + (restated.BecauseLoan is { } loan ? $"loan {loan}" : "the account");

    private static string Of(RepaymentRecredited recredited) =>
        $"event {recredited.Payment} counts from {recredited.From:yyyy-MM-dd}: {recredited.Evidence}; "
        + $"approved by {recredited.ApprovedBy}";

    private static string Of(DiscrepancySettled settled) =>
        $"discrepancy of {settled.MovedOn:yyyy-MM-dd} ({Words.Of(Words.DiscrepancyMatters, settled.Matter)}): "
        + $"{settled.Evidence}; approved by {settled.ApprovedBy}";
}
