using FsCheck;
using FsCheck.Fluent;
using LoanServicing.Domain.Loans;

namespace LoanServicing.Domain.Tests.Loans;

/// <summary>When something became known does not matter for what is owed, only when it happened.</summary>
public class RecordingOrderProperties
{
    private static readonly Gen<(int After, int Share)> AnyPayment =
        from after in Gen.Choose(0, 1_100)
        from share in Gen.Choose(5, 260)
        select (after, share);

    private static Arbitrary<PaidLoan> Any { get; } =
        Arb.From(
            from loan in SomeLoan.Any
            from payments in AnyPayment.ListOf()
            select new PaidLoan(loan, [.. payments]),
            paid => paid.Smaller()
        );

    [Fact]
    public void The_order_of_recording_does_not_matter() =>
        Prop.ForAll(
                Any,
                paid =>
                {
                    var inOrder = new RecordedLoan(paid.Loan);
                    foreach (var (on, amount) in paid.Payments.OrderBy(payment => payment.On))
                    {
                        inOrder.Closes(on.AddDays(-1), on.AddDays(-5));
                        inOrder.Pays(on, amount);
                    }

                    inOrder.Closes(paid.End, paid.End);

                    // The latest first, and every day closed before the others are known.
                    var backwards = new RecordedLoan(paid.Loan);
                    foreach (var (on, amount) in paid.Payments.OrderBy(payment => payment.On).Reverse())
                    {
                        backwards.Pays(on, amount);
                        backwards.Closes(paid.End, paid.End);
                    }

                    backwards.Closes(paid.End, paid.End);

                    // As drawn, each closed on its own day.
                    var mixed = new RecordedLoan(paid.Loan);
                    foreach (var (on, amount) in paid.Payments)
                    {
                        mixed.Pays(on, amount);
                        mixed.Closes(on, on);
                    }

                    mixed.Closes(paid.End, paid.End);

                    foreach (var other in new[] { backwards, mixed })
                    {
                        var (one, two) = (inOrder.State, other.State);
                        (two.Position, two.Deemed, two.Closed, two.Examined, two.InOrderFrom).ShouldBe(
                            (one.Position, one.Deemed, one.Closed, one.Examined, one.InOrderFrom)
                        );
                        Standing(other).ShouldBe(Standing(inOrder));
                    }
                }
            )
            .Check(PropertyRuns.Config);

    [Fact]
    public void A_payment_that_is_recorded_and_reversed_leaves_the_loan_as_if_it_had_never_been() =>
        Prop.ForAll(
                Any,
                paid =>
                {
                    if (paid.Payments.Count == 0)
                        return;
                    var never = new RecordedLoan(paid.Loan);
                    foreach (var (on, amount) in paid.Payments.Skip(1).OrderBy(payment => payment.On))
                        never.Pays(on, amount);
                    never.Closes(paid.End, paid.End);

                    var reversed = new RecordedLoan(paid.Loan);
                    foreach (var (on, amount) in paid.Payments.OrderBy(payment => payment.On))
                        reversed.Pays(on, amount);
                    reversed.Closes(paid.End, paid.End);
                    var (paidOn, paidAmount) = paid.Payments[0];
                    if (
                        reversed.History.FindPayment(paidOn, paidAmount) is not { } version
                        || never.Payments.Count() + 1 != reversed.Payments.Count()
                    )
                        return;
                    reversed.Records(new RepaymentReversed(paid.End, version, paidOn, paidAmount, Given.Source));

                    var (one, two) = (never.State, reversed.State);
                    (two.Position, two.Deemed, two.Closed, two.Examined, two.InOrderFrom).ShouldBe(
                        (one.Position, one.Deemed, one.Closed, one.Examined, one.InOrderFrom)
                    );
                    Standing(reversed).ShouldBe(Standing(never));
                }
            )
            .Check(PropertyRuns.Config);

    // By the contract, a period into which money comes early accrues by the day and every other the periodic rate, so
    // that paying a day early in a month of 31 days can cost more than the day saves. The comparison is therefore of
    // two days inside one period.
    [Fact]
    public void Paying_earlier_inside_a_period_never_raises_what_is_outstanding_on_any_day() =>
        Prop.ForAll(
                Early.Any,
                early =>
                {
                    var terms = early.Loan.Terms;
                    var (start, end) = (terms.Schedule.Due(0), terms.Schedule.Due(1));
                    var inside = end.DayNumber - start.DayNumber - 1;
                    if (inside < 2)
                        return;
                    var (first, second) = (
                        start.AddDays(1 + (early.One % inside)),
                        start.AddDays(1 + (early.Other % inside))
                    );
                    if (first > second)
                        (first, second) = (second, first);
                    var amount = decimal.Round(terms.Amount * early.Share / 100m, 2);
                    var opening = LedgerPosition.Opening(terms.Amount);
                    var (earlier, later) = (
                        opening.Receive(first, amount, terms.Schedule),
                        opening.Receive(second, amount, terms.Schedule)
                    );
                    for (var day = second; day < second.AddDays(400); day = day.AddDays(1))
                        earlier
                            .OutstandingOn(day, terms.Schedule)
                            .ShouldBeLessThanOrEqualTo(
                                later.OutstandingOn(day, terms.Schedule),
                                $"on {day:yyyy-MM-dd}, paid on {first:yyyy-MM-dd} or {second:yyyy-MM-dd}"
                            );
                }
            )
            .Check(PropertyRuns.Config);

    private static List<string> Standing(RecordedLoan loan) =>
        [
            .. loan
                .History.Stated.Select(stated => stated.Event)
                .OrderBy(consequence => consequence.On)
                .Select(consequence => (consequence with { Source = Given.Source }).ToString()),
        ];

    private sealed record PaidLoan(SomeLoan Loan, IReadOnlyList<(int After, int Share)> Drawn)
    {
        public DateOnly End => Loan.MadeOn.AddDays(1_200);

        public List<(DateOnly On, decimal Amount)> Payments
        {
            get
            {
                // Together at most what was lent, whatever the order, so that none is refused in one order only.
                var left = Loan.Terms.Amount;
                var payments = new List<(DateOnly On, decimal Amount)>();
                foreach (var (after, share) in Drawn)
                {
                    var amount = Math.Min(
                        left,
                        decimal.Round(Loan.Terms.LevelInstallment!.Value * share / 100m, 2) + 0.01m
                    );
                    left -= amount;
                    if (amount > 0m)
                        payments.Add((Loan.MadeOn.AddDays(after), amount));
                }

                return payments;
            }
        }

        public override string ToString() =>
            $"{Loan}, paid "
            + $"{string.Join(", ", Payments.Select(payment => $"{payment.On:yyyy-MM-dd} {payment.Amount}"))}, to {End:yyyy-MM-dd}";

        public IEnumerable<PaidLoan> Smaller()
        {
            for (var i = 0; i < Drawn.Count; i++)
                yield return this with
                {
                    Drawn = [.. Drawn.Where((_, index) => index != i)],
                };
            foreach (var loan in Loan.Smaller())
                yield return this with
                {
                    Loan = loan,
                };
        }
    }

    private sealed record Early(SomeLoan Loan, int One, int Other, int Share)
    {
        public static Arbitrary<Early> Any { get; } =
            Arb.From(
                from loan in SomeLoan.Any
                from one in Gen.Choose(0, 400)
                from other in Gen.Choose(0, 400)
                from share in Gen.Choose(1, 99)
                select new Early(loan, one, other, share),
                early => early.Loan.Smaller().Select(loan => early with { Loan = loan })
            );
    }
}
