using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;

namespace LoanServicing.Regulation.Tests;

/// <summary>
/// Every question of the regulation has a rule and a test, and says what of it is not modelled. The matrix is approved
/// as it is printed.
/// </summary>
public partial class RegulationMatrixTests(ITestOutputHelper output)
{
    private const int Questions = 22;

    // What the questions point to, by the citation that the code has for it.
    private static readonly string[] OtherLaw =
    [
        "26 USC 72(p)(2)(A)",
        "26 USC 72(p)(2)(B)",
        "26 USC 72(p)(2)(C)",
        "26 USC 72(p)(2)(D)",
        "26 USC 72(p)(5)",
        "26 USC 72(p)(6)",
        "26 USC 818(a)",
        "26 USC 72(t)",
        "26 USC 72(m)(5)",
        "26 USC 401(k)(2)(B)",
        "26 USC 402(c)(3)(C)",
        "26 CFR 1.402(c)-3",
        "26 CFR 1.402A-1",
        "26 CFR 31.3405(c)-1",
        "26 USC 7508A",
        "50 USC 3937",
        "Pub. L. 116-136 s. 2202",
        "Rev. Proc. 2021-30 s. 6.07",
    ];

    private static readonly string Approved = Path.Combine(
        RepositoryRoot.Path,
        "tests",
        "LoanServicing.Regulation.Tests",
        "RegulationMatrix.approved.md"
    );

    [Fact]
    public void Every_question_has_a_rule_and_a_test_and_the_matrix_is_as_approved()
    {
        var rows = Rows();
        var matrix = Print(rows);
        output.WriteLine(matrix);
        Empty(rows).ShouldBeEmpty();
        File.ReadAllText(Approved)
            .ReplaceLineEndings("\n")
            .ShouldBe(matrix, $"if the change is meant, put what is printed into {Approved}");
    }

    [Fact]
    public void The_check_finds_an_empty_row() =>
        Empty([new("A-1", ["X"], ["T"], []), new("A-2", [], ["T"], []), new("A-3", ["X"], [], [])])
            .ShouldBe(["A-2 has no rule", "A-3 has no test"]);

    private static IEnumerable<string> Empty(IEnumerable<Row> rows) =>
        rows.SelectMany(row =>
            row.Rules.Count == 0 ? [$"{row.Law} has no rule"]
            : row.Tests.Count == 0 ? new[] { $"{row.Law} has no test" }
            : []
        );

    private static List<Row> Rows()
    {
        var folder = Path.Combine(RepositoryRoot.Path, "src", "LoanServicing.Domain", "Regulation");
        var sources = Directory
            .EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Where(file => Path.GetDirectoryName(file) != folder)
            .Order(StringComparer.Ordinal)
            .Select(file =>
                (
                    Folder: Path.GetFileName(Path.GetDirectoryName(file))!,
                    Name: Path.GetFileNameWithoutExtension(file),
                    Text: File.ReadAllText(file)
                )
            )
            // A citation can go on in a comment's next line.
            .Select(source =>
                (source.Folder, source.Name, source.Text, Law: CommentLineBreak().Replace(source.Text, " "))
            )
            .ToList();
        var tests = typeof(RegulationMatrixTests)
            .Assembly.GetTypes()
            .Where(type => !type.IsNested)
            .Select(type => (type.Name, Cites: Cited(type)))
            .ToList();
        return
        [
            // A paragraph without its regulation is one of 1.72(p)-1, but in the folders of the other regulations that
            // have questions.
            .. Enumerable
                .Range(1, Questions)
                .Select(question =>
                    Row(
                        $"26 CFR 1.72(p)-1 A-{question}",
                        question,
                        bare => bare is not ("Section72e" or "Section402A" or "Section3405")
                    )
                ),
            .. new[] { 5, 6, 8 }.Select(question =>
                Row($"26 CFR 1.72(e)-1T A-{question}", question, bare => bare == "Section72e")
            ),
            .. OtherLaw.Select(law => Row(law, 0, _ => false)),
        ];

        Row Row(string law, int question, Func<string, bool> isBareIn)
        {
            var (whole, bare) = (new Regex(Regex.Escape(law) + @"(?!\d)"), new Regex($@"(?<!\d )\bA-{question}(?!\d)"));
            var rules = sources
                .Where(source => whole.IsMatch(source.Law) || (isBareIn(source.Folder) && bare.IsMatch(source.Law)))
                .ToList();
            return new(
                law,
                [.. rules.Select(source => source.Name)],
                [
                    .. tests
                        .Where(test => test.Cites.Any(citation => IsPartOf(citation, law)))
                        .Select(test => test.Name)
                        .Order(StringComparer.Ordinal),
                ],
                [.. rules.SelectMany(source => NotModelled(source.Text)).Distinct()]
            );
        }
    }

    private static bool IsPartOf(string citation, string law) =>
        citation == law || (citation.StartsWith(law) && !char.IsAsciiDigit(citation[law.Length]));

    private static List<string> Cited(Type type) =>
        [
            .. type.GetMethods()
                .Cast<MemberInfo>()
                .Append(type)
                .SelectMany(member => member.GetCustomAttributes<CitesAttribute>(inherit: false))
                .Select(cites => cites.Citation),
        ];

    // A sentence that starts in a comment and goes on over its lines.
    private static IEnumerable<string> NotModelled(string text) =>
        Comment().Matches(text).Select(match => Continuation().Replace(match.Groups["sentence"].Value, " ").Trim());

    private static string Print(IEnumerable<Row> rows)
    {
        var matrix = new StringBuilder("| law | rules | tests | not modelled |\n|---|---|---|---|\n");
        foreach (var row in rows)
            matrix.Append(
                $"| {row.Law} | {string.Join(", ", row.Rules)} | {string.Join(", ", row.Tests)} | "
                    + $"{(row.NotModelled.Count == 0 ? "nothing known" : string.Join(" ", row.NotModelled))} |\n"
            );
        return matrix.ToString();
    }

    [GeneratedRegex(
        @"^\s*// Not modelled: (?<sentence>(?:.*\n)(?:\s*// (?!Not modelled:|Uncertain:).*\n)*)",
        RegexOptions.Multiline
    )]
    private static partial Regex Comment();

    [GeneratedRegex(@"\n\s*///? ")]
    private static partial Regex CommentLineBreak();

    [GeneratedRegex(@"\n\s*// |\n")]
    private static partial Regex Continuation();

    private sealed record Row(
        string Law,
        IReadOnlyList<string> Rules,
        IReadOnlyList<string> Tests,
        IReadOnlyList<string> NotModelled
    );
}
