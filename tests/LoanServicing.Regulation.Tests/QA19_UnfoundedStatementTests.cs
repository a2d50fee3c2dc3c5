using LoanServicing.Domain.Auditing;
using LoanServicing.Domain.Calendar;
using LoanServicing.Domain.Evaluation;
using LoanServicing.Domain.Facts;
using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Participants;
using LoanServicing.Domain.Plans;
using LoanServicing.Domain.Regulation.Section72p;
using LoanServicing.Domain.Tests;

namespace LoanServicing.Regulation.Tests;

/// <summary>
/// What is said of a loan because of others is proved from the account's record as it stands in the end.
/// </summary>
public class QA19_UnfoundedStatementTests
{
    private readonly AccountUnderTest account = new AccountUnderTest(new CurePeriodRule.Maximum()).Valued(
        "2020-12-31",
        60_000m
    );

    // B is revoked, and so deemed beside A; then C is made beside both, on the same day. A turns out to have been
    // repaid before.
    [Fact, Cites("26 CFR 1.72(p)-1 A-19(b)(3)")]
    public void A_revocation_said_anew_changes_what_is_said_of_a_loan_made_after_it_on_the_same_day()
    {
        DeemedBesideB();
        account.After(new WithholdingConsentRevokedFact(Given.Day("2021-09-10"), "B"));
        account.Lends("C", Terms("2021-09-10", 2_000m, "2021-10-10")).ShouldBeNull();
        account.Deemings("C").ShouldBe([(Given.Day("2021-09-10"), 2_000m, DeemingReason.SecondLoanCondition)]);
        account.Takes(new PaidFact(Given.Day("2021-09-05"), "A", 3_000m, 1, null, null)).ShouldBeNull();
        account.Deemings("B").ShouldBeEmpty();
        UnfoundedStatement.In(account.History).ShouldBeEmpty();
        account.Deemings("C").ShouldBeEmpty();
    }

    // B and C both lose their condition on one day, C's first: what was said of B rests on C too.
    [Fact, Cites("26 CFR 1.72(p)-1 A-19(b)(3)")]
    public void Of_two_revocations_of_a_day_the_one_recorded_first_is_said_anew_first()
    {
        DeemedBesideB();
        account.Lends("C", Terms("2021-08-05", 2_000m, "2021-09-05"), new(PayrollWithholding: true)).ShouldBeNull();
        account.After(
            new WithholdingConsentRevokedFact(Given.Day("2021-09-10"), "C"),
            new WithholdingConsentRevokedFact(Given.Day("2021-09-10"), "B")
        );
        account.Deemings("B").Count.ShouldBe(1);
        account.Takes(new PaidFact(Given.Day("2021-09-05"), "A", 3_000m, 1, null, null)).ShouldBeNull();
        account.Deemings("C").ShouldBeEmpty();
        UnfoundedStatement.In(account.History).ShouldBeEmpty();
        account.Deemings("B").ShouldBeEmpty();
    }

    [Theory, Cites("26 USC 72(p)(2)(A)")]
    [InlineData("HighestPriorYear")]
    [InlineData("Outstanding")]
    [InlineData("Vested")]
    [InlineData("DeemedLoanUnrepaid")]
    [InlineData("Loans")]
    public void A_figure_that_was_changed_is_named_with_its_loan_and_no_other_is(string figure)
    {
        ThreeLoans();
        UnfoundedStatement.In(account.History).ShouldBeEmpty();
        var changed = WithEvent(
            "B",
            1,
            e => ((Originated)e) with { Borrowing = Otherwise(((Originated)e).Borrowing!, figure) }
        );
        var unfounded = UnfoundedStatement.In(changed).ShouldHaveSingleItem();
        (unfounded.Loan, unfounded.Version, unfounded.RestatedBy).ShouldBe(("B", 1L, null));
        ((Originated)unfounded.Follows).Borrowing.ShouldBe(((Originated)account["B"].Events[0]).Borrowing);
        FigureChange.Between(unfounded.Says, unfounded.Follows).ShouldHaveSingleItem();
    }

