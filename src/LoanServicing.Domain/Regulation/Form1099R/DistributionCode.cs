using System.Diagnostics;
using System.Text.Json.Serialization;
using LoanServicing.Domain.Regulation.Section72t;

namespace LoanServicing.Domain.Regulation.Form1099R;

/// <summary>
/// Box 7 of a deemed distribution at 59½ or more: the instructions name L with 1 or B only, the e-file matrix also
/// takes L7.
/// </summary>
[JsonConverter(typeof(JsonStringEnumConverter<DeemedOver59Half>))]
public enum DeemedOver59Half
{
    L,
    L7,
}

/// <summary>Box 7 of a deemed distribution under 59½ with a known exception: uncertain in the same way.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DeemedExceptionKnown>))]
public enum DeemedExceptionKnown
{
    L,
    L2,
}

/// <summary>
/// Box 7 of Form 1099-R (Instructions for Forms 1099-R and 5498, Table 1). L is printed first; otherwise a digit before
/// a letter; two letters with B last.
/// </summary>
// Not modelled: levies, periodic payments and public safety employees: all code 2, and none known to the record.
public static class DistributionCode
{
    /// <summary>
    /// L, with 1 where section 72(t) applies and no exception is known, with B for a designated Roth account; the
    /// plan's choice where the instructions are unclear (they name L with 1 or B, the e-file matrix accepts L2, L4 and
    /// L7 too).
    /// </summary>
    // B takes the place of an age code: the form holds two. 3 has no pair with L, and no deemed distribution is made
    // for a beneficiary.
    public static string OfDeemed(
        EarlyDistributionFacts f,
        bool roth,
        DeemedOver59Half over,
        DeemedExceptionKnown known
    ) =>
        (roth, Base(f)) switch
        {
            (true, _) => "LB",
            (_, '1') => "L1",
            (_, '2') => known == DeemedExceptionKnown.L2 ? "L2" : "L",
            (_, '7') => over == DeemedOver59Half.L7 ? "L7" : "L",
            _ => "L",
        };

    /// <summary>
    /// As for cash, with M where the offset is a qualified plan loan offset; 3 has no pair with M or B.
    /// </summary>
    public static string OfOffset(EarlyDistributionFacts f, bool qualified, bool roth) =>
        (qualified, roth, Base(f)) switch
        {
            (true, true, _) => "MB",
            (true, false, '3') => "M",
            (true, false, var code) => $"{code}M",
            (false, true, '3') => "B",
            (false, true, var code) => $"{code}B",
            (false, false, var code) => $"{code}",
        };

    /// <summary>
    /// Cash or property, and a transfer that was never a bona fide loan: an actual distribution, without L and without
    /// M.
    /// </summary>
    public static string OfActual(EarlyDistributionFacts f, bool roth) => OfOffset(f, qualified: false, roth);

    /// <summary>G, with 4 after death; from a designated Roth account GB to another plan's, H to a Roth IRA.</summary>
    // A Roth account's rollover to a plan after death has no room for the 4 beside G and B; B is kept, since it decides
    // what is taxed.
    public static string OfDirectRollover(EarlyDistributionFacts f, bool roth, bool toRothIra) =>
        (roth, toRothIra, Base(f)) switch
        {
            (false, _, '4') => "4G",
            (false, _, _) => "G",
            (true, true, '4') => "4H",
            (true, true, _) => "H",
            (true, false, _) => "GB",
        };

    // Before 1987 there was no section 72(t), but the form already had its codes: early is early.
    private static char Base(EarlyDistributionFacts f) =>
        EarlyDistributionTax.Of(f).Answer switch
        {
            EarlyDistributionRelief.Death => '4',
            EarlyDistributionRelief.Age59Half => '7',
            EarlyDistributionRelief.Disability => '3',
            EarlyDistributionRelief.Severance or EarlyDistributionRelief.Section457b => '2',
            EarlyDistributionRelief.None or EarlyDistributionRelief.BeforeTheTax => '1',
            var other => throw new UnreachableException($"{other} is not an exception"),
        };
}
