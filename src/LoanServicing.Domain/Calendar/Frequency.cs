using System.Text.Json.Serialization;

namespace LoanServicing.Domain.Calendar;

/// <summary>How often installments fall due. The names are the ones that files and events carry.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Frequency>))]
public enum Frequency
{
    Weekly,
    Biweekly,
    Semimonthly,
    Monthly,
    Quarterly,
    Annual,
}

/// <summary>What a frequency means in numbers.</summary>
public static class FrequencyExtensions
{
    /// <summary>Installments in a year, by which the annual rate is divided.</summary>
    public static int PeriodsPerYear(this Frequency frequency) =>
        frequency switch
        {
            Frequency.Weekly => 52,
            Frequency.Biweekly => 26,
            Frequency.Semimonthly => 24,
            Frequency.Monthly => 12,
            Frequency.Quarterly => 4,
            Frequency.Annual => 1,
            _ => throw new ArgumentOutOfRangeException(nameof(frequency), frequency, "not a frequency"),
        };
}
