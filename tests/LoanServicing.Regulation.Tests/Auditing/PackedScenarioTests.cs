using System.Text;
using System.Text.Json;
using LoanServicing.Domain;
using LoanServicing.Domain.Auditing;
using LoanServicing.Domain.Calendar;
using LoanServicing.Domain.Evaluation;
using LoanServicing.Domain.Facts;
using LoanServicing.Domain.Money;
using LoanServicing.Domain.Participants;
using LoanServicing.Domain.Plans;

namespace LoanServicing.Regulation.Tests.Auditing;

/// <summary>
/// The evidence for every worked scenario, whatever can happen to a loan: it says what the report says, and its own
/// figures add up.
/// </summary>
public class PackedScenarioTests
{
    private static readonly string Root = Path.Combine(RepositoryRoot.Path, "tests", "LoanServicing.Regulation.Tests");

    public static TheoryData<string> Files =>
        [
            .. ((string[])["Scenarios", "SourcedScenarios"]).SelectMany(folder =>
                Directory
                    .GetFiles(Path.Combine(Root, folder), "*.json")
                    .Select(file => $"{folder}/{Path.GetFileName(file)}")
                    .Order(StringComparer.Ordinal)
            ),
        ];

    [Theory, MemberData(nameof(Files))]
    public void Its_pack_says_what_its_report_says_and_adds_up(string file)
    {
        var scenario = Read(file);
        var account = Lived(scenario);
        var report = ScenarioEvaluation.Of(scenario);
        var records = account
            .Loans.Select(loan => new RecordedLoan(
                loan,
                account,
                [.. loan.Recorded.Select((_, index) => new EventRecording(index + 1, default, null, null, null))],
                default
            ))
            .ToList();
        foreach (var record in records)
        {
            var pack = LoanPack.Of(record, scenario.AsOf).ShouldNotBeNull();
            Text(pack.Standing).ShouldBe(Text(report.Loans[pack.Loan] with { Schedule = [] }));
            Defaults(pack);
            Payments(pack);
            pack.Offsets.Count.ShouldBe(pack.Standing.Offsets.Count);
            (pack.Ended is not null).ShouldBe(
                pack.Standing.Status is "paid" or "offset" or "refinanced" or "distributed"
            );
            pack.Forms.Count.ShouldBe(report.Forms1099R.Count(form => form.Loan == pack.Loan));
            pack.Balance.Owed[^1].Balance.ShouldBe(pack.Standing.Outstanding);
            foreach (var miss in pack.Misses)
                miss.Lacked.ShouldBeGreaterThan(0m);
        }

        Plan(account, records, scenario.AsOf);
    }

    [Fact]
    public void The_scenarios_have_every_kind_of_evidence()
    {
        var packs = Files.SelectMany(file => Packs(Read(file.Data))).ToList();
        packs.Count.ShouldBeGreaterThan(100);
        packs
            .Count(pack => pack.Defaults.Any(computed => computed.Balance is { Accruals.Count: > 0 }))
            .ShouldBeGreaterThan(20);
        packs.ShouldContain(pack => pack.Defaults.Any(computed => computed.TakenBackBy != null));
        packs.ShouldContain(pack =>
            pack.Defaults.Any(computed =>
                computed.Balance != null && computed.Balance.Accrual != DefaultAccrual.Compound
            )
        );
        packs.ShouldContain(pack => pack.Corrections.Count > 0);
        packs.ShouldContain(pack => pack.Suspensions.Count > 0);
        packs.ShouldContain(pack => pack.Schedules.Count > 1);
        packs.ShouldContain(pack => pack.Offsets.Count > 0);
        packs.ShouldContain(pack => pack.Terms.TakenOver != null);
        packs.ShouldContain(pack => pack.Ended != null && pack.Ended.ReplacedBy != null);
        packs.ShouldContain(pack => pack.Payments.Any(payment => payment.Split != null && payment.Split.Held != 0m));
        packs.ShouldContain(pack => pack.Payments.Any(payment => payment.ReversedBy != null));
    }

