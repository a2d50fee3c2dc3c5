using LoanServicing.Domain;
using LoanServicing.Domain.Calendar;
using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Plans;

namespace LoanServicing.Benchmarks;

/// <summary>
/// What becomes of a loan of a generated book, by the number of its variant: nearly all installments come in order,
/// some are missed, some come late.
/// </summary>
internal sealed class LoanScript(PlanState plan, Func<DateOnly, Guid> remittanceOf)
{
    private const int FewestInstallments = 6;

    private readonly List<LoanEvent> events = [];
    private LoanState? loan;

    /// <summary>The last business day that is closed.</summary>
    public static DateOnly ClosedThrough { get; } = new(2025, 12, 31);

    /// <summary>A loan that comes to its end or not by the last close, every event decided by the domain.</summary>
    public static IReadOnlyList<LoanEvent> Of(int variant, PlanState plan, Func<DateOnly, Guid> remittanceOf)
    {
        var script = new LoanScript(plan, remittanceOf);
        if (variant % 25 == 7)
            script.Default(variant);
        else
            script.Repay(variant);
        script.Decide(new CloseDay(ClosedThrough, ClosedThrough, Source.CloseOf(ClosedThrough)));
        return script.events;
    }

    private void Repay(int variant)
    {
        var installments = FewestInstallments + (variant % 5);
        var firstDue = new DateOnly(2025, 12, 19).AddDays(-14 * (installments - 1));
        Make(variant, firstDue.AddDays(-14), Frequency.Biweekly, 52 + (variant % 3 * 26), firstDue);
        for (var index = 0; index < installments; index++)
        {
            var due = firstDue.AddDays(14 * index);
            switch (variant % 10)
            {
                case 3 when index == 2:
                    // Missed, and made up with the next payroll.
                    Decide(new CloseDay(due, due, Source.CloseOf(due)));
                    break;
                case 3 when index == 3:
                    Pay(due, loan!.Position.ArrearsOn(due, loan.Schedule));
                    break;
                case 6 when index == 3:
                    // The file of this payroll comes after that of the next.
                    break;
                case 6 when index == 4:
                    Pay(due, null);
                    PayLate(due.AddDays(-14));
                    break;
                case 8 when index == 1:
                    Pay(due.AddDays(-3), null);
                    break;
                default:
                    Pay(due, null);
                    break;
            }
        }
    }

    // Two installments of a monthly loan, then nothing, until the cure period ends; one in five pays again after that,
    // which makes basis.
    private void Default(int variant)
    {
        Make(variant, new(2025, 3, 3), Frequency.Monthly, 48, new(2025, 4, 30));
        Pay(new(2025, 4, 30), null);
        Pay(new(2025, 5, 30), null);
        if (variant % 125 != 7)
            return;
        var afterCure = new DateOnly(2025, 10, 15);
        Decide(new CloseDay(afterCure, afterCure, Source.CloseOf(afterCure)));
        Pay(new(2025, 10, 31), loan!.Terms.LevelInstallment);
    }

    private void Make(int variant, DateOnly on, Frequency frequency, int installments, DateOnly firstDue)
    {
        var terms = new LoanTerms(
            on,
            2_000m + (variant * 7 % 5_000),
            0.05m + (variant % 16 * 0.0025m),
            frequency,
            installments,
            firstDue
        );
        Decide(
            new Originate(
                "",
                "",
                "",
                terms,
                true,
                new(0m, 0m, 40_000m, false, 0),
                Source.ImportLine(new('a', 64), $"line {variant}", variant + 1)
            )
        );
    }

    private void Pay(DateOnly on, decimal? amount) =>
        Decide(new ReceiveRepayment(on, amount, on, Source.RemittanceLine(remittanceOf(on), events.Count + 7)));

    private void PayLate(DateOnly on)
    {
        var late = new ReceiveRepayment(
            on,
            loan!.Terms.LevelInstallment,
            on,
            Source.RemittanceLine(remittanceOf(on), events.Count + 9)
        );
        Record(new LoanHistory([.. events]).TakeLate(late, plan, on.AddDays(13)));
    }

    private void Decide(LoanCommand command) => Record(Loan.Decide(command, loan, plan));

    private void Record(Decision decision)
    {
        if (decision.Rejection is { } rejection)
            throw new InvalidOperationException($"{rejection.Code}: {rejection.Reason}");
        foreach (var e in decision.Events)
        {
            loan = LoanState.Evolve(loan, e);
            events.Add(e);
        }
    }
}
