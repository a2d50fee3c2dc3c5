using LoanServicing.Domain.Loans;

namespace LoanServicing.Domain.Auditing;

/// <summary>Money that came in, with all its dates, where it came from and what it did.</summary>
/// <param name="On">Effective: the day that it counts from, as it is known now.</param>
/// <param name="WithheldOn">The pay date; null where payroll did not withhold it.</param>
/// <param name="ReceivedOn">The day on which it came in.</param>
/// <param name="Line">Of the file, from 1; null for a message.</param>
/// <param name="Message">Id of the line or message, as its sender gave it.</param>
/// <param name="Installment">Number of the oldest installment unpaid before it, from 1; null where none was
/// left.</param>
/// <param name="Split">Null for a payment that was reversed.</param>
/// <param name="IsLate">Whether something of a later day was recorded before it.</param>
/// <param name="RecreditedBy">Version of the correction that lets it count from <paramref name="On"/>; null where none
/// did.</param>
/// <param name="ReversedBy">Version of the event that takes it back; null for one that stands.</param>
public sealed record PaymentEntry(
    EventRecording Recording,
    DateOnly On,
    DateOnly? WithheldOn,
    DateOnly ReceivedOn,
    decimal Amount,
    int? Line,
    string? Message,
    int? Installment,
    PaymentSplit? Split,
    bool IsLate,
    long? RecreditedBy,
    long? ReversedBy
)
{
    internal static IReadOnlyList<PaymentEntry> Of(LedgerWalk walk, RecordedLoan record, DateOnly effective)
    {
        var steps = walk.Steps.Where(step => step.Event is InstallmentPaid).ToDictionary(step => step.Version!.Value);
        var recorded = record.History.Recorded;
        var (reversals, recredits) = (new Dictionary<long, long>(), new Dictionary<long, long>());
        for (var index = 0; index < recorded.Count; index++)
        {
            if (recorded[index] is RepaymentReversed reversed)
                reversals[reversed.Payment] = index + 1;
            if (recorded[index] is RepaymentRecredited recredited)
                recredits[recredited.Payment] = index + 1;
        }

        var latest = DateOnly.MinValue;
        var payments = new List<PaymentEntry>();
        for (var index = 0; index < recorded.Count; index++)
        {
            var isLate = recorded[index].On < latest;
            var step = steps.GetValueOrDefault(index + 1);
            if (
                recorded[index] is InstallmentPaid paid
                && (step is not null || (reversals.ContainsKey(index + 1) && paid.On <= effective))
            )
                payments.Add(
                    Entry(
                        step?.Event as InstallmentPaid ?? paid,
                        record.Recordings[index],
                        step,
                        isLate,
                        By(recredits, index + 1),
                        By(reversals, index + 1)
                    )
                );
            // The day on which somebody learnt of something is no day of the loan's.
            if (recorded[index] is not LoanBookkeeping && recorded[index].On > latest)
                latest = recorded[index].On;
        }

        return [.. payments.OrderBy(payment => payment.On).ThenBy(payment => payment.Recording.Version)];
    }

    private static long? By(Dictionary<long, long> versions, long payment) =>
        versions.TryGetValue(payment, out var version) ? version : null;

    private static PaymentEntry Entry(
        InstallmentPaid paid,
        EventRecording recording,
        LedgerStep? step,
        bool isLate,
        long? recreditedBy,
        long? reversedBy
    )
    {
        var oldest =
            step?.Before is { } before
            && before.Schedule.NextDue(before.Position.InstallmentsPaid) is var next
            && next < before.Schedule.Periods
                ? next + 1
                : (int?)null;
        return new(
            recording,
            paid.On,
            paid.WithheldOn,
            paid.ReceivedOn ?? paid.On,
            paid.Amount,
            paid.Source.Line,
            paid.Source.Message,
            oldest,
            step is null ? null : PaymentSplit.Of(paid, step),
            isLate,
            recreditedBy,
            reversedBy
        );
    }
}

/// <summary>
/// What a payment did: <paramref name="BalanceBefore"/> − <paramref name="Principal"/> − <paramref name="Interest"/> =
/// <paramref name="BalanceAfter"/>.
/// </summary>
/// <param name="Held">What of it waits until it fills an installment; negative where held money was applied with
/// it.</param>
/// <param name="Beyond">What of it was more than was owed, and waits for a person.</param>
/// <param name="BalanceBefore">Owed on that day before it, interest through the day included.</param>
public sealed record PaymentSplit(
    decimal Interest,
    decimal Principal,
    decimal Held,
    decimal Beyond,
    decimal BalanceBefore,
    decimal BalanceAfter
)
{
    internal static PaymentSplit Of(InstallmentPaid paid, LedgerStep step)
    {
        var (before, after) = (step.Before!, step.After);
        var principal = before.Position.Principal - after.Position.Principal;
        var held = after.Position.Held - before.Position.Held;
        var (owedBefore, owedAfter) = (before.OutstandingOn(paid.On), after.OutstandingOn(paid.On));
        var interest = owedBefore - owedAfter - principal;
        return new(interest, principal, held, paid.Amount - interest - principal - held, owedBefore, owedAfter);
    }
}
