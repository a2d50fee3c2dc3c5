using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Plans;
using LoanServicing.Domain.Regulation.Form1099R;
using LoanServicing.Domain.Regulation.Section72p;

namespace LoanServicing.Domain.Auditing;

/// <summary>How a deemed distribution came about, step by step.</summary>
/// <param name="Recording">Null where it follows and has not been stated.</param>
/// <param name="Reason">Why the loan, or a part of it, was deemed.</param>
/// <param name="Cites">The provision that deems.</param>
/// <param name="RuleSet">Version of the rules that it was stated under.</param>
/// <param name="Unpaid">Null where the loan failed as it was made or changed.</param>
/// <param name="Balance">What was owed that day; null where the amount is the excess over a limit, or the loan was
/// deemed as it was made.</param>
/// <param name="BasisRecovered">Box 5 of its forms (26 CFR 1.72(p)-1 A-11(a)).</param>
/// <param name="Forms">That report it.</param>
/// <param name="TakenBackBy">Version of the correction that takes it back; null while it stands.</param>
public sealed record DefaultComputation(
    EventRecording? Recording,
    DateOnly On,
    decimal Amount,
    DeemingReason Reason,
    string Cites,
    string RuleSet,
    UnpaidInstallment? Unpaid,
    BalanceOnDay? Balance,
    decimal BasisRecovered,
    IReadOnlyList<Form1099RData> Forms,
    long? TakenBackBy
)
{
    internal static IReadOnlyList<DefaultComputation> Of(
        LedgerWalk walk,
        RecordedLoan record,
        IReadOnlyList<Form1099RData> forms
    ) =>
        [
            .. walk
                .Steps.Where(step => step.Event is DeemedDistributed)
                .Select(step =>
                    Of(
                        (DeemedDistributed)step.Event,
                        step,
                        walk,
                        record,
                        [.. forms.Where(form => form.On == step.Event.On && form.Box7.StartsWith('L'))]
                    )
                ),
        ];

    private static DefaultComputation Of(
        DeemedDistributed deemed,
        LedgerStep step,
        LedgerWalk walk,
        RecordedLoan record,
        IReadOnlyList<Form1099RData> forms
    )
    {
        var isExcess = deemed.Reason is DeemingReason.AmountLimit or DeemingReason.Refinancing;
        return new(
            record.Of(step.Version),
            deemed.On,
            deemed.Amount,
            deemed.Reason,
            deemed.Cites!,
            deemed.RuleSet,
            deemed is { Reason: DeemingReason.MissedInstallment, Due: { } due }
                ? UnpaidInstallment.Of(due, step.Before!, record.Account.Plan)
                : null,
            isExcess || deemed.On == step.Before!.Terms.MadeOn ? null : BalanceOnDay.Of(step.Before, deemed.On),
            forms.Sum(form => form.Box5),
            forms,
            walk.Steps.SkipWhile(other => other != step)
                .FirstOrDefault(other => other.Event is Corrected corrected && corrected.Undoes(deemed))
                ?.Version
        );
    }
}

/// <summary>The installment whose cure period ended without it being made up (26 CFR 1.72(p)-1 A-10(a)).</summary>
/// <param name="Number">From 1, excused due dates counted.</param>
/// <param name="Asked">Null for the last installment, which is whatever is left.</param>
/// <param name="CameIn">What of it had come in.</param>
/// <param name="Lacking">What it still lacked when its cure period ended.</param>
public sealed record UnpaidInstallment(
    int Number,
    DateOnly Due,
    decimal? Asked,
    decimal CameIn,
    decimal Lacking,
    CureEnd Cure
)
{
    internal static UnpaidInstallment Of(DateOnly due, LoanState loan, PlanState plan)
    {
        var (schedule, index) = (loan.Schedule, loan.Schedule.CountThrough(due) - 1);
        var cure = CureEnd.Of(due, plan);
        var isOldest = index == schedule.NextDue(loan.Position.InstallmentsPaid);
        var cameIn = isOldest ? loan.Position.PaidTowardNext : 0m;
        var asked = index == schedule.Periods - 1 ? (decimal?)null : schedule.Amount(index);
        return new(
            index + 1,
            due,
            asked,
            cameIn,
            isOldest || asked is null ? loan.Position.Lacking(cure.Ends, schedule) : asked.Value,
            cure
        );
    }
}

/// <summary>
/// What a loan owed on a day, and of what it was made up. Principal + interest due + accrued = owed; owed − part deemed
/// before = the amount deemed.
/// </summary>
/// <param name="Principal">Principal after the latest money.</param>
/// <param name="InterestDue">Interest of ended periods that was unpaid after the latest money.</param>
/// <param name="Accruals">Interest since then, stretch by stretch.</param>
/// <param name="PartDeemedBefore">What of it belonged to a part that was deemed before, interest included.</param>
public sealed record BalanceOnDay(
    decimal Principal,
    decimal InterestDue,
    IReadOnlyList<InterestAccrual> Accruals,
    decimal Owed,
    decimal PartDeemedBefore,
    DefaultAccrual Accrual
)
{
    public decimal Accrued => Accruals.Sum(accrual => accrual.Interest);

    internal static BalanceOnDay Of(LoanState loan, DateOnly day) =>
        new(
            loan.Position.Principal,
            loan.Position.InterestDue,
            InterestAccrual.Of(loan, day),
            loan.OutstandingOn(day),
            loan.OutstandingOn(day) - loan.OutstandingBesidePartOn(day),
            loan.Position.Simple
        );
}
