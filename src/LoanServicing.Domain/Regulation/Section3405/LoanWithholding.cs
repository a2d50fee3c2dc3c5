using LoanServicing.Domain.Money;

namespace LoanServicing.Domain.Regulation.Section3405;

/// <summary>
/// What one participant had from the plan on one day, in US dollars. Direct rollovers are left out of every amount.
/// </summary>
/// <param name="Offsets">What is includible of loan offsets: after basis.</param>
/// <param name="CashIncludible">What is includible of the cash.</param>
/// <param name="Cash">Cash, and other property than employer securities, before withholding: out of this alone tax can
/// be taken.</param>
/// <param name="EmployerSecurities">What is includible of employer securities; they count in the base and can pay
/// nothing.</param>
/// <param name="DeemedWhenMade">What is includible of loans made on the day and deemed on it.</param>
/// <param name="LoanProceeds">Cash that those loans paid out.</param>
/// <param name="DeemedLater">What is includible of loans made earlier and deemed on the day.</param>
/// <param name="EligibleOfYear"> All that could be rolled over in the year, through the day, direct rollovers among it;
/// null where that is not known to be little.
/// </param>
public sealed record LoanWithholdingFacts(
    decimal Offsets,
    decimal CashIncludible,
    decimal Cash,
    decimal EmployerSecurities,
    decimal DeemedWhenMade,
    decimal LoanProceeds,
    decimal DeemedLater,
    decimal? EligibleOfYear = null
);

/// <summary>Income tax withheld on one day, in US dollars and cents.</summary>
/// <param name="Base">What is includible and counts.</param>
/// <param name="Required">The rates' worth of it, each kind rounded to the cent.</param>
/// <param name="Withheld">As much of it as there is cash for.</param>
/// <param name="FromLoans">What of <paramref name="Withheld"/> comes out of the proceeds of loans deemed as they were
/// made.</param>
public sealed record LoanWithholdingAnswer(decimal Base, decimal Required, decimal Withheld, decimal FromLoans = 0m);

/// <summary>
/// How much income tax a plan withholds when loans are taxed (26 CFR 1.72(p)-1 A-15; 26 USC 3405(b), (c); 26 CFR
/// 31.3405(c)-1 A-11).
/// </summary>
// Not modelled: Form W-4R and other elections, so that a loan deemed when made bears 10 percent (26 CFR 35.3405-1 F-4);
// more than 20 percent by agreement; plans whose distributions cannot be rolled over; nonresident aliens; states.
public static class LoanWithholding
{
    public const string Cites = "26 CFR 1.72(p)-1 A-15";
    public const string CitesEligibleRollover = "26 CFR 31.3405(c)-1 A-11";
    public const string CitesSmall = "26 CFR 31.3405(c)-1 A-14";
    public const string CitesNonperiodic = "26 CFR 35.3405-1 F-4";

    /// <summary>The day's withholding; null where nothing is required.</summary>
    /// <param name="on">The day: what can be rolled over bears 20 percent from 1993, 10 before.</param>
    // A loan deemed later is a distribution that cannot be rolled over: it bears 10 percent, and only where cash comes
    // with it. A new loan's proceeds are not such cash: they are lent, and the law speaks of what is paid out at the
    // same time. Uncertain.
    public static LoanWithholdingAnswer? Of(LoanWithholdingFacts f, DateOnly on)
    {
        var eligible = f.Offsets + f.CashIncludible + f.EmployerSecurities;
        var deemedLater = f.Cash > 0m ? f.DeemedLater : 0m;
        var ofEligible = IsFree(f, on) ? 0m : Cents.Round(eligible * EligibleRolloverRate(on));
        var fromCash = ofEligible + Nonperiodic(deemedLater);
        var fromLoans = Nonperiodic(f.DeemedWhenMade);
        return fromCash + fromLoans == 0m
            ? null
            : new(
                eligible + deemedLater + f.DeemedWhenMade,
                fromCash + fromLoans,
                Math.Min(fromCash, f.Cash) + Math.Min(fromLoans, f.LoanProceeds),
                Math.Min(fromLoans, f.LoanProceeds)
            );
    }

    // Nothing of less than $200 in the year, nor where employer securities come with offsets and with no more
    // cash than stands in place of a fraction.
    private static bool IsFree(LoanWithholdingFacts f, DateOnly on) =>
        on >= Figures.EligibleRolloverWithholdingFrom
        && (
            f.EligibleOfYear < Figures.EligibleRolloverFloor
            || (f.EmployerSecurities > 0m && f.Cash <= Figures.CashForFractions)
        );

    private static decimal EligibleRolloverRate(DateOnly on) =>
        on < Figures.EligibleRolloverWithholdingFrom
            ? Figures.NonperiodicWithholdingRate
            : Figures.EligibleRolloverWithholdingRate;

    private static decimal Nonperiodic(decimal amount) => Cents.Round(amount * Figures.NonperiodicWithholdingRate);
}
