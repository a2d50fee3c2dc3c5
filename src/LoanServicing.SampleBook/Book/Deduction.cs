namespace LoanServicing.SampleBooks.Book;

/// <summary>What payroll does wrong, or otherwise than usual, with one loan in one file.</summary>
internal enum Slip
{
    Missing,
    Short,
    Doubled,
    TaxpayerNumberMistyped,
    LoanNumberMistyped,
    LoanNumberBlank,
    OverPayoff,
    OtherSum,
    LevelOnly,
    AfterTheEnd,
}

/// <summary>
/// What payroll withholds for a loan: on every pay date what brings it to date, except as said here. Pay dates are
/// indices.
/// </summary>
internal sealed class Deduction
{
    private readonly List<(int PayDate, Slip Slip)> slips = [];

    /// <summary>From this pay date nothing is withheld, until <see cref="ResumesAt"/>.</summary>
    public int StopsAt { get; set; } = int.MaxValue;

    public int ResumesAt { get; set; } = int.MaxValue;

    /// <summary>Resumed at the level amount, without making good what was missed.</summary>
    public bool ResumesAtLevel { get; set; }

    /// <summary>From this pay date nothing is withheld any more.</summary>
    public int EndsAt { get; set; } = int.MaxValue;

    public void Slips(int payDate, Slip slip) => slips.Add((payDate, slip));

    public Slip? SlipAt(int payDate)
    {
        foreach (var (at, slip) in slips)
        {
            if (at == payDate)
                return slip;
        }

        return null;
    }

    public bool WithholdsAt(int payDate) => payDate < EndsAt && (payDate < StopsAt || payDate >= ResumesAt);

    public bool IsLevelAt(int payDate) => SlipAt(payDate) == Slip.LevelOnly || (ResumesAtLevel && payDate >= ResumesAt);
}
