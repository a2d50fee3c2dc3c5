using FsCheck;
using FsCheck.Fluent;
using LoanServicing.Domain.Calendar;
using LoanServicing.Domain.Evaluation;
using LoanServicing.Domain.Facts;
using LoanServicing.Domain.Participants;
using LoanServicing.Domain.Plans;
using LoanServicing.Domain.Tests.Loans;

namespace LoanServicing.Domain.Tests.Evaluation;

/// <summary>
/// What holds for every account, whatever happens on it. A failure prints its seed and the shrunk life.
/// </summary>
public class ScenarioProperties(ITestOutputHelper output)
{
    [Fact]
    public void A_report_does_not_depend_on_the_order_of_facts_of_different_days() =>
        Always(
            (scenario, draw) =>
            {
                // The days in another order, the facts of each as they were.
                var days = scenario
                    .Facts.GroupBy(item => item.Fact.On)
                    .OrderBy(day => day.Key.DayNumber * 7_919L % (31 + draw.Policy))
                    .SelectMany(day => day);
                Json(scenario with { Facts = [.. days] }).ShouldBe(Json(scenario));
            }
        );

    [Fact]
    public void A_report_as_of_a_day_does_not_change_when_facts_after_it_are_added() =>
        Always(
            (scenario, _) =>
            {
                foreach (var day in scenario.Facts.Select(item => item.Fact.On).Distinct())
                {
                    var then = scenario with { AsOf = day };
                    Json(then)
                        .ShouldBe(Json(then with { Facts = [.. scenario.Facts.Where(item => item.Fact.On <= day)] }));
                }
            }
        );

    [Fact]
    public void The_principal_of_every_schedule_on_its_way_sums_to_the_loan() =>
        Always(
            (scenario, _) =>
            {
                // Money ahead of the schedule, or an offset, leaves less to repay than the rows before a change say.
                if (
                    scenario.Facts.Any(item =>
                        item.Fact
                            is PaidFact
                                or PaymentReversedFact
                                or OffsetFact
                                or TransferredOutFact
                                or CorrectedFact
                                or TakenOverFact
                                or DistributedFact
                    )
                )
                    return;
                // A row that was missed splits as it was agreed; where its default runs simple, what is spread anew
                // after it owes another interest than that row says.
                if (
                    (
                        scenario.Plan.Policy.DefaultAccrual != DefaultAccrual.Compound
                        || scenario.Facts.Any(item => item.Fact is PlanAmendedFact { Change.DefaultAccrual: not null })
                    ) && scenario.Facts.Any(item => item.Fact is RescheduledFact or LeaveEndedFact or DisasterDelayFact)
                )
                {
                    return;
                }

                var amounts = scenario
                    .Facts.Select(item => item.Fact)
                    .Select(fact =>
                        fact switch
                        {
                            OriginatedFact made => (made.Loan, made.Terms.Amount),
                            RefinancedFact made => (made.Loan, made.Terms.Amount),
                            _ => ("", 0m),
                        }
                    )
                    .Where(made => made.Item1 != "")
                    .ToDictionary(made => made.Item1, made => made.Item2);
                // A leave that runs over the final due date leaves the rest to be agreed.
                foreach (
                    var (name, loan) in ScenarioEvaluation
                        .Of(scenario)
                        .Loans.Where(pair =>
                            amounts.ContainsKey(pair.Key)
                            && !(pair.Value.Status == "on-leave" && pair.Value.FinalDue <= scenario.AsOf)
                        )
                )
                    loan.Schedule.Sum(row => row.Principal).ShouldBe(amounts[name], name);
            }
        );

