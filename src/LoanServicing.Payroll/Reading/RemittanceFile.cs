using System.Collections.Immutable;

namespace LoanServicing.Payroll.Reading;

/// <summary>What the sender declared beside the file.</summary>
/// <param name="PayDate">Needed where the file name gives none; must agree where it does.</param>
/// <param name="DeclaredTotal">Dollars over all repayments, negative ones deducted.</param>
/// <param name="DeclaredCount">Lines that carry a repayment; skipped ones do not count.</param>
public readonly record struct ReadOptions(
    DateOnly? PayDate = null,
    decimal? DeclaredTotal = null,
    int? DeclaredCount = null
);

/// <summary>One payroll file, read and found sound: a remittance.</summary>
/// <param name="FileName">Without its folder.</param>
/// <param name="Sha256">Of the file's bytes, 64 lower-case hexadecimal digits.</param>
/// <param name="Lines">Those that carry a repayment, in the order of the file.</param>
/// <param name="SkippedLines">Those whose layout lets a blank or zero amount stand for no repayment.</param>
public sealed record RemittanceFile(
    string FileName,
    string LayoutName,
    int LayoutVersion,
    string Sha256,
    DateOnly PayDate,
    ImmutableArray<RemittanceLine> Lines,
    decimal Total,
    int SkippedLines
)
{
    public int Count => Lines.Length;
}

/// <summary>One line of a payroll file that carries a repayment: 32 bytes, since a file may hold millions.</summary>
public readonly record struct RemittanceLine
{
    internal RemittanceLine(
        int lineNumber,
        TaxpayerNumber taxpayerNumber,
        LoanReference loanReference,
        decimal amount,
        int start,
        int length
    ) =>
        (LineNumber, TaxpayerNumber, LoanReference, Amount, Start, this.length) = (
            lineNumber,
            taxpayerNumber,
            loanReference,
            amount,
            start,
            (ushort)length
        );

    /// <summary>Dollars, two decimals.</summary>
    public decimal Amount { get; }

    /// <summary>As an editor counts it: the file's first line, heading or not, is 1.</summary>
    public int LineNumber { get; }

    public TaxpayerNumber TaxpayerNumber { get; }

    /// <summary>Where the line begins in the file, in bytes.</summary>
    public int Start { get; }

    /// <summary>In bytes, without the line's end.</summary>
    public int Length => length;

    public LoanReference LoanReference { get; }

    private readonly ushort length; // Last, so that the fields leave no gaps.

    /// <summary>The line as it stood in the file that it was read from.</summary>
    public ReadOnlySpan<byte> RawIn(ReadOnlySpan<byte> file) => file.Slice(Start, Length);
}
