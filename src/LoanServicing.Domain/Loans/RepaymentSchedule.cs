using System.Text.Json.Serialization;
using LoanServicing.Domain.Calendar;

namespace LoanServicing.Domain.Loans;

/// <summary>
/// The installments in force: what falls due when. As agreed at first it is one stretch; a leave, a reschedule or a
/// correction ends a stretch and begins another, and what fell due before stays. Periods are counted through all
/// stretches by one index from 0 and go on after the last installment, because interest does.
/// </summary>
public sealed class RepaymentSchedule : IEquatable<RepaymentSchedule>
{
    private readonly Stretch[] stretches;
    private readonly DueDates[] dates;
    private readonly Suspension[] suspensions;
    private readonly bool hasGap;

    /// <param name="madeOn">The day that the first period starts on.</param>
    /// <param name="annualRate">Nominal, a fraction of one.</param>
    /// <param name="stretches">In order, at least one; each starts where the one before ends.</param>
    [JsonConstructor]
    public RepaymentSchedule(
        DateOnly madeOn,
        decimal annualRate,
        IReadOnlyList<Stretch> stretches,
        IReadOnlyList<Suspension> suspensions
    )
    {
        MadeOn = madeOn;
        AnnualRate = annualRate;
        this.stretches = [.. stretches];
        this.suspensions = [.. suspensions];
        hasGap = stretches.Zip(stretches.Skip(1)).Any(pair => pair.First.Start + pair.First.Count < pair.Second.Start);
        dates = [.. stretches.Select(stretch => new DueDates(stretch.Frequency, stretch.SeriesFrom, stretch.DueDays))];
    }

    public DateOnly MadeOn { get; }

    public decimal AnnualRate { get; }

    public IReadOnlyList<Stretch> Stretches => stretches;

    public IReadOnlyList<Suspension> Suspensions => suspensions;

    /// <summary>The stretch that new installments belong to.</summary>
    public Stretch Current => stretches[^1];

    /// <summary>
    /// How many periods there are until the last installment, excused ones included: its index is one less.
    /// </summary>
    public int Periods => Current.Start + Current.Count;

    public DateOnly FinalDue => Due(Periods - 1);

    /// <summary>The level installment now in force; null where the installments are not level.</summary>
    public decimal? LevelInstallment => Current.Level;

    /// <summary>The last day of the period with this index.</summary>
    public DateOnly Due(int index)
    {
        var at = At(index);
        return dates[at][stretches[at].Offset + index - stretches[at].Start];
    }

    /// <summary>
    /// The day on which the installment with this index counts as due: its due date, or a later one that a notice puts
    /// in its place (26 USC 7508A).
    /// </summary>
    public DateOnly CountsAsDue(int index)
    {
        var due = Due(index);
        foreach (var suspension in suspensions)
        {
            if (suspension is { Kind: SuspensionKind.Postponed, Until: { } until } && suspension.Covers(due))
                return until;
        }

        return due;
    }

    /// <summary>
    /// What is to be paid on this due date. The last installment is whatever is left then, which only the ledger knows.
    /// </summary>
    public decimal Amount(int index)
    {
        var stretch = stretches[At(index)];
        return stretch.Level ?? stretch.AmountOf(index - stretch.Start);
    }

    /// <summary>
    /// The annual rate of the period, a fraction of one: another during military service (50 USC 3937).
    /// </summary>
    public decimal RateOf(int index)
    {
        if (suspensions.Length == 0)
            return AnnualRate;
        var due = Due(index);
        foreach (var suspension in suspensions)
        {
            if (suspension.AnnualRate is { } rate && suspension.Covers(due))
                return rate;
        }

        return AnnualRate;
    }

    /// <summary>Installments in a year, by which the annual rate of the period is divided.</summary>
    public int PeriodsPerYear(int index) => stretches[At(index)].Frequency.PeriodsPerYear();

    /// <summary>
    /// The index of the first installment at or after this index that is asked for; <see cref="Periods"/> where none is
    /// left.
    /// </summary>
    public int NextDue(int index)
    {
        if (suspensions.Length == 0 && !hasGap)
            return Math.Min(index, Periods);
        while (index < Periods && !IsAskedFor(index))
            index++;
        return Math.Min(index, Periods);
    }

    /// <summary>
    /// Whether an installment is asked for on this due date: neither a leave nor a delay excuses it, and it is not one
    /// of the periods that only bear interest, between the last installment agreed before and an agreement that came
    /// after it.
    /// </summary>
    public bool IsAskedFor(int index)
    {
        if (hasGap && At(index) is var at && index - stretches[at].Start >= stretches[at].Count)
            return false;
        return suspensions.Length == 0
            || (Due(index) is var due && !suspensions.Any(suspension => suspension.Excuses(due)));
    }

