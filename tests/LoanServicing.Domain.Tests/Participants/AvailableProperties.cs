using FsCheck;
using FsCheck.Fluent;
using LoanServicing.Domain.Calendar;
using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Money;
using LoanServicing.Domain.Participants;
using LoanServicing.Domain.Regulation.Section72p;

namespace LoanServicing.Domain.Tests.Participants;

/// <summary>What is available can be borrowed.</summary>
public class AvailableProperties
{
    private const int Drawn = 10_000;

    private static readonly Gen<(decimal Vested, decimal Earlier, decimal Repaid, int Days)> Any =
        from vested in Gen.Choose(1, 15_000_000)
        from earlier in Gen.Choose(100_00, 20_000_00)
        from repaid in Gen.Choose(0, 9_999)
        from days in Gen.Choose(1, 500)
        select (vested / 100m, earlier / 100m, repaid / 100m, days);

    [Fact]
    public void Who_borrows_what_is_available_has_nothing_over_the_limit() =>
        Prop.ForAll(
                Arb.From(Any),
                drawn =>
                {
                    var account = new Account(
                        Given.Plan(new CurePeriodRule.Maximum()),
                        Given.Participant("1965-04-03")
                    );
                    var made = Given.Day("2024-01-02");
                    Takes(account, new AccountValuedFact(made, drawn.Vested, null, null));
                    Takes(account, Made("A", made, drawn.Earlier));
                    if (drawn.Repaid > 0m)
                        Takes(account, new PaidFact(made.AddDays(1), "A", drawn.Repaid, 1, null, null));
                    var on = made.AddDays(1 + drawn.Days);
                    var before = BorrowingPosition.Before(on, account.History);
                    var limit = LoanAmountLimit.OfPlan(
                        new(before.HighestPriorYear, before.Outstanding, before.Vested!.Value, true),
                        on
                    );
                    var available = Cents.RoundDown(limit.Limit) - before.Outstanding;
                    if (available < 1m)
                        return;
                    Takes(account, Made("B", on, available));
                    account
                        .Find("B")!
                        .History.Stated.Select(stated => stated.Event)
                        .OfType<DeemedDistributed>()
                        .ShouldAllBe(deemed => deemed.Reason != DeemingReason.AmountLimit);
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(Drawn));

    private static OriginatedFact Made(string loan, DateOnly on, decimal amount) =>
        new(on, loan, new(on, amount, 0.05m, Frequency.Monthly, 48, on.AddDays(30)), true, null);

    private static void Takes(Account account, Fact fact) => account.Take(fact, Given.Source, out _).ShouldBeNull();
}
