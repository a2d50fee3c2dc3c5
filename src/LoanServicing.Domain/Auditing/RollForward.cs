using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Participants;

namespace LoanServicing.Domain.Auditing;

/// <summary>
/// How the principal of a plan's loans went from the close of one day to that of another: opening + lent + taken over −
/// repaid − offset − refinanced − transferred − written off + corrections = closing. Every term is counted by itself,
/// so the equation is a check.
/// </summary>
/// <param name="Opening">At the close of the day before the first.</param>
/// <param name="Lent">Amounts of the loans made, with what they took over from the loans that they replaced.</param>
/// <param name="TakenOver">From other systems, as it stood then.</param>
/// <param name="PrincipalRepaid">By what came in, on the deemed part of a loan too; what of it was held until the loan
/// was offset or refinanced, on that day.</param>
/// <param name="Offset">By reducing accounts; what turned out to be no loan is in it (26 CFR 1.72(p)-1 A-17).</param>
/// <param name="Refinanced">What replacement loans took over, without the interest.</param>
/// <param name="Corrections"> What corrections of failures (Rev. Proc. 2021-30) did: a lump sum lowers principal, with
/// the money held until then, and is negative here. A late fact or a reversal is none: the answer is worked out from
/// what stands in effective order, and how it changed between two recorded times is the difference of two
/// roll-forwards.
/// </param>
/// <param name="Closing">At the close of the last day.</param>
/// <param name="Transferred">What left with a note in kind.</param>
/// <param name="WrittenOff">What plans did not ask for at the end of loans.</param>
public sealed record RollForward(
    decimal Opening,
    decimal Lent,
    decimal TakenOver,
    decimal PrincipalRepaid,
    decimal Offset,
    decimal Refinanced,
    decimal Corrections,
    decimal Closing,
    decimal Transferred = 0m,
    decimal WrittenOff = 0m
)
{
    public static readonly RollForward None = new(0m, 0m, 0m, 0m, 0m, 0m, 0m, 0m);

    /// <summary>By how much the equation fails; 0 where it holds.</summary>
    public decimal Unexplained =>
        Closing
        - (Opening + Lent + TakenOver - PrincipalRepaid - Offset - Refinanced - Transferred - WrittenOff + Corrections);

    public static RollForward operator +(RollForward one, RollForward other) =>
        new(
            one.Opening + other.Opening,
            one.Lent + other.Lent,
            one.TakenOver + other.TakenOver,
            one.PrincipalRepaid + other.PrincipalRepaid,
            one.Offset + other.Offset,
            one.Refinanced + other.Refinanced,
            one.Corrections + other.Corrections,
            one.Closing + other.Closing,
            one.Transferred + other.Transferred,
            one.WrittenOff + other.WrittenOff
        );

    /// <param name="loans">Each with the account that it is in, as they are known.</param>
    /// <param name="from">First effective day counted.</param>
    /// <param name="through">Last effective day counted, not before <paramref name="from"/>.</param>
    public static RollForward Of(
        IEnumerable<(LoanHistory Loan, AccountHistory Account)> loans,
        DateOnly from,
        DateOnly through
    )
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(through, from);
        return loans.Aggregate(
            None,
            (sum, pair) =>
                LedgerWalk.Of(pair.Loan, pair.Account.Plan, through) is { } walk
                    ? sum + Of(pair.Loan, pair.Account, walk, from)
                    : sum
        );
    }

    /// <summary>Of one loan, through the last day of its walk.</summary>
    internal static RollForward Of(LoanHistory loan, AccountHistory account, LedgerWalk walk, DateOnly from) =>
        walk.Steps.Where(step => step.Event.On >= from).Select(Movement).Aggregate(None, (sum, term) => sum + term) with
        {
            // Worked out without the walk.
            Opening = loan.At(from.AddDays(-1), account.Plan)?.Loan.Position.Principal ?? 0m,
            Closing = walk.Loan.Position.Principal,
        };

    private static RollForward Movement(LedgerStep step)
    {
        if (step.Before is not { } before)
            return step.Event is TakenOver taken
                ? None with
                {
                    TakenOver = taken.Principal,
                }
                : None with
                {
                    Lent = ((LoanMade)step.Event).Amount,
                };
        var lowered = before.Position.Principal - step.After.Position.Principal;
        var byHeldMoney = before.Position.Principal - before.WithHeldMoneyApplied(step.Event.On).Position.Principal;
        return step.Event switch
        {
            Loans.WrittenOff => None with { WrittenOff = lowered - byHeldMoney, PrincipalRepaid = byHeldMoney },
            TransferredOut => None with { Transferred = lowered - byHeldMoney, PrincipalRepaid = byHeldMoney },
            InstallmentPaid => None with { PrincipalRepaid = lowered },
            DeemedDistributed { Reason: DeemingReason.NotBonaFide } => None with { Offset = lowered },
            Loans.Offset => None with { Offset = lowered - byHeldMoney, PrincipalRepaid = byHeldMoney },
            Loans.Refinanced => None with { Refinanced = lowered - byHeldMoney, PrincipalRepaid = byHeldMoney },
            Corrected => None with { Corrections = -lowered },
            // Nothing else may move principal: where something does, the equation says so.
            _ => None,
        };
    }
}
