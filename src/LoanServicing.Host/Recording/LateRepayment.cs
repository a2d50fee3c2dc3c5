using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Plans;
using LoanServicing.Postgres.Recording;

namespace LoanServicing.Host.Recording;

/// <summary>A repayment that counts from a day before what is already recorded.</summary>
internal static class LateRepayment
{
    /// <summary>Works the loan out again from its history with the repayment in its place.</summary>
    public static async Task<Decision> RestateAsync(LogSession session, LoanRecord loan, ReceiveRepayment command, PlanState plan, CancellationToken cancellation)
    {
        var history = await session.ReadHistoryAsync(loan, cancellation);
        var amount = command.Amount ?? Scheduled(history, command.On, plan);
        return amount is 0m
            ? new Rejection("repayment.nothing-lacking", $"no installment of loan {loan.State!.Loan} lacked anything on {command.On:yyyy-MM-dd}")
            : history.Restate(new InstallmentPaid(command.On, amount, command.WithheldOn, command.Source), plan, plan.SettledThrough);
    }

    private static decimal Scheduled(LoanHistory history, DateOnly day, PlanState plan) =>
        history.At(day, plan) is { Loan: { Closed: null } loan } ? loan.Position.Lacking(day, loan.Terms) : 0m;
}
