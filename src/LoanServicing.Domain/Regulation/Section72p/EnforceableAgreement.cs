namespace LoanServicing.Domain.Regulation.Section72p;

/// <summary>A loan needs a legally enforceable agreement that states its amount, date and schedule (26 CFR 1.72(p)-1 A-3(b)).</summary>
public static class EnforceableAgreement
{
    public const string Cites = "26 CFR 1.72(p)-1 A-3(b)";

    /// <summary>Takes the plan administrator's word.</summary>
    /// <param name="enforceable">Whether the plan administrator holds such an agreement; the record keeps that answer, not the document.</param>
    public static Finding<bool> IsSatisfied(bool enforceable) => new(enforceable, Cites, null);
}
