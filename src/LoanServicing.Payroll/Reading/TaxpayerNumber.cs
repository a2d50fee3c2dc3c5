using System.Globalization;

namespace LoanServicing.Payroll.Reading;

/// <summary>
/// A nine-digit taxpayer number in four bytes. Its text is masked, so that a log line or an exception cannot leak it.
/// </summary>
public readonly record struct TaxpayerNumber : IComparable<TaxpayerNumber>
{
    public TaxpayerNumber(int value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 999_999_999);
        Value = value;
    }

    public int Value { get; }

    /// <summary>Nine digits, no hyphens: the form in which personal data keeps it.</summary>
    public string Digits => Value.ToString("D9", CultureInfo.InvariantCulture);

    public int CompareTo(TaxpayerNumber other) => Value.CompareTo(other.Value);

    public static bool operator <(TaxpayerNumber left, TaxpayerNumber right) => left.Value < right.Value;

    public static bool operator >(TaxpayerNumber left, TaxpayerNumber right) => left.Value > right.Value;

    public static bool operator <=(TaxpayerNumber left, TaxpayerNumber right) => left.Value <= right.Value;

    public static bool operator >=(TaxpayerNumber left, TaxpayerNumber right) => left.Value >= right.Value;

    public override string ToString() => $"***-**-{Value % 10_000:D4}";
}