    private static void Defaults(LoanPack pack)
    {
        pack.Defaults.Where(computed => computed.TakenBackBy is null)
            .Select(computed => (computed.On, computed.Amount))
            .ShouldBe(
                pack.Standing.DeemedDistributions.Where(deemed => deemed.On >= pack.Balance.Owed[0].On)
                    .Select(deemed => (deemed.On, deemed.Amount))
            );
        foreach (var balance in pack.Defaults.Select(computed => computed.Balance).OfType<BalanceOnDay>())
        {
            (balance.Principal + balance.InterestDue + balance.Accrued).ShouldBe(balance.Owed);
            foreach (var accrual in balance.Accruals)
                accrual.Interest.ShouldBe(
                    Cents.Round(
                        accrual.PeriodsPerYear is { } periods
                            ? accrual.Balance * accrual.AnnualRate / periods
                            : accrual.BalanceDays!.Value * accrual.AnnualRate / accrual.DaysPerYear!.Value
                    )
                );
        }

        foreach (var computed in pack.Defaults.Where(computed => computed.Balance is not null))
            computed.Amount.ShouldBe(Math.Max(0m, computed.Balance!.Owed - computed.Balance.PartDeemedBefore));
        foreach (var unpaid in pack.Defaults.Select(computed => computed.Unpaid).OfType<UnpaidInstallment>())
            unpaid.Lacking.ShouldBeGreaterThan(0m);
    }

    private static void Payments(LoanPack pack)
    {
        foreach (var payment in pack.Payments)
        {
            if (payment.Split is not { } split)
            {
                payment.ReversedBy.ShouldNotBeNull();
                continue;
            }

            (split.Interest + split.Principal + split.Held + split.Beyond).ShouldBe(payment.Amount);
            (split.BalanceBefore - split.Interest - split.Principal).ShouldBe(split.BalanceAfter);
        }
    }

    private static void Plan(AccountHistory account, IReadOnlyList<RecordedLoan> records, DateOnly asOf)
    {
        var packing = new PlanPacking(account.Plan.Plan, [], Era.First, asOf, default, new(1, 1));
        packing.Add(records);
        packing.Finish().RollForward.Unexplained.ShouldBe(0m);
    }

    private static IEnumerable<LoanPack> Packs(Scenario scenario)
    {
        var account = Lived(scenario);
        return account.Loans.Select(loan =>
            LoanPack.Of(
                new(
                    loan,
                    account,
                    [.. loan.Recorded.Select((_, index) => new EventRecording(index + 1, default, null, null, null))],
                    default
                ),
                scenario.AsOf
            )!
        );
    }

    private static Scenario Read(string file)
    {
        var input = WorkedScenario.Read(Path.Combine(Root, file)).Input;
        return ScenarioReader.Read(Encoding.UTF8.GetBytes(input.ToJsonString()));
    }

    // As ScenarioEvaluation does, but for the report.
    private static AccountHistory Lived(Scenario scenario)
    {
        var source = Source.ScenarioFact("$");
        var account = new Account(
            PlanState.Create(
                new(
                    Era.First,
                    scenario.Plan.Id,
                    scenario.Plan.Kind,
                    scenario.Plan.Policy,
                    source,
                    scenario.Plan.Provisions
                )
            ),
            ParticipantState.Create(
                new(Era.First, scenario.Plan.Id, scenario.Participant.Id, scenario.Participant.BirthDate, source)
            )
        );
        foreach (
            var (path, _, _, fact) in FactOrder.Of(scenario.Facts).TakeWhile(item => item.Fact.On <= scenario.AsOf)
        )
        {
            if (account.SettledThrough is null || fact.On.AddDays(-1) > account.SettledThrough)
                account.Close(fact.On.AddDays(-1));
            account.Take(fact, Source.ScenarioFact(path), out _).ShouldBeNull();
        }

        account.Close(scenario.AsOf);
        return account.History;
    }

    private static string Text(LoanReport report) => JsonSerializer.Serialize(report);
}
