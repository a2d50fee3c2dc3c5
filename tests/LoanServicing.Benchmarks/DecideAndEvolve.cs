using BenchmarkDotNet.Attributes;
using LoanServicing.Domain;
using LoanServicing.Domain.Calendar;
using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Plans;
using LoanServicing.Domain.Regulation.Section72p;

namespace LoanServicing.Benchmarks;

/// <summary>An installment in order on a biweekly loan: the decision and the state after it.</summary>
// In this process: a generated project would take on the solution's own rules for warnings.
[InProcess]
[MemoryDiagnoser]
public class DecideAndEvolve
{
    private static readonly Source Source = Source.RemittanceLine(Guid.Empty, 1);

    private readonly PlanState plan = PlanState.Create(
        new(new(2024, 1, 1), "P", PlanKind.Section401a, new(new(2024, 1, 1), new CurePeriodRule.Maximum()), Source)
    );
    private readonly ReceiveRepayment onTime = new(new(2025, 3, 14), 114.12m, new(2025, 3, 14), Source);
    private readonly ReceiveRepayment threeDaysEarly = new(new(2025, 3, 11), 114.12m, new(2025, 3, 11), Source);
    private LoanState loan = null!;

    [GlobalSetup]
    public void Make()
    {
        loan = LoanState.Create(
            new Originated(
                new(2025, 1, 3),
                "P",
                "M",
                "1",
                10_000m,
                0.0875m,
                Frequency.Biweekly,
                104,
                new(2025, 1, 17),
                LoanPurpose.General,
                true,
                null,
                null,
                null,
                null,
                null,
                null,
                Source
            )
        );
        for (var index = 0; index < 4; index++)
            loan = loan.Apply(
                new InstallmentPaid(loan.Terms.Schedule.Due(index), loan.Terms.LevelInstallment!.Value, null, Source)
            );
    }

    [Benchmark(Baseline = true)]
    public LoanState OnItsDay() => LoanState.Evolve(loan, Loan.Decide(onTime, loan, plan)[0]);

    [Benchmark]
    public LoanState InsideAPeriod() => LoanState.Evolve(loan, Loan.Decide(threeDaysEarly, loan, plan)[0]);
}
