using System.Text;

namespace LoanServicing.TaxForms.Tests.Csv;

/// <summary>Reads RFC 4180 back, for tests: quoted fields, doubled quotes, CR LF or LF.</summary>
internal static class CsvLines
{
    public static IReadOnlyList<IReadOnlyList<string>> Read(string text)
    {
        var (lines, line, field, isQuoted) = (
            new List<IReadOnlyList<string>>(),
            new List<string>(),
            new StringBuilder(),
            false
        );
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (isQuoted && c == '"' && i + 1 < text.Length && text[i + 1] == '"')
                field.Append(text[i++]);
            else if (c == '"')
                isQuoted = !isQuoted;
            else if (isQuoted || c is not (',' or '\n' or '\r'))
                field.Append(c);
            else if (c is ',' or '\n')
            {
                line.Add(field.ToString());
                field.Clear();
                if (c == '\n')
                {
                    lines.Add(line);
                    line = [];
                }
            }
        }

        return lines;
    }
}
