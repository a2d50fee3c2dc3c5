using LoanServicing.Domain.Loans;

namespace LoanServicing.Domain.Participants.Decisions;

/// <summary>Consent to payroll withholding is revoked (26 CFR 1.72(p)-1 A-19(b)(3)).</summary>
internal static class RevocationDecision
{
    public static Rejection? Revoke(WithholdingConsentRevokedFact fact, Account account, Source source)
    {
        if (account.Find(fact.Loan) is not { } loan)
            return LoanNames.Unknown(fact.Loan);
        var others = account.History with
        {
            Loans = [.. account.Loans.Where(other => other != loan).Select(other => other.History)],
        };
        return ScheduleDecision.Change(
            account,
            fact.Loan,
            new WithholdingConsentRevoked(fact.On, AccountStatements.LosesCondition(others, loan.Made, fact.On), source)
        );
    }
}
