namespace LoanServicing.Domain.Regulation.Section72p;

/// <summary>
/// What the plan administrator says of a residential mortgage loan and the programme it was made under.
/// </summary>
/// <param name="Established">A part or amount of plan assets was set aside in advance for mortgages open to purchasers
/// who meet commercially customary criteria.</param>
/// <param name="Earmarked">A loan of the programme is an asset of one participant's or beneficiary's account.</param>
/// <param name="ParticipantsOnly">The programme's loans are open to participants and beneficiaries only.</param>
/// <param name="MaturesOnSeverance">A loan of the programme falls due when a participant's employment ends.</param>
/// <param name="Insider">The loan benefits an officer, director or owner of the employer, or a beneficiary of
/// one.</param>
/// <param name="InEffectSince1995">Such a programme has been in effect on 20 December 1995 and at all times
/// since.</param>
/// <param name="SecuredByProperty">The property acquired is the loan's primary security.</param>
/// <param name="WithinMarketValue">The loan is not more than the property's fair market value.</param>
public sealed record InvestmentProgramFacts(
    bool Established,
    bool Earmarked,
    bool ParticipantsOnly,
    bool MaturesOnSeverance,
    bool Insider,
    bool InEffectSince1995 = false,
    bool SecuredByProperty = true,
    bool WithinMarketValue = true
);

/// <summary>Which condition a loan misses.</summary>
public enum InvestmentProgramCondition
{
    None,
    NotEstablished,
    NotSecuredByProperty,
    OverMarketValue,
    MaturesOnSeverance,
    Earmarked,
    ParticipantsOnly,
    Insider,
}

/// <summary>Whether section 72(p) leaves the loan alone, and the first condition that it misses.</summary>
/// <param name="Detail">One sentence for a person.</param>
public sealed record InvestmentProgramFinding(
    bool OutsideSection72p,
    InvestmentProgramCondition Missed,
    string Cites,
    string Detail
);

/// <summary>
/// Residential mortgage loans that a plan makes as an investment are not plan loans under section 72(p) (26 CFR
/// 1.72(p)-1 A-18). A loan that misses a condition is an ordinary plan loan.
/// </summary>
public static class InvestmentProgram
{
    private const string CitesProgram = "26 CFR 1.72(p)-1 A-18(a)";
    private const string CitesMatures = "26 CFR 1.72(p)-1 A-18(a)(1)";
    private const string CitesEarmarked = "26 CFR 1.72(p)-1 A-18(a)(2)";
    private const string CitesParticipantsOnly = "26 CFR 1.72(p)-1 A-18(a)(3)";
    private const string CitesLegacy = "26 CFR 1.72(p)-1 A-18(b)";
    private const string CitesInsider = "26 CFR 1.72(p)-1 A-18(c)";

    // Not modelled: whether such a loan is a prohibited transaction or prudent (A-18(d); 29 CFR 2550.408b-1).
    public static InvestmentProgramFinding Of(InvestmentProgramFacts f)
    {
        if (f.Insider)
            return Plan(
                InvestmentProgramCondition.Insider,
                CitesInsider,
                "The loan benefits an officer, director or owner of the employer, so it is not made under an investment programme."
            );
        if (!f.Established)
            return Plan(
                InvestmentProgramCondition.NotEstablished,
                CitesProgram,
                "No part of plan assets was set aside in advance for residential mortgages, so there is no investment programme."
            );
        if (!f.SecuredByProperty)
            return Plan(
                InvestmentProgramCondition.NotSecuredByProperty,
                CitesProgram,
                "The property acquired is not the loan's primary security."
            );
        if (!f.WithinMarketValue)
            return Plan(
                InvestmentProgramCondition.OverMarketValue,
                CitesProgram,
                "The loan is more than the fair market value of the property."
            );
        if (f.MaturesOnSeverance)
            return Plan(
                InvestmentProgramCondition.MaturesOnSeverance,
                CitesMatures,
                "A loan of the programme falls due when a participant's employment ends."
            );
        if (f.Earmarked)
            return Plan(
                InvestmentProgramCondition.Earmarked,
                CitesEarmarked,
                "A loan of the programme is an asset of one participant's account."
            );
        if (!f.ParticipantsOnly)
            return Outside(
                CitesProgram,
                "The loan is a residential mortgage made in the ordinary course of an investment programme, which "
                    + "section 72(p) leaves alone."
            );
        return f.InEffectSince1995
            ? Outside(
                CitesLegacy,
                "The programme is open to participants only, and may be, since it has been in effect without a break "
                    + "since 20 December 1995."
            )
            : Plan(
                InvestmentProgramCondition.ParticipantsOnly,
                CitesParticipantsOnly,
                "The programme's loans are open to participants and beneficiaries only."
            );

        static InvestmentProgramFinding Outside(string cites, string detail) =>
            new(true, InvestmentProgramCondition.None, cites, detail);
        static InvestmentProgramFinding Plan(InvestmentProgramCondition missed, string cites, string detail) =>
            new(false, missed, cites, detail);
    }
}
