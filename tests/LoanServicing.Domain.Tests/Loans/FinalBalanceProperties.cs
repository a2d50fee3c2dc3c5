using FsCheck;
using FsCheck.Fluent;
using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Plans;

namespace LoanServicing.Domain.Tests.Loans;

/// <summary>Payroll deducts one level amount, whatever the last installment is.</summary>
public class FinalBalanceProperties(ITestOutputHelper output)
{
    private const int Drawn = 10_000;

    [Fact]
    public void A_loan_repaid_by_its_level_amount_on_every_due_date_ends_paid_and_deems_nothing()
    {
        var ends = new Dictionary<ClosedBy, int>();
        Prop.ForAll(
                Arb.From(SomeLoan.Any.Select(loan => loan with { Cure = 0 })),
                Arb.From(Gen.Elements(0.00m, 1.00m, 25.00m)),
                Arb.From(Gen.Elements(Prepayment.Advance, Prepayment.Principal)),
                (some, tolerance, prepayment) =>
                {
                    var plan = Tolerant(some.Plan, tolerance, prepayment);
                    var terms = some.Terms;
                    var loan = LoanState.Create(
                        new Originated(
                            terms.MadeOn,
                            "P",
                            "M",
                            "L",
                            terms.Amount,
                            terms.AnnualRate,
                            terms.Frequency,
                            terms.Installments,
                            terms.FirstDue,
                            terms.Purpose,
                            true,
                            terms.SemimonthlyDays,
                            null,
                            null,
                            null,
                            null,
                            null,
                            Given.Source
                        )
                    );
                    var most = FinalBalance.Tolerance(loan, terms.FinalDue, plan);
                    var events = new List<LoanEvent>();
                    for (var index = 0; index < terms.Installments; index++)
                    {
                        var due = terms.Schedule.Due(index);
                        foreach (
                            var e in Loan.Decide(
                                new ReceiveRepayment(due, terms.LevelInstallment, null, Given.Source),
                                loan,
                                plan
                            ).Events
                        )
                        {
                            loan = LoanState.Evolve(loan, e);
                            events.Add(e);
                        }
                    }

                    loan.Closed.ShouldNotBeNull();
                    ends[loan.Closed.By] = ends.GetValueOrDefault(loan.Closed.By) + 1;
                    events.ShouldAllBe(e => !(e is DeemedDistributed) && !(e is Missed));
                    loan.Closed.Amount.ShouldBeLessThanOrEqualTo(most);
                    events.OfType<RepaymentUnapplied>().Sum(money => money.Amount).ShouldBeLessThanOrEqualTo(most);
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(Drawn));
        output.WriteLine(string.Join(", ", ends.Select(end => $"{end.Value:N0} end by {end.Key}")));
        ends.Keys.ShouldBe([ClosedBy.Repayment, ClosedBy.WriteOff], ignoreOrder: true);
    }

    private static PlanState Tolerant(PlanState plan, decimal tolerance, Prepayment prepayment) =>
        plan with
        {
            Policies =
            [
                .. plan.Policies.Select(policy => policy with { FinalTolerance = tolerance, Prepayment = prepayment }),
            ],
        };
}
