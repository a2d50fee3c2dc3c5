using System.Buffers;

namespace LoanServicing.Payroll.Reading;

internal enum DollarFault
{
    None,
    Malformed,
    ThousandsCommas,
    TooLarge,
}

/// <summary>
/// Dollars as text: an optional minus, digits, and at most two decimals after a point. No sign before or after else, no
/// comma, no exponent.
/// </summary>
internal static class DollarText
{
    /// <summary>The most that the database holds, numeric(19,2).</summary>
    public const decimal Largest = 99_999_999_999_999_999.99m;

    private const ulong LargestCents = 9_999_999_999_999_999_999;
    private static readonly SearchValues<byte> Grouped = SearchValues.Create("0123456789.,-"u8);

    /// <param name="amount">With two decimals.</param>
    public static DollarFault Read(ReadOnlySpan<byte> text, out decimal amount)
    {
        amount = 0m;
        var negative = text is [(byte)'-', ..];
        ulong cents = 0;
        var decimals = -1; // Before the point.
        var digits = 0;
        foreach (var c in negative ? text[1..] : text)
        {
            if (c == '.' && decimals < 0)
            {
                decimals = 0;
                continue;
            }

            var digit = unchecked((uint)(c - '0'));
            if (digit > 9 || decimals == 2)
                return IsGrouped(text) ? DollarFault.ThousandsCommas : DollarFault.Malformed;
            if (cents > LargestCents / 10)
                return DollarFault.TooLarge;
            cents = (cents * 10) + digit;
            digits++;
            decimals += decimals < 0 ? 0 : 1;
        }

        if (digits == 0 || decimals == 0)
            return DollarFault.Malformed;
        for (var missing = 2 - Math.Max(decimals, 0); missing > 0; missing--)
        {
            if (cents > LargestCents / 10)
                return DollarFault.TooLarge;
            cents *= 10;
        }

        amount = new decimal(unchecked((int)cents), unchecked((int)(cents >> 32)), 0, negative, 2);
        return DollarFault.None;
    }

    private static bool IsGrouped(ReadOnlySpan<byte> text) =>
        text.Contains((byte)',') && !text.ContainsAnyExcept(Grouped);
}
