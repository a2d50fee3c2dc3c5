using FsCheck;
using FsCheck.Fluent;
using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Regulation.Section72p;

namespace LoanServicing.Domain.Tests.Loans;

/// <summary>
/// What holds for every loan and everything that can be recorded on it. A failure prints its seed and the shrunk life.
/// </summary>
public class LedgerProperties(ITestOutputHelper output)
{
    [Fact]
    public void The_principal_of_every_schedule_sums_to_the_loan() =>
        Prop.ForAll(
                Arb.From(SomeLoan.Any, loan => loan.Smaller()),
                loan =>
                {
                    var schedule = Amortization.Schedule(loan.Terms.Schedule, loan.Terms.Amount);
                    schedule.Count.ShouldBe(loan.Installments);
                    schedule.Sum(row => row.Principal).ShouldBe(loan.Terms.Amount);
                    schedule.ShouldAllBe(row => row.Amount == row.Principal + row.Interest && row.Interest >= 0m);
                    schedule.Select(row => row.Due).ShouldBeInOrder();
                }
            )
            .Check(PropertyRuns.Config);

    [Fact]
    public void The_state_that_the_events_fold_to_is_the_one_worked_out_from_the_facts() =>
        Always(loan =>
        {
            var (state, standing) = loan.AtClose();
            var ledger = loan.History.At(loan.Today, loan.Plan)!;
            state
                .Position.AdvanceTo(loan.Today, state.Terms.Schedule)
                .ShouldBe(ledger.Loan.Position.AdvanceTo(loan.Today, state.Terms.Schedule));
            (state.Deemed, state.Closed, state.Examined).ShouldBe(
                (ledger.Loan.Deemed, ledger.Loan.Closed, ledger.Loan.Examined)
            );
            standing.Select(Content).ShouldBe(ledger.Consequences.Select(Content), ignoreOrder: true);
            loan.History.Folded.Version.ShouldBe(loan.Events.Count);
            loan.History.Folded.Position.ShouldBe(loan.State.Position);
        });

    [Fact]
    public void The_ledger_agrees_with_the_contract_told_day_by_day() =>
        Always(loan =>
        {
            if (loan.State.Closed is { By: ClosedBy.Offset })
                return;
            var (principal, due, outstanding, _) = DailyModel.At(loan.Today, loan.State.Terms, loan.Payments);
            var position = loan.State.Position.AdvanceTo(loan.Today, loan.State.Terms.Schedule);
            (position.Principal, position.InterestDue).ShouldBe((principal, due));
            loan.State.Position.OutstandingOn(loan.Today, loan.State.Terms.Schedule).ShouldBe(outstanding);
        });

    [Fact]
    public void Principal_repaid_and_outstanding_and_offset_is_what_was_lent() =>
        Always(loan =>
        {
            var last = loan.State.Closed?.On ?? loan.Today;
            var repaid = DailyModel.At(last, loan.State.Terms, loan.Payments).PrincipalRepaid;
            (repaid + loan.State.Position.Principal + (loan.State.Closed?.Principal ?? 0m)).ShouldBe(
                loan.State.Terms.Amount
            );
            loan.State.Position.Principal.ShouldBeGreaterThanOrEqualTo(0m);
        });

    [Fact]
    public void Closing_a_day_twice_states_nothing_the_second_time() =>
        Always(loan =>
            Loan.Decide(new CloseDay(loan.Today, loan.Today, Given.Source), loan.AtClose().State, loan.Plan)
                .Count.ShouldBe(0)
        );

    [Fact]
    public void A_loan_is_deemed_at_most_once_and_no_installment_is_missed_twice() =>
        Always(loan =>
        {
            var standing = loan.AtClose().Standing;
            standing.OfType<DeemedDistributed>().Count().ShouldBeLessThanOrEqualTo(1);
            standing.OfType<Missed>().Select(missed => missed.Installment).ShouldBeUnique();
            standing
                .OfType<Missed>()
                .ShouldAllBe(missed =>
                    missed.On == loan.State.Terms.Schedule.Due(missed.Installment - 1) && missed.CureEnds >= missed.On
                );
        });

    [Fact]
    public void Every_installment_paid_on_its_day_is_as_scheduled_and_nothing_is_ever_missed() =>
        Prop.ForAll(
                Arb.From(SomeLoan.Any.Where(SatisfiesTheLaw), loan => loan.Smaller().Where(SatisfiesTheLaw)),
                some =>
                {
                    var loan = new RecordedLoan(some);
                    foreach (
                        var row in Amortization
                            .Schedule(some.Terms.Schedule, some.Terms.Amount)
                            .Where(row => row.Amount > 0m)
                    )
                    {
                        loan.Closes(row.Due.AddDays(-1), row.Due.AddDays(-1));
                        loan.Does(new(ActKind.PayScheduled, row.Due.DayNumber - loan.Today.DayNumber, 0, 0));
                        ((InstallmentPaid)loan.Events.Last(e => e is InstallmentPaid)).Amount.ShouldBe(row.Amount);
                    }

                    loan.State.Closed.ShouldBe(new(loan.Today, ClosedBy.Repayment, 0m, 0m));
                    loan.Events.ShouldNotContain(e => e is Missed || e is DeemedDistributed);
                }
            )
            .Check(PropertyRuns.Config);

    // What is checked above is worth what is drawn: every kind of event has to come up, and every way of taking a fact
    // in.
    [Fact]
    public void The_lives_that_are_drawn_reach_every_event()
    {
        var seen = new Dictionary<string, int>();
        Prop.ForAll(
                LoanLife.Any,
                life =>
                {
                    RecordedLoan? last = null;
                    life.Live(loan => last = loan);
                    foreach (
                        var kind in last!
                            .Events.Select(e => e is DeemedDistributed deemed ? $"{deemed.Reason}" : e.GetType().Name)
                            .Distinct()
                    )
                        seen[kind] = seen.GetValueOrDefault(kind) + 1;
                }
            )
            .Check(PropertyRuns.Config);
        output.WriteLine(string.Join(", ", seen.OrderBy(pair => pair.Key).Select(pair => $"{pair.Key} {pair.Value}")));
        foreach (
            var kind in new[]
            {
                nameof(Missed),
                nameof(DeemingReason.MissedInstallment),
                nameof(DeemingReason.RepaymentTerm),
                nameof(PaidInFull),
                nameof(Offset),
                nameof(RepaymentReversed),
                nameof(ConsequenceWithdrawn),
                nameof(LedgerRestated),
            }
        )
            seen.GetValueOrDefault(kind).ShouldBeGreaterThan(0, $"no life of 300 has {kind}");
    }

    private static bool SatisfiesTheLaw(SomeLoan loan) =>
        RepaymentTerm.IsSatisfied(TermsInLaw.RepaymentTermFacts(loan.Terms), loan.Terms.FinalDue).Answer
        && LevelAmortization.IsSatisfied(TermsInLaw.AmortizationFacts(loan.Terms)).Answer;

    private static void Always(Action<RecordedLoan> check) =>
        Prop.ForAll(LoanLife.Any, life => life.Live(check)).Check(PropertyRuns.Config);

    private static string Content(LoanConsequence consequence) =>
        (consequence with { Source = Given.Source }).ToString();
}
