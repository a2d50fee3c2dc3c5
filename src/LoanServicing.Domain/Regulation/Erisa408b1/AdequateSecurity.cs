namespace LoanServicing.Domain.Regulation.Erisa408b1;

/// <summary>
/// Loans secured by the account alone may be at most half the vested balance, counted right after each is made (29 CFR
/// 2550.408b-1(f)(2)).
/// </summary>
// Not modelled: the other conditions of the exemption (reasonably equivalent basis, written program, reasonable rate),
// other collateral's worth.
public static class AdequateSecurity
{
    public const string Cites = "29 CFR 2550.408b-1(f)(2)";

    /// <summary>
    /// A warning and no more: a loan that the $10,000 floor allows can fail it (26 CFR 1.72(p)-1 A-4(b) Ex. 2 says so
    /// of any loan over half), and section 72(p) goes on as if it had not. Loans made before 19 October 1989 pass.
    /// </summary>
    /// <param name="outstandingAfter">All loans that the account alone secures, the new one included.</param>
    /// <param name="vested">Nonforfeitable balance right after the loan, notes included.</param>
    public static Finding<bool> IsSatisfied(decimal outstandingAfter, decimal vested, DateOnly madeOn) =>
        new(
            madeOn < Figures.AdequateSecurityFrom || outstandingAfter <= vested * Figures.SecurityShareOfVested,
            Cites,
            null
        );
}
