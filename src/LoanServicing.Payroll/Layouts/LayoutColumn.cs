using System.Collections.Immutable;

namespace LoanServicing.Payroll.Layouts;

/// <summary>What a column is to a remittance; exactly one is the taxpayer number and one the amount.</summary>
public enum ColumnRole
{
    TaxpayerNumber,
    LoanNumber,
    Amount,
    Name,
    Frequency,
    Ignore,
}

/// <summary>Whether the sender counts the column among numbers or text; a numeric column states its format.</summary>
public enum ColumnType
{
    Text,
    Numeric,
}

/// <summary>What becomes of a line whose column is blank (for an amount: blank or zero).</summary>
public enum WhenBlank
{
    /// <summary>The whole file is refused.</summary>
    Refuse,

    /// <summary>The line is taken as it is.</summary>
    Accept,

    /// <summary>
    /// The line carries no repayment and is counted as skipped; nothing else on it is checked. Amounts only.
    /// </summary>
    SkipLine,

    /// <summary>The line is read, without its loan, so that matching suspends it. Loan numbers only.</summary>
    SuspendLine,
}

/// <summary>What stands before an amount that payroll takes back.</summary>
public enum NegativeAmounts
{
    Refuse,

    /// <summary>A leading minus is read; matching suspends the line.</summary>
    Allow,
}

public enum FormatKind
{
    /// <summary>Any text.</summary>
    Any,

    /// <summary>A fixed number of digits, `digits:9`.</summary>
    Digits,

    /// <summary>###-##-####.</summary>
    DashedTaxpayerNumber,

    /// <summary>Dollars with an explicit decimal point, no currency sign and no thousands commas.</summary>
    DecimalDollars,
}

/// <param name="Digits">How many, for <see cref="FormatKind.Digits"/>; else 0.</param>
public readonly record struct ColumnFormat(FormatKind Kind, int Digits = 0)
{
    /// <summary>As a layout file writes it.</summary>
    public override string ToString() =>
        Kind switch
        {
            FormatKind.Digits => $"digits:{Digits}",
            FormatKind.DashedTaxpayerNumber => "dashed-ssn",
            FormatKind.DecimalDollars => "decimal-dollars",
            _ => "any",
        };
}

/// <summary>One column of a layout.</summary>
/// <param name="Required">What the sender's specification says; <paramref name="WhenBlank"/> is what the reader
/// does.</param>
/// <param name="Width">Most characters; null is no limit.</param>
/// <param name="RestoreLeadingZeros"> True where a spreadsheet may have dropped leading zeros: the digits are padded on
/// the left. A taxpayer number must keep at least seven, for none begins with 000.
/// </param>
/// <param name="Values">The only values allowed and what each means; empty is any.</param>
public sealed record LayoutColumn(
    string Heading,
    ColumnRole Role,
    bool Required,
    WhenBlank WhenBlank,
    ColumnType Type,
    int? Width,
    ColumnFormat Format,
    bool RestoreLeadingZeros,
    NegativeAmounts Negative,
    ImmutableArray<KeyValuePair<string, string>> Values
);
