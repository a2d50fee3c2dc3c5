using LoanServicing.Domain.Loans;

namespace LoanServicing.Store.ProofLane;

/// <summary>
/// Adds up what of a loan's principal its payments repaid, to hold it against what was lent and what the loan says was
/// offset, moved or is still owed.
/// </summary>
internal sealed class PrincipalAccount
{
    private decimal repaid;
    private LoanState? before;

    /// <summary>What the loan owed as it was made, or came over from another system.</summary>
    public decimal Lent { get; private set; }

    /// <param name="loan">Its state after the event.</param>
    public void Take(LoanEvent e, LoanState loan)
    {
        if (e is LoanMade)
            Lent = e is TakenOver taken ? taken.Principal : ((LoanMade)e).Amount;
        // A correction may have a payment of its own.
        else if (e is InstallmentPaid or Corrected)
            repaid += before!.Position.Principal - loan.Position.Principal;
        else if (e is Offset or Refinanced or WrittenOff or TransferredOut && before is { Position.Held: > 0m })
            repaid += before.Position.Principal - before.WithHeldMoneyApplied(e.On).Position.Principal;
        before = loan;
    }

    public bool IsBalanced(LoanState loan) => Total(loan) == Lent && loan.Position.Principal >= 0m && repaid >= 0m;

    public string Sum(LoanState loan) =>
        $"{Total(loan):0.00} (repaid {repaid:0.00}, outstanding {loan.Position.Principal:0.00}, partly offset "
        + $"{loan.PartlyOffset?.Principal ?? 0m:0.00}, closed with {loan.Closed?.Principal ?? 0m:0.00})";

    private decimal Total(LoanState loan) =>
        repaid + loan.Position.Principal + (loan.PartlyOffset?.Principal ?? 0m) + (loan.Closed?.Principal ?? 0m);
}
