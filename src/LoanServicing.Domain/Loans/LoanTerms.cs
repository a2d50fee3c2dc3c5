using System.Text.Json.Serialization;
using LoanServicing.Domain.Calendar;
using LoanServicing.Domain.Regulation.Section72p;

namespace LoanServicing.Domain.Loans;

/// <summary>What participant and plan agreed when the loan was made.</summary>
public sealed class LoanTerms
{
    /// <summary>Terms whose first due date fits the frequency (see <see cref="DueDates.Problem"/>).</summary>
    /// <param name="madeOn">The day that 72(p) measures the term from.</param>
    /// <param name="annualRate">Nominal, a fraction of one.</param>
    /// <param name="steps">Installments that are not level, in order; null where they are.</param>
    /// <param name="levelInstallment">As worked out before from the same terms; null to work it out.</param>
    public LoanTerms(
        DateOnly madeOn,
        decimal amount,
        decimal annualRate,
        Frequency frequency,
        int installments,
        DateOnly firstDue,
        LoanPurpose purpose = LoanPurpose.General,
        SemimonthlyDays? dueDays = null,
        IReadOnlyList<ScheduleStep>? steps = null,
        decimal? levelInstallment = null
    )
    {
        MadeOn = madeOn;
        Amount = amount;
        AnnualRate = annualRate;
        Frequency = frequency;
        Installments = installments;
        FirstDue = firstDue;
        Purpose = purpose;
        SemimonthlyDays = dueDays;
        Steps = steps;
        decimal? level = steps is null
            ? levelInstallment ?? LevelAmortization.Installment(amount, annualRate, frequency, installments)
            : null;
        Schedule = new(
            madeOn,
            annualRate,
            [new(0, frequency, firstDue, 0, dueDays, installments, level, steps, amount)],
            []
        );
    }

    public DateOnly MadeOn { get; }

    public decimal Amount { get; }

    public decimal AnnualRate { get; }

    public Frequency Frequency { get; }

    public int Installments { get; }

    public DateOnly FirstDue { get; }

    public DateOnly FinalDue => Schedule.FinalDue;

    public LoanPurpose Purpose { get; }

    /// <summary>Null for the usual days, and for every other frequency.</summary>
    public SemimonthlyDays? SemimonthlyDays { get; }

    /// <summary>The steps of a schedule that is not level, or null.</summary>
    public IReadOnlyList<ScheduleStep>? Steps { get; }

    /// <summary>Null where the agreed installments are not level.</summary>
    public decimal? LevelInstallment => Schedule.LevelInstallment;

    /// <summary>
    /// The installments as agreed at first; those in force later are <see cref="LoanState.Schedule"/>.
    /// </summary>
    public RepaymentSchedule Schedule { get; }
}

/// <summary>So many installments of one amount.</summary>
public sealed record ScheduleStep(int Count, decimal Amount);

/// <summary>
/// What the loan is for: only the purchase of the participant's principal residence frees it from the five years (26
/// CFR 1.72(p)-1 A-5).
/// </summary>
[JsonConverter(typeof(JsonStringEnumConverter<LoanPurpose>))]
public enum LoanPurpose
{
    General,
    PrincipalResidence,
}
