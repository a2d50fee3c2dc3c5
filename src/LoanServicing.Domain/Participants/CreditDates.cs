using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Plans;
using LoanServicing.Domain.Regulation.PlanAssets;

namespace LoanServicing.Domain.Participants;

/// <summary>
/// From which day a repayment counts that was withheld on one day and came in on another. A plan that counts it from
/// the pay date waits for it as long as the employer may keep it. What comes in later, once the cure period has ended,
/// cures nothing any more: that is for an approved correction. Uncertain: no provision of section 72(p) says until when
/// such a repayment may come in; the day until which it may be kept is the latest that a rule knows.
/// </summary>
internal static class CreditDates
{
    /// <param name="loan">Without the repayment.</param>
    public static DateOnly Of(DateOnly received, DateOnly? withheldOn, Func<LoanHistory> loan, PlanState plan)
    {
        if (
            withheldOn is not { } withheld
            || withheld == received
            || plan.PolicyOn(withheld).CreditDate != CreditDate.Withheld
        )
            return received;
        if (received <= RemittanceLimit.Of(withheld))
            return withheld;
        return
            loan().Within(received, plan)?.Deemed is { Reason: DeemingReason.MissedInstallment } deemed
            && deemed.On >= withheld
            ? received
            : withheld;
    }

    /// <summary>
    /// What makes a repayment count from another day than was decided as it came in, now that more is known; null where
    /// each counts from the same.
    /// </summary>
    /// <param name="from">The first day on which something changed.</param>
    public static Rejection? Contradicted(LoanHistory loan, PlanState plan, DateOnly from)
    {
        for (var version = 2; version <= loan.Recorded.Count; version++)
        {
            if (
                loan.Recorded[version - 1] is not InstallmentPaid { WithheldOn: { } withheld } paid
                || loan.Standing(version) is not InstallmentPaid standing
                || standing.On != paid.On
            )
                continue;
            var received = paid.ReceivedOn ?? paid.On;
            if (received < from || received <= RemittanceLimit.Of(withheld))
                continue;
            if (Of(received, withheld, () => loan.Before(version, received), plan) is var counts && counts != paid.On)
                return new(
                    "fact.changes-credit-date",
                    $"with it, the repayment that came in on {received:yyyy-MM-dd} on loan {loan.Made.Loan} counts "
                        + $"from {counts:yyyy-MM-dd} instead of {paid.On:yyyy-MM-dd}; that needs a person"
                );
        }

        return null;
    }
}
