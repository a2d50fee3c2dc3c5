namespace LoanServicing.Domain.Regulation.Section72p;

/// <summary>How a loan was drawn.</summary>
/// <param name="ThroughCard">Through a credit card or any similar arrangement.</param>
public sealed record CreditCardFacts(bool ThroughCard);

/// <summary>
/// A loan drawn through a credit card or a similar arrangement is a deemed distribution in full when it is made (26 USC
/// 72(p)(2)(D)).
/// </summary>
// Uncertain: what arrangement is similar. A prepaid or debit card that pays out one approved loan is commonly held not
// to be; the plan says which it was.
public static class CreditCardLoan
{
    public const string Cites = "26 USC 72(p)(2)(D)";

    /// <summary>Whether the way in which the loan was drawn leaves it a loan, on the day on which it is made.</summary>
    public static readonly Rule<CreditCardFacts, bool> Requirement = new(
        "May the loan be drawn in this way?",
        new("26 USC 72(p)(2)", new(Figures.Section72pFrom), null, _ => true, _ => true),
        new(Cites, new(Figures.CreditCardProhibitedFrom), "26 USC 72(p)(2)", f => f.ThroughCard, _ => false)
    );

    /// <param name="madeOn">The loan's day: loans made earlier keep their standing.</param>
    public static Finding<bool> IsSatisfied(bool throughCard, DateOnly madeOn) =>
        Requirement.Decide(new(throughCard), madeOn);
}
