using LoanServicing.Domain.Regulation.Section72p;

namespace LoanServicing.Domain.Loans.Findings;

/// <summary>What a loan beside one that was deemed and not repaid has to have (26 CFR 1.72(p)-1 A-19(b)).</summary>
internal static class SecondLoanFindings
{
    public static IEnumerable<LoanFinding> Security(Originated e, LoanCircumstances circumstances)
    {
        if (e.Borrowing is not { DeemedLoanUnrepaid: true })
            yield break;
        var finding = SubsequentLoan.IsSatisfied(
            new(true, circumstances.PayrollWithholding, circumstances.AdditionalSecurity),
            e.On
        );
        var secured =
            circumstances.AdditionalSecurity ? "secured beside the account"
            : circumstances.PayrollWithholding ? "repaid by payroll withholding"
            : "neither repaid by payroll withholding nor secured beside the account";
        yield return new(
            "second-loan-security",
            finding.Answer,
            finding.Cites,
            $"An earlier loan was deemed distributed and is not repaid; this one is {secured}.",
            finding.Answer ? null : DeemingReason.SecondLoanCondition
        );
    }

    public static LoanFinding Revoked(WithholdingConsentRevoked revoked) =>
        revoked.LosesCondition
            ? new(
                "second-loan-security",
                false,
                SubsequentLoan.CitesLost,
                "Repayment is no longer withheld from pay, nothing else secures this loan, and an earlier loan "
                    + "was deemed distributed and is not repaid.",
                DeemingReason.SecondLoanCondition
            )
            : new(
                "second-loan-security",
                true,
                SubsequentLoan.CitesLost,
                "Repayment is no longer withheld from pay; no condition of this loan depends on that."
            );
}
