using System.Text.Json.Serialization;
using LoanServicing.Domain.Calendar;

namespace LoanServicing.Domain.Loans;

/// <summary>What participant and plan agreed when the loan was made.</summary>
public sealed class LoanTerms
{
    private readonly ScheduleStep[]? steps;

    /// <summary>Terms whose first due date fits the frequency (see <see cref="Calendar.DueDates.Problem"/>).</summary>
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
        decimal? levelInstallment = null)
    {
        MadeOn = madeOn;
        Amount = amount;
        AnnualRate = annualRate;
        Frequency = frequency;
        Installments = installments;
        Purpose = purpose;
        SemimonthlyDays = dueDays;
        DueDates = new(frequency, firstDue, dueDays);
        FirstDue = firstDue;
        FinalDue = DueDates[installments - 1];
        this.steps = steps?.ToArray();
        LevelInstallment = steps is null ? levelInstallment ?? Amortization.LevelInstallment(amount, annualRate, frequency, installments) : null;
    }

    public DateOnly MadeOn { get; }

    public decimal Amount { get; }

    public decimal AnnualRate { get; }

    public Frequency Frequency { get; }

    public int Installments { get; }

    public DateOnly FirstDue { get; }

    public DateOnly FinalDue { get; }

    public LoanPurpose Purpose { get; }

    /// <summary>Null for the usual days, and for every other frequency.</summary>
    public SemimonthlyDays? SemimonthlyDays { get; }

    public DueDates DueDates { get; }

    /// <summary>Null where the agreed installments are not level.</summary>
    public decimal? LevelInstallment { get; }

    /// <summary>What is to be paid on this due date. The last installment is whatever is left then, which only the ledger knows.</summary>
    public decimal InstallmentAmount(int index)
    {
        if (LevelInstallment is { } level)
            return level;
        foreach (var step in steps!)
        {
            if (index < step.Count)
                return step.Amount;
            index -= step.Count;
        }

        throw new ArgumentOutOfRangeException(nameof(index), index, "beyond the last step of the schedule");
    }

    /// <summary>Whether the due date with this index is the day; false for an index before the first.</summary>
    public bool IsDueDate(DateOnly day, int index) => index >= 0 && DueDates[index] == day;

    /// <summary>The steps of a schedule that is not level, or null.</summary>
    public IReadOnlyList<ScheduleStep>? Steps => steps;
}

/// <summary>So many installments of one amount.</summary>
public sealed record ScheduleStep(int Count, decimal Amount);

/// <summary>What the loan is for: only the purchase of the participant's principal residence frees it from the five years (26 CFR 1.72(p)-1 A-5).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<LoanPurpose>))]
public enum LoanPurpose
{
    General,
    PrincipalResidence,
}
