using FsCheck;
using FsCheck.Fluent;
using LoanServicing.Domain.Calendar;
using LoanServicing.Domain.Evaluation;
using LoanServicing.Domain.Facts;
using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Participants;
using LoanServicing.Domain.Plans;
using LoanServicing.Domain.Regulation.Epcrs;
using LoanServicing.Domain.Regulation.Section72p;

namespace LoanServicing.Domain.Tests.Evaluation;

/// <summary>Something that happens on an account.</summary>
/// <param name="Wait">Days after the act before.</param>
/// <param name="Which">Which loan or payment it is about, and how much of it, drawn as one number.</param>
internal sealed record AccountAct(string Kind, int Wait, int Which);

/// <summary>
/// An account's life in numbers that shrink, from which a scenario is told. What contradicts the rest is left out as it
/// is told, so that every draw is a scenario that can be evaluated.
/// </summary>
internal sealed record SomeScenario(int Policy, IReadOnlyList<AccountAct> Acts)
{
    public static readonly DateOnly Begins = new(2004, 1, 5);

    private static readonly string[] Kinds =
    [
        "pay",
        "pay",
        "pay",
        "pay",
        "pay",
        "pay",
        "pay-part",
        "pay-part",
        "pay-ahead",
        "pay-withheld",
        "pay-withheld",
        "lend",
        "lend",
        "lend-long",
        "lend-much",
        "value",
        "value",
        "reverse",
        "leave",
        "leave-end",
        "leave-end",
        "service",
        "delay",
        "reschedule",
        "offset",
        "transfer",
        "pay-more",
        "rehire",
        "postpone",
        "refinance",
        "revoke",
        "sever",
        "distribute",
        "correct",
        "outside",
        "pledge",
        "amend",
        "take-over",
    ];

    private static readonly Gen<AccountAct> AnyAct =
        from kind in Gen.Elements(Kinds)
        from wait in Gen.Frequency((2, Gen.Constant(0)), (5, Gen.Choose(1, 45)), (1, Gen.Choose(45, 400)))
        from which in Gen.Choose(0, 9_999)
        select new AccountAct(kind, wait, which);

    public static Arbitrary<SomeScenario> Any { get; } =
        Arb.From(
            from policy in Gen.Choose(0, 999)
            from acts in AnyAct.ListOf()
            select new SomeScenario(policy, [.. acts]),
            Shrink
        );

    public override string ToString() =>
        $"policy {Policy}: {string.Join(", ", Acts.Select(act => $"{act.Kind} +{act.Wait} ({act.Which})"))}";

    /// <summary>The facts, told as of the day of the last of them.</summary>
    public Scenario Tell()
    {
        var teller = Live();
        return new("told", null, teller.Today, teller.Plan, teller.Participant, [.. teller.Facts]);
    }

    /// <summary>The life itself, with the account at its end.</summary>
    public ScenarioTeller Live()
    {
        var cure = (Policy % 4) switch
        {
            0 => new CurePeriodRule.None(),
            1 => new CurePeriodRule.Maximum(),
            2 => new CurePeriodRule.Days(40),
            _ => (CurePeriodRule)new CurePeriodRule.Months(2),
        };
        var policy = new LoanPolicy(
            Era.First,
            cure,
            DefaultAccrual: (DefaultAccrual)(Policy / 4 % 3),
            PartialPayment: (PartialPayment)(Policy / 12 % 2),
            ExcessFirst: Policy / 24 % 2 == 1,
            PeakMethod: (PeakMethod)(Policy / 48 % 2),
            Floor10000: Policy / 96 % 2 == 0,
            CreditDate: (CreditDate)(Policy / 192 % 2),
            FinalTolerance: (Policy % 5) switch
            {
                0 => null,
                1 => 0.00m,
                2 => 25.00m,
                _ => 1.00m,
            },
            Prepayment: (Prepayment)(Policy / 384 % 2)
        );
        var plan = new PlanDescription(
            "P",
            PlanKind.Section401a,
            policy,
            new(PermitsDistributionWhileEmployed: Policy % 3 > 0)
        );
        var participant = new ParticipantDescription("M", new(1961, 5, 31));
        var teller = new ScenarioTeller(plan, participant);
        foreach (var act in Acts)
            teller.Tell(act);
        return teller;
    }

