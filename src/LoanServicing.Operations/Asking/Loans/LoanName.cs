using LoanServicing.Store.Documents;
using LoanServicing.Store.Transactions;

namespace LoanServicing.Operations.Asking.Loans;

/// <summary>The name of a loan: plan/participant/loan, or a shorter form where that is unique.</summary>
internal static class LoanName
{
    private const int MatchesShown = 10;

    public static async Task<DirectoryLoan> FindAsync(Inquiry session, string name, CancellationToken cancellation)
    {
        var parts = name.Split('/');
        if (parts.Length > 3 || parts.Any(part => part.Length == 0))
            throw Refused($"found \"{name}\", expected plan/participant/loan, participant/loan or loan");
        var plan = parts.Length == 3 ? parts[0] : null;
        var participant = parts.Length >= 2 ? parts[^2] : null;
        var found = await LoanDirectory.FindAsync(session, plan, participant, parts[^1], cancellation);
        return found.Count switch
        {
            1 => found[0],
            0 => throw Refused($"found \"{name}\", which is no loan, expected plan/participant/loan"),
            _ => throw Refused([
                $"found \"{name}\", which could be {found.Count} loans, expected one of:",
                .. found.Take(MatchesShown).Select(loan => $"  {loan.Plan}/{loan.Participant}/{loan.Name}"),
                .. found.Count > MatchesShown ? (string[])[$"  … and {found.Count - MatchesShown} more"] : [],
            ]),
        };
    }

    private static RefusedException Refused(params IReadOnlyList<string> problems) =>
        RefusedException.Of(nameof(ShowLoan.Loan), problems);
}
