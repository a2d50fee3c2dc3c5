namespace LoanServicing.Domain.Regulation;

/// <content>What is distributed: withholding, the tax on early distributions, designated Roth accounts, restricted
/// money, corrections.</content>
public static partial class Figures
{
    /// <summary>
    /// Section 72(t) is law for qualified plans in taxable years beginning after 31 December 1986 (Tax Reform Act of
    /// 1986, section 1123).
    /// </summary>
    public static readonly DateOnly EarlyDistributionTaxFrom = new(1987, 1, 1);

    /// <summary>Part of what is includible (26 USC 72(t)(1)).</summary>
    public const decimal EarlyDistributionTaxRate = 0.10m;

    /// <summary>
    /// Part of a nonperiodic distribution that is withheld where the payee says nothing (26 USC 3405(b)(1)).
    /// </summary>
    public const decimal NonperiodicWithholdingRate = 0.10m;

    /// <summary>Part of an eligible rollover distribution that is withheld (26 USC 3405(c)(1)).</summary>
    public const decimal EligibleRolloverWithholdingRate = 0.20m;

    /// <summary>
    /// Eligible rollover distributions: distributions after 31 December 1992 (Unemployment Compensation Amendments of
    /// 1992, section 522).
    /// </summary>
    public static readonly DateOnly EligibleRolloverWithholdingFrom = new(1993, 1, 1);

    /// <summary>US dollars in a year under which nothing need be withheld (26 CFR 31.3405(c)-1 A-14).</summary>
    public const decimal EligibleRolloverFloor = 200m;

    /// <summary>
    /// US dollars of cash in place of fractions of employer securities, up to which nothing is withheld (26 USC
    /// 3405(e)(8); 26 CFR 31.3405(c)-1 A-11).
    /// </summary>
    public const decimal CashForFractions = 200m;

    /// <summary>Designated Roth accounts: taxable years beginning after 31 December 2005 (26 USC 402A).</summary>
    public static readonly DateOnly DesignatedRothFrom = new(2006, 1, 1);

    /// <summary>
    /// Taxable years from the first with a designated Roth contribution, that one included (26 USC 402A(d)(2)(B)).
    /// </summary>
    public const int DesignatedRothYears = 5;

    /// <summary>
    /// Employee contributions are substantially all at this part of all contributions or more (26 USC 72(e)(7)(B)).
    /// </summary>
    public const decimal SubstantiallyAllEmployeeContributions = 0.85m;

    /// <summary>
    /// Loans made on or after this day from a plan of employee contributions (26 CFR 1.72(e)-1T A-8).
    /// </summary>
    public static readonly DateOnly EmployeeContributionPlanFrom = new(1984, 10, 17);

    /// <summary>
    /// The last day on which such a loan is a distribution: the day before section 72(e)(7) was struck out (Pub. L.
    /// 100-647, section 1011A(b), of 10 November 1988). Uncertain: the amendment is effective as if it had been in the
    /// Tax Reform Act of 1986, section 1122, which begins with amounts received after 1986 (for some after 1 July
    /// 1986); the texts were not read here. A plan can choose <see cref="EmployeeContributionPlanToIfAsOf1986"/>
    /// instead.
    /// </summary>
    public static readonly DateOnly EmployeeContributionPlanTo = new(1988, 11, 9);

    /// <summary>The last day if the repeal reaches back to the Tax Reform Act.</summary>
    public static readonly DateOnly EmployeeContributionPlanToIfAsOf1986 = new(1986, 12, 31);

    /// <summary>
    /// Age of a governmental 457(b) participant from which money may be paid while employed, in years and months, until
    /// the end of 2019 (26 USC 457(d)(1)(A)(i)).
    /// </summary>
    public const int Section457bAgeMonthsBefore2020 = (70 * 12) + 6;

    /// <summary>
    /// 59½ took the place of 70½ for plan years beginning after 31 December 2019 (Pub. L. 116-94 division M, section
    /// 104(b)).
    /// </summary>
    public static readonly DateOnly Section457bAge59HalfFrom = new(2020, 1, 1);

    /// <summary>From this day defaulted loans could be self-corrected (Rev. Proc. 2019-19).</summary>
    public static readonly DateOnly SelfCorrectionOfDefaultsFrom = new(2019, 4, 19);

    /// <summary>Rev. Proc. 2021-30 took the place of Rev. Proc. 2019-19.</summary>
    public static readonly DateOnly RevenueProcedure2021From = new(2021, 7, 16);

    /// <summary>
    /// Eligible inadvertent failures, loans included, can be self-corrected (SECURE 2.0 Act, section 305; Notice
    /// 2023-43).
    /// </summary>
    public static readonly DateOnly InadvertentSelfCorrectionFrom = new(2022, 12, 29);
}
