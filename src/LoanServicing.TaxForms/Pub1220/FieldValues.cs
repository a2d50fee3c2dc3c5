using LoanServicing.Domain.Money;

namespace LoanServicing.TaxForms.Pub1220;

/// <summary>
/// What goes into the fields of one record, by field name. What is not given is filled by the field's type: blanks or
/// zeros.
/// </summary>
public sealed class FieldValues
{
    private readonly Dictionary<string, string> values = [];

    internal IReadOnlyDictionary<string, string> ByField => values;

    /// <summary>Upper-cased and spelled in ASCII; null or blank text leaves the field to its type.</summary>
    public FieldValues Optional(string field, string? text)
    {
        if (!string.IsNullOrWhiteSpace(text))
            values[field] = Printable(field, text);
        return this;
    }

    /// <param name="length">How many characters it must have; null for any number.</param>
    public FieldValues Required(string field, string? text, int? length = null)
    {
        if (string.IsNullOrWhiteSpace(text))
            throw new FileRefusedException($"{field}: found nothing, expected a value");
        values[field] = Printable(field, text);
        return length is null || values[field].Length == length
            ? this
            : throw new FileRefusedException($"{field}: found {values[field].Length} characters, expected {length}");
    }

    public FieldValues Count(string field, int count)
    {
        values[field] = count.ToString();
        return this;
    }

    /// <summary>Dollars, written as cents without a decimal point.</summary>
    public FieldValues Amount(string field, decimal amount)
    {
        if (amount < 0m || !Cents.IsWhole(amount))
            throw new FileRefusedException($"{field}: found {amount}, expected whole cents, not below zero");
        values[field] = decimal.ToInt64(amount * 100m).ToString();
        return this;
    }

    private static string Printable(string field, string text)
    {
        try
        {
            return PrintableText.Of(text);
        }
        catch (FileRefusedException refused)
        {
            throw new FileRefusedException($"{field}: {refused.Message}");
        }
    }
}