    [Fact, Cites("26 USC 72(p)(2)(A)")]
    public void What_was_said_anew_is_proved_in_place_of_what_was_said_at_first()
    {
        ThreeLoans();
        account.Takes(new PaidFact(Given.Day("2021-01-15"), "A", 100m, 1, null, null)).ShouldBeNull();
        var restated = account["B"].Events.ToList().FindIndex(e => e is FiguresRestated) + 1L;
        UnfoundedStatement.In(account.History).ShouldBeEmpty();
        UnfoundedStatement.In(WithEvent("B", 1, e => ((Originated)e) with { Borrowing = null })).ShouldBeEmpty();
        var unfounded = UnfoundedStatement
            .In(
                WithEvent(
                    "B",
                    restated,
                    e =>
                        (FiguresRestated)e with
                        {
                            Borrowing = ((FiguresRestated)e).Borrowing! with { Outstanding = 1m },
                        }
                )
            )
            .ShouldHaveSingleItem();
        (unfounded.Loan, unfounded.Version, unfounded.RestatedBy).ShouldBe(("B", 1L, restated));
    }

    [Fact, Cites("26 CFR 1.72(p)-1 A-20(a)")]
    public void A_replaced_loan_that_was_changed_left_out_or_added()
    {
        ThreeLoans();
        account.After(
            new RefinancedFact(Given.Day("2021-04-10"), "D", ["C", "A"], Terms("2021-04-10", 9_000m, "2021-04-30"))
        );
        UnfoundedStatement.In(account.History).ShouldBeEmpty();
        IReadOnlyList<ReplacedLoan> said = ((Originated)account["D"].Events[0]).Replaces!;
        said.Select(loan => loan.Loan).ShouldBe(["C", "A"]);
        IReadOnlyList<ReplacedLoan>[] changes =
        [
            [said[0], said[1] with { Balance = said[1].Balance + 0.01m }],
            [said[0]],
            [.. said, said[1] with { Loan = "B" }],
            [.. said, said[1] with { Loan = "Z" }],
        ];
        foreach (var change in changes)
        {
            var unfounded = UnfoundedStatement
                .In(WithEvent("D", 1, e => ((Originated)e) with { Replaces = change }))
                .ShouldHaveSingleItem();
            (unfounded.Loan, unfounded.Version).ShouldBe(("D", 1L));
            ((Originated)unfounded.Follows).Replaces.ShouldBe(said);
            FigureChange.Between(unfounded.Says, unfounded.Follows).ShouldNotBeEmpty();
        }
    }

    [Fact, Cites("26 CFR 1.72(p)-1 A-19(b)(3)")]
    public void A_condition_that_is_lost_and_is_said_to_be_kept()
    {
        DeemedBesideB();
        account.Pays("B", "2021-09-01", 50m).After(new WithholdingConsentRevokedFact(Given.Day("2021-09-10"), "B"));
        UnfoundedStatement.In(account.History).ShouldBeEmpty();
        var unfounded = UnfoundedStatement
            .In(WithEvent("B", 3, e => (WithholdingConsentRevoked)e with { LosesCondition = false }))
            .ShouldHaveSingleItem();
        (unfounded.Loan, unfounded.Version).ShouldBe(("B", 3L));
        FigureChange.Between(unfounded.Says, unfounded.Follows).ShouldBe([new("loses condition", false, true)]);
    }

    // An account that was never valued has no limit, whether the log says so by figures or by none.
    [Theory, Cites("26 USC 72(p)(2)(A)")]
    [InlineData(false, 0)]
    [InlineData(true, 1)]
    public void Figures_left_out_say_that_no_limit_was_worked_out(bool isValued, int unfounded)
    {
        var other = new AccountUnderTest(new CurePeriodRule.Maximum());
        if (isValued)
            other.Valued("2020-12-31", 60_000m);
        other.Lends("A", Terms("2021-01-01", 3_000m, "2021-02-01")).ShouldBeNull();
        UnfoundedStatement
            .In(With(other.History, "A", 1, e => ((Originated)e) with { Borrowing = null }))
            .Count.ShouldBe(unfounded);
    }

    [Fact, Cites("26 CFR 1.72(p)-1 A-18(a)")]
    public void Of_a_loan_that_the_section_does_not_reach_nothing_rests_on_the_limit()
    {
        account
            .Lends(
                "X",
                Terms("2021-01-01", 3_000m, "2021-02-01"),
                new(
                    InvestmentProgram: new(
                        Established: true,
                        Earmarked: false,
                        ParticipantsOnly: false,
                        MaturesOnSeverance: false,
                        Insider: false
                    )
                )
            )
            .ShouldBeNull();
        account
            .Account.Take(new AccountValuedFact(Given.Day("2020-12-31"), 1m, null, null), Given.Source, out _)
            .ShouldBeNull();
        UnfoundedStatement.In(account.History).ShouldBeEmpty();
    }

