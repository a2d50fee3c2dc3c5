using System.Collections.Immutable;
using System.Text;
using LoanServicing.Payroll.Layouts;

namespace LoanServicing.Payroll.Reading;

/// <summary>What one line says, as far as its columns have been read.</summary>
internal struct LineValues
{
    public int TaxpayerNumber;
    public LoanReference Loan;
    public decimal Amount;
}

/// <summary>One column of a layout, made ready for reading millions of fields.</summary>
internal sealed class ColumnCheck
{
    /// <summary>No taxpayer number begins with 000, so a spreadsheet can have dropped two zeros at most.</summary>
    private const int FewestTaxpayerDigits = 7;

    private readonly LayoutColumn column;
    private readonly int fewestDigits;
    private readonly ImmutableArray<byte[]> values;

    public ColumnCheck(LayoutColumn column)
    {
        this.column = column;
        Width = column.Width ?? int.MaxValue;
        fewestDigits = (column.RestoreLeadingZeros, column.Role) switch
        {
            (false, _) => column.Format.Digits,
            (true, ColumnRole.TaxpayerNumber) => FewestTaxpayerDigits,
            _ => 1,
        };
        values = [.. column.Values.Select(v => Encoding.UTF8.GetBytes(v.Key))];
    }

    public int Width { get; }

    /// <summary>Characters, a doubled quote being one; only counted where bytes alone do not settle it.</summary>
    public bool IsTooWide(ReadOnlySpan<byte> field, bool hasDoubledQuotes, out int characters)
    {
        characters = field.Length;
        if (field.Length > Width)
            characters = Encoding.UTF8.GetCharCount(field) - (hasDoubledQuotes ? field.Count("\"\""u8) : 0);
        return characters > Width;
    }

    /// <param name="field">Without blanks around it.</param>
    /// <returns>Null when the field is as it should be, else what was expected.</returns>
    public string? Read(ReadOnlySpan<byte> field, ref LineValues line)
    {
        if (field.IsEmpty)
            return column.WhenBlank == WhenBlank.Refuse ? Expected : null;
        var number = 0;
        switch (column.Format.Kind)
        {
            case FormatKind.Digits when !DigitText.TryRead(field, fewestDigits, column.Format.Digits, out number):
            case FormatKind.DashedTaxpayerNumber when !DigitText.TryReadDashed(field, out number):
                return Expected;
            case FormatKind.DecimalDollars when ReadDollars(field, ref line) is { } expected:
                return expected;
        }

        if (column.Role == ColumnRole.TaxpayerNumber)
            line.TaxpayerNumber = number;
        else if (column.Role == ColumnRole.LoanNumber)
            line.Loan = LoanReference.Explicit(number);
        return values.IsEmpty || IsAllowed(field) ? null : Expected;
    }

    private string? ReadDollars(ReadOnlySpan<byte> field, ref LineValues line)
    {
        switch (DollarText.Read(field, out var amount))
        {
            case DollarFault.ThousandsCommas:
                return "dollars without thousands commas";
            case DollarFault.TooLarge:
                return $"at most {DollarText.Largest} dollars";
            case DollarFault.Malformed:
                return Expected;
        }

        if (column.Role == ColumnRole.Amount)
        {
            if (amount == 0m || (amount < 0m && column.Negative == NegativeAmounts.Refuse))
                return column.Negative == NegativeAmounts.Refuse
                    ? "an amount above zero"
                    : "an amount that is not zero";
            line.Amount = amount;
        }

        return null;
    }

    private string Expected =>
        (column.Format.Kind, values.IsEmpty) switch
        {
            (_, false) => "one of " + string.Join(", ", column.Values.Select(v => $"{v.Key} ({v.Value})")),
            (FormatKind.DashedTaxpayerNumber, _) => "###-##-####",
            (FormatKind.DecimalDollars, _) => "dollars with at most two decimals",
            (FormatKind.Digits, _) => (fewestDigits == column.Format.Digits ? "" : $"{fewestDigits} to ")
                + Found.Counted(column.Format.Digits, "digit"),
            _ => "a value",
        };

    private bool IsAllowed(ReadOnlySpan<byte> field)
    {
        foreach (var value in values)
        {
            if (field.SequenceEqual(value))
                return true;
        }

        return false;
    }
}
