namespace LoanServicing.Domain.Regulation.Section72p;

/// <summary>
/// A loan needs a legally enforceable agreement that states its amount, date and schedule (26 CFR 1.72(p)-1 A-3(b)).
/// </summary>
public static class EnforceableAgreement
{
    public const string Cites = "26 CFR 1.72(p)-1 A-3(b)";

    private const string CitesFrom = "26 CFR 1.72(p)-1 A-22(b)";

    /// <summary>Takes the plan administrator's word.</summary>
    /// <param name="enforceable">Whether the plan administrator holds such an agreement; the record keeps that answer,
    /// not the document.</param>
    /// <param name="madeOn">The regulation's word binds loans from 2002 on; before, the Code asked for terms and not
    /// for a document.</param>
    public static Finding<bool> IsSatisfied(bool enforceable, DateOnly madeOn) =>
        madeOn < Figures.RegulationFrom ? new(true, CitesFrom, null) : new(enforceable, Cites, null);
}
