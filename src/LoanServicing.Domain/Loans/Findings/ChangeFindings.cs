using LoanServicing.Domain.Calendar;
using LoanServicing.Domain.Regulation;
using LoanServicing.Domain.Regulation.Section72p;

namespace LoanServicing.Domain.Loans.Findings;

/// <summary>What a change of the agreed repayments is asked (26 CFR 1.72(p)-1 A-9; 26 USC 72(p)(2)(B), (C)).</summary>
internal static class ChangeFindings
{
    private const decimal Cent = 0.01m;

    public static LoanFinding EndsInTime(string rule, string cites, LoanState loan)
    {
        var latest = TermsInLaw.LatestPermissibleDate(loan);
        var inTime = latest is null || loan.Schedule.FinalDue <= latest;
        return new(
            rule,
            inTime,
            cites,
            latest is null
                ? "The law sets no last day for this loan."
                : $"The last installment is due on {loan.Schedule.FinalDue:yyyy-MM-dd}; the latest permissible date "
                    + $"is {latest:yyyy-MM-dd}.",
            inTime ? null : DeemingReason.RepaymentTerm
        );
    }

    public static LoanFinding IsStillQuarterly(Rescheduled rescheduled, LoanState loan)
    {
        var schedule = loan.Schedule;
        var previous = schedule.Current.Start == 0 ? loan.Terms.MadeOn : schedule.Due(schedule.Current.Start - 1);
        var quarterly =
            rescheduled.On < Figures.TaxReformActFrom
            || LevelAmortization.IsQuarterly(rescheduled.Frequency, previous, rescheduled.FirstDue);
        return new(
            "level-amortization",
            quarterly,
            "26 USC 72(p)(2)(C)",
            $"{rescheduled.Installments} {TermFindings.Word(rescheduled.Frequency)} installments from "
                + $"{rescheduled.FirstDue:yyyy-MM-dd}, {schedule.LevelInstallment:0.00} each.",
            quarterly ? null : DeemingReason.LevelAmortization
        );
    }

    // A delay that no law allows is installments not asked for, which level amortization does not forgive.
    public static IEnumerable<LoanFinding> Delay(RepaymentsDelayed delayed, LoanState loan)
    {
        var allowed = DisasterDelay.IsSatisfied(new(delayed.DueFrom, delayed.DueTo, delayed.DelayMonths));
        yield return EndsInTime("latest-permissible-term", allowed.Cites, loan);
        yield return new(
            "level-amortization",
            allowed.Answer,
            allowed.Cites,
            allowed.Answer
                ? $"What falls due from {delayed.DueFrom:yyyy-MM-dd} to {delayed.DueTo:yyyy-MM-dd} may be put off."
                : $"No law lets what falls due from {delayed.DueFrom:yyyy-MM-dd} to {delayed.DueTo:yyyy-MM-dd} be "
                    + $"put off by {delayed.DelayMonths} months.",
            allowed.Answer ? null : DeemingReason.LevelAmortization
        );
    }

    // A year's installments are compared, so that another frequency is no lower payment, and a cent of rounding is
    // none.
    public static LoanFinding AfterLeave(LeaveEnded ended, LoanState loan)
    {
        var kind =
            loan.Schedule.Suspensions.Last(suspension => suspension.Through == ended.On).Kind
            == SuspensionKind.MilitaryService
                ? LeaveKind.Military
                : LeaveKind.Unpaid;
        var (now, before) = (loan.Schedule.Current, Before(loan));
        var enough = LeaveOfAbsence.InstallmentsAreEnough(
            new(
                (before.Level - Cent) * before.Frequency.PeriodsPerYear(),
                (now.Level ?? before.Level ?? 0m) * now.Frequency.PeriodsPerYear(),
                loan.Schedule.FinalDue,
                null
            ),
            kind
        );
        return new(
            "level-amortization",
            enough.Answer,
            enough.Cites,
            $"The installment after the leave is {now.Level:0.00} {TermFindings.Word(now.Frequency)}; before it, "
                + $"{before.Level:0.00} {TermFindings.Word(before.Frequency)} was required.",
            // Uncertain: the regulation asks military service for level installments only; that they are no lower is
            // the IRS's word, and taxes nobody here.
            enough.Answer
            || kind == LeaveKind.Military
                ? null
                : DeemingReason.LevelAmortization
        );
    }

    // The original loan's installment, or a lower one that was rightly agreed since, as with longer time after a
    // disaster or a correction.
    private static Stretch Before(LoanState loan)
    {
        var original = loan.Terms.Schedule.Current;
        return
            loan.Schedule.Stretches is [.., var previous, _]
            && previous.Level * previous.Frequency.PeriodsPerYear()
                < original.Level * original.Frequency.PeriodsPerYear()
            ? previous
            : original;
    }
}
