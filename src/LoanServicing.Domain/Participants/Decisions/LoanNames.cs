using LoanServicing.Domain.Loans;

namespace LoanServicing.Domain.Participants.Decisions;

/// <summary>Names of loans within an account, pledges among them.</summary>
internal static class LoanNames
{
    public static bool IsTaken(string loan, Account account) =>
        account.Find(loan) is not null || account.Participant.Movements.Pledges.Any(pledge => pledge.Loan == loan);

    public static Rejection Exists(string loan, Account account) =>
        new("loan.exists", $"loan {loan} of participant {account.Participant.Participant} is already made");

    public static Rejection Unknown(string loan) => new("loan.unknown", $"loan {loan} was not made by then");
}
