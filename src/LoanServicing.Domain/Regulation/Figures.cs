namespace LoanServicing.Domain.Regulation;

/// <summary>Every statutory number, with the days on which it is law and where it stands.</summary>
public static partial class Figures
{
    /// <summary>Section 72(p) is law for loans made after 13 August 1982 (26 CFR 1.72(p)-1 A-22(a)).</summary>
    public static readonly DateOnly Section72pFrom = new(1982, 8, 14);

    /// <summary>
    /// The look-back of a year and level amortization: loans made after 31 December 1986 (Tax Reform Act of 1986,
    /// section 1134).
    /// </summary>
    public static readonly DateOnly TaxReformActFrom = new(1987, 1, 1);

    /// <summary>26 CFR 1.72(p)-1 applies to loans made from this day (A-22(b)).</summary>
    public static readonly DateOnly RegulationFrom = new(2002, 1, 1);

    /// <summary>26 CFR 1.72(p)-1 A-20 is law for loans made from this day (A-22(d)).</summary>
    public static readonly DateOnly RefinancingFrom = new(2004, 1, 1);

    /// <summary>26 CFR 1.72(p)-1 A-19(b)(2) is law for loans made from this day (A-22(d)).</summary>
    public static readonly DateOnly SubsequentLoanFrom = new(2004, 1, 1);

    /// <summary>
    /// No loan through a credit card: loans made after 20 December 2019 (SECURE Act, section 108; 26 USC 72(p)(2)(D)).
    /// </summary>
    public static readonly DateOnly CreditCardProhibitedFrom = new(2019, 12, 21);

    /// <summary>
    /// The day on which, and since which, a programme open to participants only must have been in effect (26 CFR
    /// 1.72(p)-1 A-18(b)).
    /// </summary>
    public static readonly DateOnly InvestmentProgramInEffectOn = new(1995, 12, 20);

    /// <summary>
    /// Days between the purchase of a dwelling and a debt that still counts as incurred to acquire it, before or after
    /// (Notice 88-74, for 26 USC 163(h)(3)(B), from 1 January 1987 on).
    /// </summary>
    public const int AcquisitionTracingDays = 90;

    /// <summary>
    /// Qualified plan loan offsets: taxable years beginning after 31 December 2017 (26 USC 402(c)(3)(C)).
    /// </summary>
    public static readonly DateOnly QualifiedLoanOffsetFrom = new(2018, 1, 1);

    /// <summary>
    /// Of the month after: until then at the latest an employer may keep a loan repayment (29 CFR 2510.3-102(b)(1); for
    /// loan repayments from 14 January 2010, 75 FR 2068).
    /// </summary>
    public const int RemittanceBusinessDays = 15;

    /// <summary>US dollars (26 USC 72(p)(2)(A)(i)).</summary>
    public const decimal LoanLimit = 50_000m;

    /// <summary>US dollars (26 USC 72(p)(2)(A)(ii)).</summary>
    public const decimal LoanLimitFloor = 10_000m;

    /// <summary>Part of the vested balance (26 USC 72(p)(2)(A)(ii)).</summary>
    public const decimal LoanLimitShareOfVested = 0.5m;

    /// <summary>Years from the loan's date (26 USC 72(p)(2)(B)(i)).</summary>
    public const int RepaymentTermYears = 5;

    /// <summary>
    /// US dollars where a disaster law raises the limit (26 USC 72(p)(6)(A)(i) and the Acts before it).
    /// </summary>
    public const decimal DisasterLoanLimit = 100_000m;

    /// <summary>
    /// Part of the vested balance where a disaster law raises the limit (26 USC 72(p)(6)(A)(ii) and the Acts before
    /// it).
    /// </summary>
    public const decimal DisasterLoanLimitShareOfVested = 1m;

    /// <summary>
    /// Years from the first day of an unpaid leave; an installment due on the anniversary is no longer excused (26 CFR
    /// 1.72(p)-1 A-9(a)).
    /// </summary>
    public const int UnpaidLeaveYears = 1;

    /// <summary>
    /// The highest annual rate of a debt from before military service, during it (50 USC 3937(a)(1)).
    /// </summary>
    public const decimal ServicememberRate = 0.06m;

    /// <summary>
    /// The Servicemembers Civil Relief Act took the place of 50 USC App. 526 (the same cap, since 1942) on this day and
    /// says that the excess is forgiven (50 USC 3937(a)(2)).
    /// </summary>
    public static readonly DateOnly ServicememberCivilReliefActFrom = new(2003, 12, 19);

    /// <summary>
    /// Days after the end of service within which the creditor must have the notice (50 USC 3937(b)(1)).
    /// </summary>
    public const int ServicememberNoticeDays = 180;

    /// <summary>
    /// A loan secured by the account: part of the vested balance that may secure loans, right after each is made (29
    /// CFR 2550.408b-1(f)(2)).
    /// </summary>
    public const decimal SecurityShareOfVested = 0.5m;

    /// <summary>29 CFR 2550.408b-1 is law for loans made or renewed after 18 October 1989.</summary>
    public static readonly DateOnly AdequateSecurityFrom = new(1989, 10, 19);

    /// <summary>Years and months of age after which section 72(t) does not apply (26 USC 72(t)(2)(A)(i)).</summary>
    public const int EarlyDistributionYears = 59;
    public const int EarlyDistributionMonths = 6;

    /// <summary>Age in whose year a severance frees what is distributed after it (26 USC 72(t)(2)(A)(v)).</summary>
    public const int SeveranceExceptionAge = 55;

    /// <summary>The same of qualified public safety employees, in governmental plans (26 USC 72(t)(10)(A)).</summary>
    public const int PublicSafetyExceptionAge = 50;

    /// <summary>
    /// Loans are of defined contribution plans, whose distributions it reaches from this day (Pub. L. 114-26, section
    /// 2).
    /// </summary>
    public static readonly DateOnly PublicSafetyExceptionFrom = new(2016, 1, 1);

    /// <summary>Days from an ordinary offset until which it can be rolled over (26 USC 402(c)(3)(A)).</summary>
    public const int RolloverDays = 60;

    /// <summary>Month and day of the year after, on which the return is due (26 USC 6072(a)).</summary>
    public static readonly (int Month, int Day) ReturnDue = (4, 15);

    /// <summary>Months by which a return's due date can be extended (26 USC 6081(a)).</summary>
    public const int ReturnExtensionMonths = 6;

    /// <summary>
    /// Month and day of Emancipation Day, and the first year in which it was a legal holiday of the District of
    /// Columbia (D.C. Code 28-2701).
    /// </summary>
    public static readonly (int Month, int Day) EmancipationDay = (4, 16);
    public const int EmancipationDayFrom = 2005;

    /// <summary>Months between installments at most: at least quarterly (26 USC 72(p)(2)(C)).</summary>
    public const int MonthsInQuarter = 3;

    /// <summary>Years from severance within which an offset counts as caused by it (26 CFR 1.402(c)-3(a)).</summary>
    public const int QualifiedLoanOffsetYears = 1;
}
