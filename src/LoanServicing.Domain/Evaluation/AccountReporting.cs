using LoanServicing.Domain.Facts;
using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Loans.Findings;
using LoanServicing.Domain.Money;
using LoanServicing.Domain.Participants;
using LoanServicing.Domain.Plans;
using LoanServicing.Domain.Regulation.Section72p;

namespace LoanServicing.Domain.Evaluation;

/// <summary>Works out the report of a whole account from its record.</summary>
public static class AccountReporting
{
    public static ScenarioReport Of(Scenario scenario, AccountHistory account)
    {
        var asOf = scenario.AsOf;
        var tax = AccountTax.Of(account, asOf);
        var loans = account
            .InOrderMade.Select(history => (history.Made.Loan, Report: LoanReporting.Of(history, account, tax, asOf)!))
            .Concat(
                account.Participant.Movements.Pledges.Select(pledge => (pledge.Loan, Report: OfPledge(pledge, account)))
            );
        var made = account.InOrderMade.Select(history => history.Made).OfType<Originated>().ToList();
        return new(
            scenario.Name,
            scenario.Authority,
            asOf,
            loans.ToDictionary(pair => pair.Loan, pair => pair.Report),
            [.. made.Select(e => Limit(e, account)).OfType<ReportedLimit>()],
            new(tax.RepaidAfterDeemed, tax.InvestmentInContract, tax.LoanTransitionAmount),
            [.. tax.Withholding.Select(day => new ReportedWithholding(day.On, day.Base, day.Required, day.Withheld))],
            [
                .. tax.Forms.Select(form => new ReportedForm(
                    form.TaxYear,
                    form.Loan,
                    form.Box1,
                    form.Box2a,
                    form.Box4,
                    form.Box5,
                    form.Box7,
                    form.Box11
                )),
            ],
            [
                .. account
                    .InOrderMade.SelectMany(history => Unapplied(history, account.Plan, asOf))
                    .OrderBy(unapplied => unapplied.On),
            ],
            [
                .. made.Where(e => e is { Exempt: null, Borrowing.Vested: null })
                    .Select(e =>
                        $"{e.On:yyyy-MM-dd}, loan {e.Loan}: the amount limit, because the account has no valuation by then"
                    ),
                .. tax.Unresolved,
                .. account.InOrderMade.SelectMany(history => Discrepancies(history, asOf)),
            ]
        );
    }

    private static IEnumerable<string> Discrepancies(LoanHistory history, DateOnly asOf) =>
        history
            .Discrepancies(asOf)
            .Where(found => found.Open != 0m && found.Matter != DiscrepancyMatter.Repayment)
            .Select(found => $"{found.On:yyyy-MM-dd}, loan {history.Made.Loan}: {found.InWords}, which needs a person");

    // What a person has returned waits no more.
    private static IEnumerable<ReportedUnapplied> Unapplied(LoanHistory history, PlanState plan, DateOnly asOf)
    {
        var open = history
            .Discrepancies(asOf)
            .Where(found => found is { Matter: DiscrepancyMatter.Repayment, Open: > 0m })
            .ToDictionary(found => found.On, found => found.Open);
        if (open.Count == 0)
            yield break;
        foreach (var unapplied in history.At(asOf, plan)!.Consequences.OfType<RepaymentUnapplied>())
        {
            var amount = Math.Min(unapplied.Amount, open.GetValueOrDefault(unapplied.On));
            if (amount == 0m)
                continue;
            open[unapplied.On] -= amount;
            yield return new(unapplied.On, history.Made.Loan, amount, Words.Of(Words.Unapplied, unapplied.Reason));
        }
    }

    private static ReportedLimit? Limit(Originated e, AccountHistory account)
    {
        if (e.Exempt is not null || AmountFindings.LimitOf(e, account.Plan) is not { } limit)
            return null;
        var borrowing = e.Borrowing!;
        return new(
            e.On,
            e.Loan,
            borrowing.HighestPriorYear,
            borrowing.Outstanding,
            limit.DollarLimit,
            limit.PercentLimit,
            Cents.RoundDown(limit.Limit),
            Math.Max(0m, Cents.RoundDown(limit.Limit) - borrowing.Outstanding)
        );
    }

    private static LoanReport OfPledge(InterestPledged pledge, AccountHistory account)
    {
        if (!account.TreatsAsLoan(pledge))
            return new("active", 0m, null, null, null, 0m, null, null, [], [], [], []);
        return new(
            "deemed",
            0m,
            null,
            null,
            null,
            pledge.Amount,
            null,
            null,
            [new(pledge.On, pledge.Amount, Words.Of(Words.Reasons, DeemingReason.Pledge), Pledge.Cites)],
            [],
            [],
            []
        );
    }
}
