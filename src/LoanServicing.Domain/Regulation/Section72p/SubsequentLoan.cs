namespace LoanServicing.Domain.Regulation.Section72p;

/// <summary>What a loan made after a deemed distribution stands on.</summary>
/// <param name="UnrepaidDeemedLoan">Whether the same person has a loan that was deemed distributed, in whole or in
/// part, and is neither repaid nor offset.</param>
/// <param name="PayrollWithholding">An arrangement of plan, participant and employer, enforceable under applicable law,
/// to repay by payroll. A right to revoke it for the future does no harm.</param>
/// <param name="AdditionalSecurity">Adequate security beside the accrued benefit.</param>
public sealed record SubsequentLoanFacts(bool UnrepaidDeemedLoan, bool PayrollWithholding, bool AdditionalSecurity);

/// <summary>
/// A loan after one that was deemed and not repaid needs payroll withholding or more security (26 CFR 1.72(p)-1
/// A-19(b)(2), (3)).
/// </summary>
public static class SubsequentLoan
{
    /// <summary>Conditions that fail when the loan is made deem all of it on that day.</summary>
    public const string Cites = "26 CFR 1.72(p)-1 A-19(b)(2)";

    /// <summary>Conditions that fail later deem what is then outstanding.</summary>
    public const string CitesLost = "26 CFR 1.72(p)-1 A-19(b)(3)";

    /// <summary>Decided for the loan's day: loans made before 2004 need no such condition (A-22(d)).</summary>
    public static readonly Rule<SubsequentLoanFacts, bool> Requirement = new(
        "Is the loan secured as a loan after a deemed one must be?",
        new("26 USC 72(p)(2)", new(Figures.Section72pFrom), null, _ => true, _ => true),
        new(
            Cites,
            new(Figures.SubsequentLoanFrom),
            "26 USC 72(p)(2)",
            f => f.UnrepaidDeemedLoan,
            f => f.PayrollWithholding || f.AdditionalSecurity
        )
    );

    /// <param name="madeOn">The later loan's day.</param>
    public static Finding<bool> IsSatisfied(SubsequentLoanFacts f, DateOnly madeOn) => Requirement.Decide(f, madeOn);

    /// <summary>
    /// Whether the later loan, good when it was made, is deemed on a day because neither condition holds any more, as
    /// when consent to payroll withholding is revoked. One that still holds is enough. Ask only of a loan made while
    /// the deemed one was unrepaid: (b)(3) reaches no other.
    /// </summary>
    /// <param name="now">As they are on that day.</param>
    // Uncertain: whether the condition can still be lost once the deemed loan has been repaid. The condition is there
    // for an unrepaid one, so it cannot.
    public static Finding<bool> IsLost(SubsequentLoanFacts now, DateOnly madeOn) =>
        new(!IsSatisfied(now, madeOn).Answer, CitesLost, null);
}
