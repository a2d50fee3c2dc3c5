using System.Text.RegularExpressions;

namespace LoanServicing.Domain.Regulation;

/// <summary>The house form of a citation: the text it is in, then the paragraph, as in "26 CFR 1.72(p)-1 A-10(a)" or "26 USC 72(p)(2)(A)".</summary>
public static partial class Citation
{
    public static bool IsWellFormed(string citation) => HouseForm().IsMatch(citation);

    [GeneratedRegex(@"^(26 USC \d+[A-Z]?(\([0-9A-Za-z]+\))*|26 CFR \d+\.\d+[A-Z]?(\([a-z]\))?-\d+[A-Z]?( (A|Q&A)-\d+)?(\([0-9A-Za-z]+\))*)\z")]
    private static partial Regex HouseForm();
}
