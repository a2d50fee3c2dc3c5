namespace LoanServicing.Operations.Asking.Loans;

/// <summary>Answers how one loan stood.</summary>
public static class ShowLoanHandler
{
    /// <exception cref="RefusedException">There is no such loan, or it was not made or not known by then.</exception>
    public static async Task<LoanShown> HandleAsync(ShowLoan message, AskingSession ask, CancellationToken cancellation)
    {
        var known = await KnownLoan.ReadAsync(message.Loan, message.Effective, message.Recorded, ask, cancellation);
        var standing = known.Standing();
        var history = known.Account.History.Loans.First(loan => loan.Made.Loan == known.Name.Name);
        return new(known.FullName, known.Effective, standing, history.Folded.Terms);
    }
}