    private static IEnumerable<SomeScenario> Shrink(SomeScenario scenario)
    {
        if (scenario.Acts.Count > 3)
        {
            yield return scenario with
            {
                Acts = [.. scenario.Acts.Take(scenario.Acts.Count / 2)],
            };
            yield return scenario with
            {
                Acts = [.. scenario.Acts.Skip(scenario.Acts.Count / 2)],
            };
        }

        for (var i = 0; i < scenario.Acts.Count; i++)
            yield return scenario with
            {
                Acts = [.. scenario.Acts.Where((_, index) => index != i)],
            };
        if (scenario.Policy > 0)
            yield return scenario with
            {
                Policy = 0,
            };
    }
}

/// <summary>Tells acts as facts, keeping an account at hand to know what can happen next.</summary>
internal sealed class ScenarioTeller
{
    private readonly Account account;
    private int named;

    public ScenarioTeller(PlanDescription plan, ParticipantDescription participant)
    {
        (Plan, Participant) = (plan, participant);
        account = new(
            PlanState.Create(new(Era.First, plan.Id, plan.Kind, plan.Policy, Given.Source, plan.Provisions)),
            ParticipantState.Create(new(Era.First, plan.Id, participant.Id, participant.BirthDate, Given.Source))
        );
        Take(new AccountValuedFact(Today, 61_234.56m, 4_321m, null));
    }

    public PlanDescription Plan { get; }

    public ParticipantDescription Participant { get; }

    public AccountHistory History => account.History;

    public DateOnly Today { get; private set; } = SomeScenario.Begins;

    public List<PlacedFact> Facts { get; } = [];

    public void Tell(AccountAct act)
    {
        Today = Today.AddDays(act.Wait);
        account.Close(Today.AddDays(-1));
        if (Fact(act) is { } fact)
            Take(fact);
    }

    private void Take(Fact fact)
    {
        if (account.Take(fact, Given.Source, out var events) is not null)
            return;
        // Of a loan that owes nothing, nothing is scheduled.
        if (fact is PaidFact && events.Count == 0)
            return;
        // What was worked out is told as an amount, so that a reversal can name it.
        if (fact is PaidFact { Amount: null } paid)
            fact = paid with { Amount = events.Select(e => e.Event).OfType<InstallmentPaid>().Single().Amount };
        Facts.Add(new($"$.facts[{Facts.Count}]", "", 0, fact));
    }

    private Fact? Fact(AccountAct act) =>
        act.Kind switch
        {
            "lend" => new OriginatedFact(
                Today,
                Name(),
                Terms(act.Which, 1 + (act.Which % 4)),
                true,
                Circumstances(act.Which)
            ),
            "lend-long" => new OriginatedFact(
                Today,
                Name(),
                Terms(act.Which, 7),
                act.Which % 5 > 0,
                Circumstances(act.Which)
            ),
            "lend-much" => new OriginatedFact(
                Today,
                Name(),
                Terms(act.Which, 4, 31_000m),
                true,
                Circumstances(act.Which)
            ),
            "value" => new AccountValuedFact(Today, 20_000m + (7.77m * act.Which), null, null),
            "outside" => new OutsideLoanFact(Today, "elsewhere", null, 1.13m * act.Which),
            "pledge" => new PledgedFact(Today, Name(), 500m + act.Which, act.Which % 2 == 0),
            "sever" => new SeveredFact(Today),
            "rehire" => new RehiredFact(Today),
            "postpone" => new DeadlinePostponedFact(
                Today,
                Today.AddDays(-(act.Which % 40)),
                Today.AddDays(act.Which % 70),
                Today.AddDays((act.Which % 70) + (act.Which % 3)),
                "Notice 2020-23"
            ),
            "distribute" => new DistributedFact(
                Today,
                1_000m + act.Which,
                act.Which % 3 * 100m,
                act.Which % 2 * 50m,
                act.Which % 7 == 0,
                null
            ),
            "amend" => new PlanAmendedFact(
                Today,
                new(
                    act.Which % 2 == 0 ? new CurePeriodRule.Days(10 + (act.Which % 50)) : null,
                    DefaultAccrual: act.Which % 3 == 0 ? DefaultAccrual.Simple365 : null
                )
            ),
            "take-over" => TakeOver(act.Which),
            "leave" => new LeaveStartedFact(Today, null, SuspensionKind.UnpaidLeave, null),
            "service" => new LeaveStartedFact(Today, null, SuspensionKind.MilitaryService, 0.06m),
            "leave-end" => new LeaveEndedFact(Today, null, (AfterLeave)(act.Which % 2), null),
            _ => Loan(act.Which) is { } loan ? OfLoan(act, loan) : null,
        };

