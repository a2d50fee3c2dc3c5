using LoanServicing.Domain.PersonalData;

namespace LoanServicing.TaxForms;

internal static class ForeignAddress
{
    public static bool IsForeign(this PostalAddress address) => address.Country is not (null or "" or "US");

    /// <summary>Abroad the country stands behind the city: neither file has a field for it.</summary>
    public static string CityLine(this PostalAddress address) =>
        address.IsForeign() ? $"{address.City} {address.Country}" : address.City;
}
