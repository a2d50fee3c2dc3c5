using System.Globalization;
using System.Text;

namespace LoanServicing.TaxForms.Pub1220;

/// <summary>Text as the FIRE system takes it: upper case, letters without accents, ASCII only.</summary>
public static class PrintableText
{
    // A table and not string.Normalize, which with InvariantGlobalization leaves accents where they are.
    private static readonly Dictionary<string, string> SpelledAs = new()
    {
        ["A"] = "ÀÁÂÃÄÅĀĂĄǍǞǠǺȀȂȦḀẠẢẤẦẨẪẬẮẰẲẴẶ",
        ["B"] = "ḂḄḆ",
        ["C"] = "ÇĆĈĊČḈ",
        ["D"] = "ĎḊḌḎḐḒĐÐ",
        ["E"] = "ÈÉÊËĒĔĖĘĚȄȆȨḔḖḘḚḜẸẺẼẾỀỂỄỆ",
        ["F"] = "Ḟ",
        ["G"] = "ĜĞĠĢǦǴḠ",
        ["H"] = "ĤȞḢḤḦḨḪĦ",
        ["I"] = "ÌÍÎÏĨĪĬĮİǏȈȊḬḮỈỊı",
        ["J"] = "Ĵ",
        ["K"] = "ĶǨḰḲḴ",
        ["L"] = "ĹĻĽḶḸḺḼŁ",
        ["M"] = "ḾṀṂ",
        ["N"] = "ÑŃŅŇǸṄṆṈṊ",
        ["O"] = "ÒÓÔÕÖŌŎŐƠǑǪǬȌȎȪȬȮȰṌṎṐṒỌỎỐỒỔỖỘỚỜỞỠỢØ",
        ["P"] = "ṔṖ",
        ["R"] = "ŔŖŘȐȒṘṚṜṞ",
        ["S"] = "ŚŜŞŠȘṠṢṤṦṨ",
        ["T"] = "ŢŤȚṪṬṮṰŦ",
        ["U"] = "ÙÚÛÜŨŪŬŮŰŲƯǓǕǗǙǛȔȖṲṴṶṸṺỤỦỨỪỬỮỰ",
        ["V"] = "ṼṾ",
        ["W"] = "ŴẀẂẄẆẈ",
        ["X"] = "ẊẌ",
        ["Y"] = "ÝŶŸȲẎỲỴỶỸ",
        ["Z"] = "ŹŻŽẐẒẔ",
        ["AE"] = "ÆǼǢ",
        ["OE"] = "Œ",
        ["SS"] = "ßẞ",
        ["TH"] = "Þ",
        ["'"] = "’‘ʼ",
        ["-"] = "–‐‑",
        [" "] = "\u00a0",
    };

    private static readonly Dictionary<char, string> SpellingOf = SpelledAs
        .SelectMany(row => row.Value.Select(letter => (letter, row.Key)))
        .ToDictionary(pair => pair.letter, pair => pair.Key);

    /// <summary>Runs of spaces become one; ends are trimmed.</summary>
    /// <exception cref="FileRefusedException">A character has no spelling in ASCII; the message names it and not the
    /// text, which may be personal.</exception>
    public static string Of(string text)
    {
        var printable = new StringBuilder(text.Length);
        foreach (var c in text.ToUpperInvariant())
        {
            if (c is >= ' ' and <= '~')
                printable.Append(c);
            else if (SpellingOf.TryGetValue(c, out var spelling))
                printable.Append(spelling);
            else if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
                throw new FileRefusedException(
                    $"found the character U+{(int)c:X4}, expected one that can be written in ASCII"
                );
        }

        return string.Join(' ', printable.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }
}
