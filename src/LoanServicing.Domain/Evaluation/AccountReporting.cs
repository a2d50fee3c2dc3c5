using LoanServicing.Domain.Facts;
using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Loans.Findings;
using LoanServicing.Domain.Participants;
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
            .Where(found => found.Open != 0m)
            .Select(found => $"{found.On:yyyy-MM-dd}, loan {history.Made.Loan}: {found.InWords}, which needs a person");

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
            limit.Limit,
            Math.Max(0m, limit.Limit - borrowing.Outstanding)
        );
    }

    private static LoanReport OfPledge(InterestPledged pledge, AccountHistory account)
    {
        if (!account.TreatsAsLoan(pledge))
            return new("active", null, null, null, 0m, null, null, [], [], [], []);
        return new(
            "deemed",
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