    [Fact]
    public void Forms_are_of_what_was_distributed_and_basis_is_recovered_once() =>
        Always(
            (scenario, _) =>
            {
                var report = ScenarioEvaluation.Of(scenario);
                foreach (var form in report.Forms1099R)
                {
                    form.Box1.ShouldBeGreaterThan(0m);
                    form.Box2a.ShouldBeInRange(0m, form.Box1);
                    form.Box5.ShouldBeInRange(0m, form.Box1);
                    form.Box7.ShouldNotBeEmpty();
                    (form.Box7.Contains('L') && form.Box7.Contains('M')).ShouldBeFalse();
                }

                report.Basis.InvestmentInContract.ShouldBeGreaterThanOrEqualTo(0m);
                report
                    .Forms1099R.Where(form => form.Box7 != "G" && !form.Box7.Contains('B'))
                    .Sum(form => form.Box5)
                    .ShouldBeLessThanOrEqualTo(4_321m + report.Basis.RepaidAfterDeemed);
                report.Withholding.Sum(day => day.Withheld).ShouldBe(report.Forms1099R.Sum(form => form.Box4));
                foreach (var loan in report.Loans.Values)
                {
                    loan.Outstanding.ShouldBeGreaterThanOrEqualTo(0m);
                    loan.DeemedDistributions.Count.ShouldBeLessThanOrEqualTo(2);
                    (loan.CureEnds is null).ShouldBe(loan.NextUnpaidDue is null);
                }
            }
        );

    [Fact]
    public void The_lives_that_are_drawn_reach_every_fact_and_status()
    {
        var seen = new Dictionary<string, int>();
        Always(
            (scenario, _) =>
            {
                var report = ScenarioEvaluation.Of(scenario);
                foreach (
                    var name in scenario
                        .Facts.Select(item => item.Fact.GetType().Name)
                        .Concat(report.Loans.Values.Select(loan => loan.Status))
                        .Concat(
                            report
                                .Loans.Values.SelectMany(loan => loan.DeemedDistributions)
                                .Select(deemed => deemed.Reason)
                        )
                        .Distinct()
                )
                    seen[name] = seen.GetValueOrDefault(name) + 1;
            }
        );
        output.WriteLine(string.Join(", ", seen.OrderBy(pair => pair.Key).Select(pair => $"{pair.Key} {pair.Value}")));
        string[] expected =
        [
            nameof(PaidFact),
            nameof(PaymentReversedFact),
            nameof(LeaveStartedFact),
            nameof(LeaveEndedFact),
            nameof(DisasterDelayFact),
            nameof(RescheduledFact),
            nameof(RefinancedFact),
            nameof(CorrectedFact),
            nameof(TakenOverFact),
            nameof(DistributedFact),
            nameof(PledgedFact),
            nameof(OffsetFact),
            nameof(TransferredOutFact),
            nameof(RehiredFact),
            nameof(DeadlinePostponedFact),
            nameof(WithholdingConsentRevokedFact),
            nameof(PlanAmendedFact),
            "active",
            "in-cure",
            "on-leave",
            "deemed",
            "paid",
            "offset",
            "refinanced",
            "transferred",
            "distributed",
            "missed-installment",
            "amount-limit",
            "repayment-term",
            "second-loan-condition",
            "agreement",
            "pledge",
        ];
        foreach (var name in expected)
            seen.GetValueOrDefault(name).ShouldBeGreaterThan(0, $"no life has {name}");
    }

    [Fact]
    public void A_loan_that_meets_amount_term_level_agreement_and_security_is_never_deemed_as_it_is_made() =>
        Always(
            (scenario, _) =>
            {
                foreach (
                    var (made, index) in scenario
                        .Facts.Select((item, index) => (item.Fact as OriginatedFact, index))
                        .Where(item => item.Item1 is not null)
                )
                {
                    // As it is made: before anything else that the day may bring.
                    var loan = ScenarioEvaluation
                        .Of(scenario with { AsOf = made!.On, Facts = [.. scenario.Facts.Take(index + 1)] })
                        .Loans[made.Loan];
                    var fails = loan
                        .Findings.Where(finding => !finding.Satisfied && finding.Rule != "loan-program")
                        .ToList();
                    var deemed = loan
                        .DeemedDistributions.Where(distribution => distribution.Reason != "missed-installment")
                        .ToList();
                    deemed.Count.ShouldBe(fails.Count == 0 ? 0 : 1, string.Join(", ", fails));
                }
            }
        );

    private static string Json(Scenario scenario) => ReportJson.Write(ScenarioEvaluation.Of(scenario));

    private static void Always(Action<Scenario, SomeScenario> check) =>
        Prop.ForAll(SomeScenario.Any, draw => check(draw.Tell(), draw)).Check(PropertyRuns.Config);
}
