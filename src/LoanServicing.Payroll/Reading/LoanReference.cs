using System.Globalization;

namespace LoanServicing.Payroll.Reading;

public enum LoanReferenceKind
{
    /// <summary>The line names its loan by number.</summary>
    Explicit,

    /// <summary>The amount is the sum over the person's loans.</summary>
    Summed,

    /// <summary>The line should name its loan and does not.</summary>
    Blank,
}

/// <summary>
/// Which loan a remittance line repays, as far as the line says. Numbers compare as numbers: 1 and 001 are one loan.
/// </summary>
public readonly record struct LoanReference
{
    private readonly short code;

    private LoanReference(short code) => this.code = code;

    public static LoanReference Summed { get; } = new(-1);

    public static LoanReference Blank { get; } = new(-2);

    public LoanReferenceKind Kind =>
        code switch
        {
            -1 => LoanReferenceKind.Summed,
            -2 => LoanReferenceKind.Blank,
            _ => LoanReferenceKind.Explicit,
        };

    /// <summary>-1 unless the line names one.</summary>
    public short Number => Math.Max(code, (short)-1);

    public static LoanReference Explicit(int number)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(number, 9999);
        return new((short)number);
    }

    /// <summary>Three digits at least, else `summed` or `blank`.</summary>
    public override string ToString() =>
        Kind switch
        {
            LoanReferenceKind.Summed => "summed",
            LoanReferenceKind.Blank => "blank",
            _ => code.ToString("D3", CultureInfo.InvariantCulture),
        };
}
