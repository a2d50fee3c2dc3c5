namespace LoanServicing.Domain.Regulation;

/// <summary>Every statutory number, with the days on which it is law and where it stands.</summary>
public static class Figures
{
    /// <summary>Section 72(p) is law for loans made after 13 August 1982 (26 CFR 1.72(p)-1 A-22(a)).</summary>
    public static readonly DateOnly Section72pFrom = new(1982, 8, 14);

    /// <summary>The look-back of a year and level amortization: loans made after 31 December 1986 (Tax Reform Act of 1986, section 1134).</summary>
    public static readonly DateOnly TaxReformActFrom = new(1987, 1, 1);

    /// <summary>26 CFR 1.72(p)-1 A-20 is law for loans made from this day (A-22(d)).</summary>
    public static readonly DateOnly RefinancingFrom = new(2004, 1, 1);

    /// <summary>Qualified plan loan offsets: taxable years beginning after 31 December 2017 (26 USC 402(c)(3)(C)).</summary>
    public static readonly DateOnly QualifiedLoanOffsetFrom = new(2018, 1, 1);

    /// <summary>US dollars (26 USC 72(p)(2)(A)(i)).</summary>
    public const decimal LoanLimit = 50_000m;

    /// <summary>US dollars (26 USC 72(p)(2)(A)(ii)).</summary>
    public const decimal LoanLimitFloor = 10_000m;

    /// <summary>Part of the vested balance (26 USC 72(p)(2)(A)(ii)).</summary>
    public const decimal LoanLimitShareOfVested = 0.5m;

    /// <summary>Years from the loan's date (26 USC 72(p)(2)(B)(i)).</summary>
    public const int RepaymentTermYears = 5;

    /// <summary>Years and months of age after which section 72(t) does not apply (26 USC 72(t)(2)(A)(i)).</summary>
    public const int EarlyDistributionYears = 59;
    public const int EarlyDistributionMonths = 6;

    /// <summary>Age in whose year a severance frees what is distributed after it (26 USC 72(t)(2)(A)(v)).</summary>
    public const int SeveranceExceptionAge = 55;

    /// <summary>Years from severance within which an offset counts as caused by it (26 CFR 1.402(c)-3(a)).</summary>
    public const int QualifiedLoanOffsetYears = 1;
}
