namespace LoanServicing.Domain.Regulation;

/// <summary>
/// The version of the rules as this code has them; a stated consequence names the one it was stated under.
/// </summary>
public static class RuleSet
{
    public const string Current = "2026.1";
}
