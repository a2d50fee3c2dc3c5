using System.Text.RegularExpressions;

namespace LoanServicing.Domain.Regulation;

/// <summary>
/// The house form of a citation: the text it is in, then the paragraph, as in "26 CFR 1.72(p)-1 A-10(a)", "26 USC
/// 72(p)(2)(A)", "Pub. L. 116-136 s. 2202(b)(1)", "Notice 2020-50" or "Rev. Proc. 2021-30 s. 6.07".
/// </summary>
public static partial class Citation
{
    public static bool IsWellFormed(string citation) => HouseForm().IsMatch(citation);

    // One line a text: Code, appendix of title 50 (before 2015), Treasury regulation, Labor regulation, Act not in the
    // Code, IRS guidance.
    [GeneratedRegex(
        """
            ^(?:
            (?:26|29|38|50)\x20USC\x20\d+[A-Z]?(?:\([0-9A-Za-z]+\))*
            |50\x20USC\x20App\.\x20\d+(?:\([0-9A-Za-z]+\))*
            |26\x20CFR\x20\d+\.\d+[A-Z]?(?:\([a-z]\))?-\d+[A-Z]?(?:\x20(?:[A-H]|Q&A)-\d+)?(?:\([0-9A-Za-z]+\))*
            |29\x20CFR\x20\d+\.\d+[a-z]?-\d+(?:\([0-9A-Za-z]+\))*
            |Pub\.\x20L\.\x20\d+-\d+\x20s\.\x20\d+[A-Z]?(?:\([0-9A-Za-z]+\))*
            |Notice\x20(?:\d\d|\d{4})-\d+(?:\x20s\.\x20\d+(?:\.[0-9A-Z]+)*)?
            |Rev\.\x20Proc\.\x20(?:\d\d|\d{4})-\d+(?:\x20s\.\x20\d+(?:\.[0-9]+)*)?
            )\z
            """,
        RegexOptions.IgnorePatternWhitespace
    )]
    private static partial Regex HouseForm();
}
