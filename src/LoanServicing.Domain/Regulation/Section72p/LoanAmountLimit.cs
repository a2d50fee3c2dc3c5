using System.Text.Json.Serialization;

namespace LoanServicing.Domain.Regulation.Section72p;

/// <summary>
/// What the amount limit of a loan depends on, at the end of the day before it is made (26 USC 72(p)(2)(A)).
/// </summary>
/// <param name="HighestPriorYear">Highest balance of all loans from the employer's plans in the year that ends the day
/// before the loan, by the plan's method.</param>
/// <param name="OutstandingBefore">Balance of all those loans on the loan's day, before it.</param>
/// <param name="Vested">Nonforfeitable balance, loan notes included.</param>
/// <param name="Floor10000">Whether the plan's loan program has the $10,000 floor. The law has it in any case.</param>
/// <param name="LimitSet">The limits that the plan gave the loan under; outside their days the standard ones
/// count.</param>
/// <param name="Disaster">Which disaster, where <paramref name="LimitSet"/> says that there was one and the record
/// names it.</param>
public sealed record LoanAmountFacts(
    decimal HighestPriorYear,
    decimal OutstandingBefore,
    decimal Vested,
    bool Floor10000,
    LimitSet LimitSet = LimitSet.Standard,
    Disaster Disaster = Disaster.Unnamed
);

/// <summary>
/// Which limits a plan lends under. A participant's right to the larger ones is the plan administrator's word.
/// </summary>
[JsonConverter(typeof(JsonStringEnumConverter<LimitSet>))]
public enum LimitSet
{
    Standard,

    /// <summary>CARES Act, section 2202(b)(1).</summary>
    Cares2020,

    /// <summary>Any other disaster law, section 72(p)(6) among them.</summary>
    Disaster,
}

/// <summary>
/// What may be outstanding in total once a loan is made, in US dollars, not rounded: half a vested balance can end in
/// half a cent.
/// </summary>
/// <param name="DollarLimit">Less what the look-back takes; negative where that is more than the figure.</param>
/// <param name="Limit">The lesser of the two.</param>
public sealed record AmountLimit(decimal DollarLimit, decimal PercentLimit, decimal Limit, string Cites);

/// <summary>
/// How much a participant may have outstanding before the excess is a distribution (26 USC 72(p)(2)(A); 26 CFR
/// 1.72(p)-1 A-4(a)).
/// </summary>
// Not modelled: which plans are of one employer (72(p)(2)(E)): the caller adds up their loans and balances.
public static class LoanAmountLimit
{
    public const string Cites = "26 USC 72(p)(2)(A)";

    private const string Question = "How much may be outstanding in total?";

    private static readonly LimitFigures Standard = new(
        Figures.LoanLimit,
        Figures.LoanLimitShareOfVested,
        LooksBack: true
    );

    /// <summary>
    /// The most that may be outstanding in total once the loan is made, with the floor only where the plan has it.
    /// </summary>
    public static readonly Rule<LoanAmountFacts, decimal> Ceiling = new(
        Question,
        Clauses((figures, f) => figures.Limit(f, f.Floor10000))
    );

    private static readonly Rule<LoanAmountFacts, LimitFigures> LawfulFigures = new(
        "Which figures limit the loan?",
        Clauses((figures, _) => figures)
    );

    /// <summary>The law's limit: what is over it is a deemed distribution when the loan is made (A-4(a)).</summary>
    /// <param name="madeOn">The loan's day; of one renewed, renegotiated, modified or extended since, that day (Tax
    /// Reform Act of 1986, section 1134(e)).</param>
    public static AmountLimit OfLaw(LoanAmountFacts f, DateOnly madeOn) => Of(f, madeOn, floor: true);

    /// <summary>
    /// The plan's limit, stricter where its loan program leaves the floor out: a loan over it and within the law's is
    /// against the program, not a distribution.
    /// </summary>
    /// <param name="madeOn">The loan's day.</param>
    public static AmountLimit OfPlan(LoanAmountFacts f, DateOnly madeOn) => Of(f, madeOn, f.Floor10000);

    /// <summary>
    /// 72(p)(2)(A)(i): the dollar figure falls by what was repaid within the year, so that it cannot be borrowed twice.
    /// </summary>
    public static decimal DollarLimb(LoanAmountFacts f) => Standard.Dollars(f);

    /// <summary>72(p)(2)(A)(ii): half the vested balance, but not less than the floor where the plan has it.</summary>
    public static decimal PercentLimb(LoanAmountFacts f) => Standard.Percent(f, f.Floor10000);

    private static AmountLimit Of(LoanAmountFacts f, DateOnly madeOn, bool floor)
    {
        var figures = LawfulFigures.Decide(f, madeOn);
        return new(
            figures.Answer.Dollars(f),
            figures.Answer.Percent(f, floor),
            figures.Answer.Limit(f, floor),
            figures.Cites
        );
    }

    private static Clause<LoanAmountFacts, TAnswer>[] Clauses<TAnswer>(
        Func<LimitFigures, LoanAmountFacts, TAnswer> yields
    )
    {
        var before1987 = Standard with { LooksBack = false };
        // The look-back stands in 72(p)(2)(A)(i), which the disaster laws change the figure of and nothing else.
        var larger = Standard with
        {
            Figure = Figures.DisasterLoanLimit,
            ShareOfVested = Figures.DisasterLoanLimitShareOfVested,
        };
        return
        [
            new(
                Cites,
                new(Figures.Section72pFrom, Figures.TaxReformActFrom.AddDays(-1)),
                null,
                _ => true,
                f => yields(before1987, f)
            ),
            new(Cites, new(Figures.TaxReformActFrom), null, _ => true, f => yields(Standard, f)),
            .. DisasterRelief.All.Select(law => new Clause<LoanAmountFacts, TAnswer>(
                law.CitesLimit,
                law.LargerLoans,
                Cites,
                f => IsUnder(law, f),
                f => yields(larger, f)
            )),
        ];
    }

    private static bool IsUnder(DisasterRelief law, LoanAmountFacts f) =>
        law.Disaster == Disaster.Coronavirus
            ? f.LimitSet == LimitSet.Cares2020
            : f.LimitSet == LimitSet.Disaster
                && (f.Disaster == law.Disaster || (f.Disaster == Disaster.Unnamed && law.SpeaksForUnnamed));

    private sealed record LimitFigures(decimal Figure, decimal ShareOfVested, bool LooksBack)
    {
        public decimal Dollars(LoanAmountFacts f) =>
            LooksBack ? Figure - Math.Max(0m, f.HighestPriorYear - f.OutstandingBefore) : Figure;

        public decimal Percent(LoanAmountFacts f, bool floor) =>
            floor ? Math.Max(f.Vested * ShareOfVested, Figures.LoanLimitFloor) : f.Vested * ShareOfVested;

        public decimal Limit(LoanAmountFacts f, bool floor) => Math.Min(Dollars(f), Percent(f, floor));
    }
}
