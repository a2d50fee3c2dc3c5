using LoanServicing.Domain.Money;
using LoanServicing.Domain.Plans;
using LoanServicing.Domain.Regulation.Erisa408b1;
using LoanServicing.Domain.Regulation.Section72p;

namespace LoanServicing.Domain.Loans.Findings;

/// <summary>Whether the loan is within the limits of its amount (26 USC 72(p)(2)(A); 26 CFR 1.72(p)-1 A-20).</summary>
public static class AmountFindings
{
    /// <summary>
    /// What the amount limit of the loan was worked out from; null where the account was not valued by then.
    /// </summary>
    public static LoanAmountFacts? FactsOf(Originated e, PlanState plan) =>
        e.Borrowing is { Vested: { } vested } borrowing
            ? new(
                borrowing.HighestPriorYear,
                borrowing.Outstanding,
                vested,
                plan.PolicyOn(e.On).Floor10000,
                (e.Circumstances ?? LoanCircumstances.Ordinary).LimitSet
            )
            : null;

    /// <summary>
    /// The limit that the plan lends up to as the loan is made; null where the account was not valued. The law's is
    /// never lower.
    /// </summary>
    public static AmountLimit? LimitOf(Originated e, PlanState plan) =>
        FactsOf(e, plan) is { } facts ? LoanAmountLimit.OfPlan(facts, e.On) : null;

    public static IEnumerable<LoanFinding> Of(Originated e, PlanState plan)
    {
        if (FactsOf(e, plan) is not { } facts)
            yield break;
        var (terms, replaced) = (TermsInLaw.Agreed(e.Terms), TermsInLaw.Balances(e.Replaces ?? []));
        var limit = LoanAmountLimit.OfLaw(facts, e.On);
        var beside = facts.OutstandingBefore - Refinancing.Discharged(terms, replaced);
        // An excess of less than a cent is none.
        var excess = Math.Min(e.Amount, beside + e.Amount - limit.Limit);
        var bothCount = replaced.Any(loan => Refinancing.BothCount(terms, loan, replaced));
        var detail =
            $"Borrowed {e.Amount:0.00} with {beside:0.00} outstanding beside it; the limit was {limit.Limit:0.00}, "
            + $"from {facts.Vested:0.00} vested and at most {facts.HighestPriorYear:0.00} owed in the year before.";
        yield return excess < Cents.One
            ? new("amount-limit", true, limit.Cites, detail)
            : new(
                "amount-limit",
                false,
                bothCount ? Refinancing.Cites : limit.Cites,
                detail,
                bothCount ? DeemingReason.Refinancing : DeemingReason.AmountLimit,
                Cents.Round(excess)
            );
        var ofPlan = LoanAmountLimit.OfPlan(facts, e.On);
        if (ofPlan.Limit < limit.Limit && beside + e.Amount > ofPlan.Limit)
            yield return new(
                "loan-program",
                false,
                AdequateSecurity.Cites,
                $"The plan lends up to half the vested balance, {ofPlan.Limit:0.00} here; {beside + e.Amount:0.00} "
                    + "is within the law's limit only."
            );
    }
}