    /// <summary>How many periods have ended on or before the day.</summary>
    public int CountThrough(DateOnly day)
    {
        for (var at = stretches.Length - 1; at >= 0; at--)
        {
            var stretch = stretches[at];
            var count = dates[at].CountThrough(day) - stretch.Offset;
            if (count > 0 || at == 0)
                return stretch.Start
                    + Math.Max(
                        0,
                        at < stretches.Length - 1 ? Math.Min(count, stretches[at + 1].Start - stretch.Start) : count
                    );
        }

        return 0;
    }

    /// <summary>
    /// How many periods have ended by the end of the one that the day is in; a due date ends its own.
    /// </summary>
    public int CountByPeriodEnd(DateOnly day) => CountThrough(day.AddDays(-1)) + 1;

    /// <summary>Whether the due date with this index is the day; false for an index before the first.</summary>
    public bool IsDueDate(DateOnly day, int index) => index >= 0 && Due(index) == day;

    /// <summary>The schedule with the installments after so many periods replaced.</summary>
    /// <param name="from">Periods that stay.</param>
    public RepaymentSchedule Replaced(int from, Stretch stretch) =>
        new(
            MadeOn,
            AnnualRate,
            [
                .. stretches
                    .Where(kept => kept.Start < from)
                    .Select(kept => kept with { Count = Math.Min(kept.Count, from - kept.Start) }),
                stretch with
                {
                    Start = from,
                },
            ],
            suspensions
        );

    /// <summary>
    /// A stretch that goes on with the due dates of the current one, from the period with this index through a day.
    /// </summary>
    /// <param name="from">The index of its first installment.</param>
    /// <param name="through">The last day on which an installment may fall due.</param>
    public Stretch Continued(int from, DateOnly through)
    {
        var offset = Current.Offset + from - Current.Start;
        var count = dates[^1].CountThrough(through) - offset;
        return Current with { Start = from, Offset = offset, Count = count, Level = null, Steps = null };
    }

    public RepaymentSchedule With(Suspension suspension) =>
        new(
            MadeOn,
            AnnualRate,
            stretches,
            [.. suspensions.Where(other => other.From != suspension.From || other.Kind != suspension.Kind), suspension]
        );

    public bool Equals(RepaymentSchedule? other) =>
        other is not null
        && MadeOn == other.MadeOn
        && AnnualRate == other.AnnualRate
        && stretches.SequenceEqual(other.stretches)
        && suspensions.SequenceEqual(other.suspensions);

    public override bool Equals(object? obj) => Equals(obj as RepaymentSchedule);

    public override int GetHashCode() => HashCode.Combine(MadeOn, AnnualRate, Periods, suspensions.Length);

    public override string ToString()
    {
        var installments = stretches.Select(stretch =>
            $"{stretch.Count} × {stretch.Level:0.00} from {Due(stretch.Start):yyyy-MM-dd}"
        );
        var suspended = suspensions.Length > 0 ? $", {suspensions.Length} suspensions" : "";
        return string.Join(", then ", installments) + suspended;
    }

    private int At(int index)
    {
        var at = stretches.Length - 1;
        while (at > 0 && index < stretches[at].Start)
            at--;
        return at;
    }
}

/// <summary>Installments of one rhythm, agreed together.</summary>
/// <param name="Start">The index of the first of them in the whole schedule.</param>
/// <param name="SeriesFrom">The first day of the series of due dates that they belong to: a month-end there means
/// month-ends throughout.</param>
/// <param name="Offset">How many due dates of the series come before the first of them.</param>
/// <param name="Level">Each installment; null where <paramref name="Steps"/> says.</param>
/// <param name="Opening">The balance that they were agreed to repay.</param>
public sealed record Stretch(
    int Start,
    Frequency Frequency,
    DateOnly SeriesFrom,
    int Offset,
    SemimonthlyDays? DueDays,
    int Count,
    decimal? Level,
    IReadOnlyList<ScheduleStep>? Steps,
    decimal Opening
)
{
    /// <summary>
    /// The amount of the installment with this index from 0 in the stretch; the last step goes on where steps are too
    /// few.
    /// </summary>
    public decimal AmountOf(int index)
    {
        foreach (var step in Steps!)
        {
            if (index < step.Count)
                return step.Amount;
            index -= step.Count;
        }

        return Steps[^1].Amount;
    }

    public bool Equals(Stretch? other) =>
        other is not null
        && (Start, Frequency, SeriesFrom, Offset, DueDays, Count, Level, Opening)
            == (
                other.Start,
                other.Frequency,
                other.SeriesFrom,
                other.Offset,
                other.DueDays,
                other.Count,
                other.Level,
                other.Opening
            )
        && (Steps ?? []).SequenceEqual(other.Steps ?? []);

    public override int GetHashCode() => HashCode.Combine(Start, Frequency, SeriesFrom, Count, Level);
}