    private Fact? OfLoan(AccountAct act, AccountLoan loan) =>
        act.Kind switch
        {
            "pay" => new PaidFact(Today, loan.State.Loan, null, 1, null, null),
            "pay-part" => new PaidFact(Today, loan.State.Loan, 1m + (act.Which % 97), 1, null, null),
            "pay-more" => new PaidFact(
                Today,
                loan.State.Loan,
                loan.State.OutstandingOn(Today) + 0.01m + (act.Which % 90),
                1,
                null,
                null
            ),
            "transfer" => new TransferredOutFact(Today, loan.State.Loan, (TransferKind)(act.Which % 2), "another plan"),
            "pay-ahead" => new PaidFact(Today, loan.State.Loan, 100m + act.Which, 1, null, null),
            "pay-withheld" => new PaidFact(
                Today,
                loan.State.Loan,
                1m + (act.Which % 300),
                1,
                null,
                PayDate(act.Which % 90)
            ),
            "reverse" => loan.History.Facts.OfType<InstallmentPaid>().ElementAtOrDefault(act.Which % 5) is { } paid
                ? new PaymentReversedFact(Today, loan.State.Loan, paid.On, paid.Amount)
                : null,
            "delay" => new DisasterDelayFact(Today, loan.State.Loan, Today, Today.AddDays(act.Which % 200), 12),
            "reschedule" => new RescheduledFact(
                Today,
                loan.State.Loan,
                (Frequency)(act.Which % 2),
                10 + (act.Which % 90),
                Today.AddDays(7 + (act.Which % 20)),
                null
            ),
            "offset" => new OffsetFact(Today, loan.State.Loan, act.Which % 4 == 0 ? 10m : null, null),
            "refinance" => new RefinancedFact(
                Today,
                Name(),
                [loan.State.Loan],
                Terms(act.Which, 3, loan.State.OutstandingOn(Today) + 250m)
            ),
            "revoke" => new WithholdingConsentRevokedFact(Today, loan.State.Loan),
            "correct" => new CorrectedFact(Today, loan.State.Loan, (CorrectionMethod)(act.Which % 7), null),
            _ => throw new ArgumentOutOfRangeException(nameof(act), act, "no such act"),
        };

    // A day of its own: what counts from one day counts in the order of recording, which is what is tried.
    private DateOnly PayDate(int daysAgo)
    {
        var day = Today.AddDays(-daysAgo);
        while (
            day < Today
            && Facts.Any(placed =>
                placed.Fact.On == day || placed.Fact is PaidFact { WithheldOn: { } withheld } && withheld == day
            )
        )
            day = day.AddDays(-1);
        return day;
    }

    private TakenOverFact TakeOver(int which)
    {
        var terms = new LoanTerms(
            DueDates.MonthsLater(Today, -12),
            9_000m,
            0.05m,
            Frequency.Monthly,
            48,
            DueDates.MonthsLater(Today, -11).AddDays(3)
        );
        return new(
            Today,
            Name(),
            terms,
            true,
            null,
            7_000m + (which % 100),
            which % 3,
            null,
            9_100m,
            which % 4 == 0 ? new(DueDates.MonthsLater(Today, -2), 7_300m, which % 8 == 0) : null,
            which % 4 == 0 ? 50m : 0m,
            0
        );
    }

    private LoanTerms Terms(int which, int years, decimal? amount = null)
    {
        var frequency = (Frequency)(which % 5);
        var first = Today.AddDays(5 + (which % 60));
        if (frequency == Frequency.Semimonthly)
            first = first.Day <= 15 ? new(first.Year, first.Month, 15) : DueDates.MonthEnd(first);
        return new(
            Today,
            (amount ?? (1_000m + which)) + 0.17m,
            (which % 13) / 100m,
            frequency,
            Math.Max(1, (years * frequency.PeriodsPerYear()) - 3),
            first
        );
    }

    private static LoanCircumstances Circumstances(int which) =>
        new(
            PayrollWithholding: which % 3 == 0,
            AdditionalSecurity: which % 7 == 0,
            BonaFide: which % 41 > 0,
            LimitSet: LimitSet.Standard,
            RothShare: which % 11 == 0 ? 0.25m : 0m
        );

    private string Name() => $"L{++named}";

    private AccountLoan? Loan(int which) =>
        account.Loans.Count == 0 ? null : account.Loans[which % account.Loans.Count];
}
