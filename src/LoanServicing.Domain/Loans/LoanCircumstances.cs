using LoanServicing.Domain.Regulation.Section72p;

namespace LoanServicing.Domain.Loans;

/// <summary>What the law asks about a loan beside its terms. Every member's default is the ordinary case.</summary>
/// <param name="BonaFide">False where nobody meant the amount to be repaid (26 CFR 1.72(p)-1 A-17).</param>
/// <param name="AcquisitionDebt">The third party's loan that a residence loan pays off .</param>
/// <param name="InvestmentProgram">The residential mortgage program that it was made under; null for
/// none.</param>
/// <param name="Contract">The annuity contract that it was made from (26 USC 818(a)); null for the plan itself.</param>
/// <param name="PayrollWithholding">Whether an enforceable arrangement has payroll withhold the repayments
/// (A-19(b)(2)(i)).</param>
/// <param name="AdditionalSecurity">Whether there is security beside the accrued benefit (A-19(b)(2)(ii)).</param>
/// <param name="RothShare">The part of the amount that came from designated Roth money, 0 to 1.</param>
public sealed record LoanCircumstances(
    bool BonaFide = true,
    bool CreditCard = false,
    AcquisitionDebt? AcquisitionDebt = null,
    InvestmentProgramFacts? InvestmentProgram = null,
    PensionPlanContractKind? Contract = null,
    bool PayrollWithholding = false,
    bool AdditionalSecurity = false,
    LimitSet LimitSet = LimitSet.Standard,
    decimal RothShare = 0m
)
{
    public static readonly LoanCircumstances Ordinary = new();
}

/// <summary>A debt to a third party.</summary>
/// <param name="On">The day that it was taken up.</param>
/// <param name="Dwelling">Whether it acquired the dwelling that is to be the participant's principal residence.</param>
public sealed record AcquisitionDebt(DateOnly On, bool Dwelling);