    [Fact]
    public void Nothing_is_unfounded_in_any_scenario()
    {
        var files = new[] { "Scenarios", "SourcedScenarios" }
            .SelectMany(folder =>
                Directory.GetFiles(
                    Path.Combine(RepositoryRoot.Path, "tests", "LoanServicing.Regulation.Tests", folder),
                    "*.json"
                )
            )
            .ToList();
        files.Count.ShouldBeGreaterThan(60);
        var statements = 0;
        foreach (var file in files)
        {
            var history = Lived(
                ScenarioReader.Read(System.Text.Encoding.UTF8.GetBytes(WorkedScenario.Read(file).Input.ToJsonString()))
            );
            UnfoundedStatement.In(history).ShouldBeEmpty(file);
            statements += history.Loans.Count(loan => loan.Made is Originated { Exempt: null });
        }

        statements.ShouldBeGreaterThan(100);
    }

    private static AccountHistory Lived(Scenario scenario)
    {
        var account = new Account(
            PlanState.Create(
                new(
                    Era.First,
                    scenario.Plan.Id,
                    scenario.Plan.Kind,
                    scenario.Plan.Policy,
                    Given.Source,
                    scenario.Plan.Provisions
                )
            ),
            ParticipantState.Create(
                new(Era.First, scenario.Plan.Id, scenario.Participant.Id, scenario.Participant.BirthDate, Given.Source)
            )
        );
        foreach (
            var fact in FactOrder
                .Of(scenario.Facts)
                .Select(item => item.Fact)
                .TakeWhile(fact => fact.On <= scenario.AsOf)
        )
        {
            account.Close(fact.On.AddDays(-1));
            account.Take(fact, Given.Source, out _).ShouldBeNull();
        }

        return account.History;
    }

    private static BorrowingFigures Otherwise(BorrowingFigures figures, string figure) =>
        figure switch
        {
            "HighestPriorYear" => figures with { HighestPriorYear = figures.HighestPriorYear + 0.01m },
            "Outstanding" => figures with { Outstanding = figures.Outstanding - 0.01m },
            "Vested" => figures with { Vested = null },
            "DeemedLoanUnrepaid" => figures with { DeemedLoanUnrepaid = !figures.DeemedLoanUnrepaid },
            _ => figures with { Loans = figures.Loans + 1 },
        };

    private AccountHistory WithEvent(string loan, long version, Func<LoanEvent, LoanEvent> change) =>
        With(account.History, loan, version, change);

    private static AccountHistory With(
        AccountHistory history,
        string loan,
        long version,
        Func<LoanEvent, LoanEvent> change
    ) =>
        history with
        {
            Loans =
            [
                .. history.Loans.Select(other =>
                    other.Made.Loan == loan
                        ? new([.. other.Recorded.Select((e, index) => index == version - 1 ? change(e) : e)])
                        : other
                ),
            ],
        };

    // Of unlike amounts, each beside those before it, the last two on one day. B stands whether or not A was deemed.
    private void ThreeLoans()
    {
        account.Lends("A", Terms("2021-01-01", 3_000m, "2021-02-01")).ShouldBeNull();
        account.Pays("A", "2021-02-01", 50m);
        account.Lends("B", Terms("2021-02-10", 2_000m, "2021-03-01"), new(PayrollWithholding: true)).ShouldBeNull();
        account.Lends("C", Terms("2021-02-10", 1_000m, "2021-03-01")).ShouldBeNull();
    }

    // A of 3,000 fails on 30 June; B of 3,000, repaid by withholding, is made beside it on 1 August.
    private void DeemedBesideB()
    {
        account.Lends("A", Terms("2021-01-01", 3_000m, "2021-02-01")).ShouldBeNull();
        account.ClosedThrough("2021-07-31");
        account.Lends("B", Terms("2021-08-01", 3_000m, "2021-09-01"), new(PayrollWithholding: true)).ShouldBeNull();
    }

    private static LoanTerms Terms(string on, decimal amount, string first) =>
        new(Given.Day(on), amount, 0m, Frequency.Monthly, 60, Given.Day(first));
}
