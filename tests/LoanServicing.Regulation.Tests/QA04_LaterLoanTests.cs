using LoanServicing.Domain.Calendar;
using LoanServicing.Domain.Facts;
using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Participants;
using LoanServicing.Domain.Plans;
using LoanServicing.Domain.Regulation.Section72p;
using LoanServicing.Domain.Tests;

namespace LoanServicing.Regulation.Tests;

/// <summary>A payment that bounced, or came late, changes what was owed when another loan was made.</summary>
public class QA04_LaterLoanTests
{
    // 30,000 without interest, 500 a month: thirteen are paid by 1 February 2023, 23,500 are left, and half the vested
    // 60,000 leaves room for 6,500.
    private readonly AccountUnderTest account = new AccountUnderTest(new CurePeriodRule.Maximum()).Valued(
        "2021-12-01",
        60_000m
    );

    public QA04_LaterLoanTests()
    {
        account
            .Lends("A", new(Given.Day("2022-01-01"), 30_000m, 0m, Frequency.Monthly, 60, Given.Day("2022-02-01")))
            .ShouldBeNull();
        account.PaysInstallments("A", 0, 13);
    }

    // Without one of the thirteen, 24,000 were owed: 6,000 still fit beside them, and what is more is over the limit.
    [Theory, Cites("26 USC 72(p)(2)(A)"), Cites("26 USC 72(p)(2)(A)(ii)")]
    [InlineData(6_000, null)]
    [InlineData(6_000.01, 0.01)]
    [InlineData(6_500, 500.0)]
    public void A_reversal_can_put_a_later_loan_over_its_limit(decimal lent, double? over)
    {
        account
            .Lends("B", new(Given.Day("2023-02-01"), lent, 0m, Frequency.Monthly, 48, Given.Day("2023-03-01")))
            .ShouldBeNull();
        account.Deemed("B").ShouldBeEmpty();
        account
            .Takes(new PaymentReversedFact(Given.Day("2023-02-09"), "A", Given.Day("2023-02-01"), 500m))
            .ShouldBeNull();

        account
            .Deemings("B")
            .ShouldBe(
                over is { } amount ? [(Given.Day("2023-02-01"), (decimal)amount, DeemingReason.AmountLimit)] : []
            );
        var restated = account["B"].Events.OfType<FiguresRestated>().Single();
        restated.Borrowing!.Outstanding.ShouldBe(24_000m);
        (restated.BecauseLoan, account["A"].Events[(int)restated.Because - 1]).ShouldBe(
            ("A", account["A"].Events.OfType<RepaymentReversed>().Single())
        );
    }

    // 7,000 were 500 over the limit; that A's fourteenth had been withheld and come in by then leaves none of it over.
    [Fact, Cites("26 USC 72(p)(2)(A)(ii)")]
    public void A_late_payment_can_make_room_for_a_later_loan()
    {
        account
            .Lends("B", new(Given.Day("2023-02-02"), 7_000m, 0m, Frequency.Monthly, 48, Given.Day("2023-03-01")))
            .ShouldBeNull();
        account.Deemings("B").Select(made => made.Amount).ShouldBe([500m]);
        account
            .Pays("A", "2023-03-01")
            .Takes(new PaidFact(Given.Day("2023-02-01"), "A", 500m, 1, null, null))
            .ShouldBeNull();
        account.Deemings("B").ShouldBeEmpty();
        account["B"].Events.OfType<ConsequenceWithdrawn>().Single().Consequence.ShouldBe(nameof(DeemedDistributed));
        account
            .Pays("A", "2023-04-01")
            .Takes(new PaidFact(Given.Day("2023-03-15"), "A", 500m, 1, null, null))
            .ShouldBeNull();
        account["B"].Events.OfType<FiguresRestated>().Count().ShouldBe(1);
    }
}
