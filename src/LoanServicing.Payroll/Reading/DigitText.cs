namespace LoanServicing.Payroll.Reading;

/// <summary>
/// Numbers that are names: a fixed count of digits, whose leading zeros a spreadsheet may have dropped.
/// </summary>
internal static class DigitText
{
    /// <param name="fewest">As many digits must be left where leading zeros may have been dropped.</param>
    public static bool TryRead(ReadOnlySpan<byte> text, int fewest, int most, out int value)
    {
        value = 0;
        if (text.Length < fewest || text.Length > most)
            return false;
        foreach (var c in text)
        {
            var digit = unchecked((uint)(c - '0'));
            if (digit > 9)
                return false;
            value = (value * 10) + (int)digit;
        }

        return true;
    }

    /// <summary>###-##-####.</summary>
    public static bool TryReadDashed(ReadOnlySpan<byte> text, out int value)
    {
        value = 0;
        if (
            text.Length != 11
            || text[3] != '-'
            || text[6] != '-'
            || !TryRead(text[..3], 3, 3, out var area)
            || !TryRead(text[4..6], 2, 2, out var group)
            || !TryRead(text[7..], 4, 4, out var serial)
        )
            return false;
        value = (area * 1_000_000) + (group * 10_000) + serial;
        return true;
    }
}
