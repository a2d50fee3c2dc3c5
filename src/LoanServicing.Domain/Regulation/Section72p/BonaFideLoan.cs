namespace LoanServicing.Domain.Regulation.Section72p;

/// <summary>
/// A transfer that nobody means to repay, or that makes nobody a debtor, is no loan: all of it is an actual
/// distribution on its day, not a deemed one, so that its form has no L and no cure period, limit or schedule matters
/// (26 CFR 1.72(p)-1 A-17).
/// </summary>
public static class BonaFideLoan
{
    public const string Cites = "26 CFR 1.72(p)-1 A-17";

    /// <summary>Takes the plan administrator's word.</summary>
    /// <param name="bonaFide">False for an express or tacit understanding that the loan will not be repaid, or for no
    /// debtor and creditor.</param>
    // Not modelled: whether the plan was allowed to make the actual distribution that such a transfer is (26 USC
    // 401(k)(2)(B), 403(b)(11)).
    public static Finding<bool> IsSatisfied(bool bonaFide) => new(bonaFide, Cites, null);
}
