namespace LoanServicing.SampleBooks.Book;

/// <summary>
/// A made-up person. Nobody has such a taxpayer number: 9xx with a middle part below 50 is neither a social security
/// number nor an ITIN.
/// </summary>
internal sealed record PersonalData(
    string Last,
    string First,
    char Middle,
    string Street,
    Town Town,
    int TaxpayerNumber
)
{
    private const int Groups = 49;
    private const int EvenSerials = 4999;
    private const int Numbers = 100 * Groups * EvenSerials;

    private static readonly string[] LastNames =
    [
        "ABBOTT",
        "BAKER",
        "CASTILLO",
        "DELGADO",
        "EKSTROM",
        "FERRARO",
        "GUPTA",
        "HALVORSEN",
        "IBRAHIM",
        "JANSEN",
        "KOWALSKI",
        "LINDQUIST",
        "MCALLISTER",
        "NGUYEN",
        "OKAFOR",
        "PELLETIER",
        "QUINTERO",
        "RASMUSSEN",
        "SCHROEDER",
        "TANAKA",
        "UNDERWOOD",
        "VILLANUEVA",
        "WHITFIELD",
        "XIONG",
        "YAMADA",
        "ZIMMERMAN",
    ];

    private static readonly string[] FirstNames =
    [
        "ALICE",
        "BENJAMIN",
        "CARLA",
        "DANIEL",
        "ELENA",
        "FRANK",
        "GRACE",
        "HECTOR",
        "INGRID",
        "JAMES",
        "KAREN",
        "LUIS",
        "MARGARET",
        "NATHAN",
        "OLIVIA",
        "PETER",
        "QUENTIN",
        "ROSA",
        "SAMUEL",
        "TERESA",
        "URSULA",
        "VICTOR",
        "WENDY",
        "XAVIER",
        "YVONNE",
        "ZACHARY",
    ];

    private static readonly string[] Streets =
    [
        "OAK ST",
        "MAPLE AVE",
        "4TH AVE N",
        "RIVER RD",
        "CHURCH ST",
        "PROSPECT BLVD",
        "HILL LN",
        "LAKE DR",
    ];

    /// <summary>As a payroll file and a person line have it.</summary>
    public string FullName => $"{Last}, {First} {Middle}";

    /// <summary>A number that nobody has: payroll mistyped the last digit. All that are given out are even.</summary>
    public int MistypedTaxpayerNumber => TaxpayerNumber + 1;

    public static PersonalData Of(int index, Draws draws) =>
        new(
            draws.Of(LastNames),
            draws.Of(FirstNames),
            (char)('A' + draws.Between(0, 25)),
            $"{draws.Between(1, 9999)} {draws.Of(Streets)}",
            draws.Of(Town.All),
            Number(index)
        );

    // A stride without a common divisor with their count gives every participant a number of his or her own, and
    // neighbours unlike ones.
    private static int Number(int index)
    {
        var place = (int)(index * 7_368_787L % Numbers);
        var (area, group, serial) = (place / (Groups * EvenSerials), place / EvenSerials % Groups, place % EvenSerials);
        return ((900 + area) * 1_000_000) + ((1 + group) * 10_000) + (2 * (1 + serial));
    }
}

internal sealed record Town(string City, string State, string Zip)
{
    public static readonly IReadOnlyList<Town> All =
    [
        new("MINNEAPOLIS", "MN", "55401"),
        new("CHICAGO", "IL", "60601"),
        new("MADISON", "WI", "53703"),
        new("DES MOINES", "IA", "50309"),
        new("OMAHA", "NE", "68102"),
        new("COLUMBUS", "OH", "43215"),
        new("BOSTON", "MA", "02108"),
        new("ALBANY", "NY", "12207"),
        new("TRENTON", "NJ", "08608"),
        new("RALEIGH", "NC", "27601"),
        new("ATLANTA", "GA", "30303"),
        new("AUSTIN", "TX", "78701"),
        new("DENVER", "CO", "80202"),
        new("PHOENIX", "AZ", "85003"),
        new("SACRAMENTO", "CA", "95814"),
        new("SALEM", "OR", "97301"),
    ];
}
