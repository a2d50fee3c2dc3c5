using LoanServicing.Domain.Regulation.Section72p;

namespace LoanServicing.Domain.Loans.Findings;

/// <summary>How the loan was agreed and drawn (26 CFR 1.72(p)-1 A-3(b); 26 USC 72(p)(2)(D)).</summary>
internal static class AgreementFindings
{
    public static LoanFinding Agreement(bool held, DateOnly madeOn)
    {
        var finding = EnforceableAgreement.IsSatisfied(held, madeOn);
        return new(
            "agreement",
            finding.Answer,
            finding.Cites,
            held ? "A legally enforceable agreement is held." : "No legally enforceable agreement is held.",
            finding.Answer ? null : DeemingReason.Agreement
        );
    }

    public static IEnumerable<LoanFinding> CreditCard(Originated e, LoanCircumstances circumstances)
    {
        if (!circumstances.CreditCard)
            yield break;
        var finding = CreditCardLoan.IsSatisfied(circumstances.CreditCard, e.On);
        yield return new(
            "credit-card",
            finding.Answer,
            finding.Cites,
            "The loan was made through a credit card or a similar arrangement.",
            finding.Answer ? null : DeemingReason.CreditCard
        );
    }
}
