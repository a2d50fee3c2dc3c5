using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Loans.Findings;
using LoanServicing.Domain.Plans;
using LoanServicing.Domain.Regulation.Section72p;

namespace LoanServicing.Domain.Auditing;

/// <summary>What the rules said as the loan was made, and the figures that they were given.</summary>
/// <param name="Figures">As they are known now. Null for a loan that section 72(p) does not govern, that was taken
/// over, or whose account was not valued by then.</param>
/// <param name="SaidFirst">As the loan was made, where the figures were restated since; else null.</param>
public sealed record OriginationFindings(
    LimitFigures? Figures,
    IReadOnlyList<LoanFinding> Findings,
    SupersededFindings? SaidFirst
)
{
    internal static OriginationFindings Of(LoanHistory history, PlanState plan) =>
        history.Made switch
        {
            Originated originated => new(
                LimitFigures.Of(originated, plan),
                LoanFindings.AtOrigination(originated, plan),
                SupersededFindings.Of(history, plan)
            ),
            TakenOver taken => new(null, LoanFindings.AtTakeOver(taken), null),
            _ => new(null, [], null),
        };
}

/// <summary>Findings with figures that were all that was known of the account as the loan was recorded.</summary>
/// <param name="Figures">Null where the account was not valued then.</param>
/// <param name="RestatedBy">Versions of the events that restated them, in order; the latest is what is known
/// now.</param>
public sealed record SupersededFindings(
    LimitFigures? Figures,
    IReadOnlyList<LoanFinding> Findings,
    IReadOnlyList<long> RestatedBy
)
{
    internal static SupersededFindings? Of(LoanHistory history, PlanState plan)
    {
        IReadOnlyList<long> by =
        [
            .. history
                .Recorded.Select((e, index) => (Event: e as FiguresRestated, Version: index + 1L))
                .Where(pair => pair.Event is { Fact: 1 })
                .Select(pair => pair.Version),
        ];
        return by.Count > 0 && history.Recorded[0] is Originated first
            ? new(LimitFigures.Of(first, plan), LoanFindings.AtOrigination(first, plan), by)
            : null;
    }
}

/// <summary>How the amount limit came about, in US dollars (26 USC 72(p)(2)(A)).</summary>
/// <param name="Vested">Nonforfeitable balance, loan notes included.</param>
/// <param name="HighestPriorYear">Highest balance of all loans in the year that ends the day before the loan.</param>
/// <param name="Outstanding">Balance of all loans on the loan's day, before it.</param>
/// <param name="PeakMethod">How the plan takes the highest balance of several loans.</param>
/// <param name="OfLaw">What is over it is a deemed distribution.</param>
/// <param name="OfPlan">Never higher than the law's.</param>
/// <param name="Available">The plan's limit less what was outstanding, not under 0.</param>
/// <param name="PolicyFrom">Since when the plan's loan program said so.</param>
public sealed record LimitFigures(
    decimal Vested,
    decimal HighestPriorYear,
    decimal Outstanding,
    PeakMethod PeakMethod,
    AmountLimit OfLaw,
    AmountLimit OfPlan,
    decimal Available,
    DateOnly PolicyFrom
)
{
    internal static LimitFigures? Of(Originated made, PlanState plan)
    {
        if (made.Exempt is not null || AmountFindings.FactsOf(made, plan) is not { } facts)
            return null;
        var policy = plan.PolicyOn(made.On);
        var ofPlan = LoanAmountLimit.OfPlan(facts, made.On);
        return new(
            facts.Vested,
            facts.HighestPriorYear,
            facts.OutstandingBefore,
            policy.PeakMethod,
            LoanAmountLimit.OfLaw(facts, made.On),
            ofPlan,
            Math.Max(0m, Money.Cents.RoundDown(ofPlan.Limit) - facts.OutstandingBefore),
            policy.From
        );
    }
}

/// <summary>What a rule said when repayments were agreed anew, or consent to withholding was revoked.</summary>
public sealed record ChangeFinding(EventRecording Recording, DateOnly On, LoanFinding Finding)
{
    internal static IReadOnlyList<ChangeFinding> Of(LedgerWalk walk, RecordedLoan record) =>
        [
            .. walk
                .Steps.Where(step => !step.After.IsExempt && step.Before?.Closed is null)
                .SelectMany(step =>
                    Findings(step)
                        .Select(finding => new ChangeFinding(record.Of(step.Version)!, step.Event.On, finding))
                ),
        ];

    private static IReadOnlyList<LoanFinding> Findings(LedgerStep step) =>
        step.Event switch
        {
            Rescheduled or LeaveEnded or RepaymentsDelayed => LoanFindings.AfterChange(step.Event, step.After),
            WithholdingConsentRevoked revoked => LoanFindings.AfterRevocation(revoked),
            _ => [],
        };
}
