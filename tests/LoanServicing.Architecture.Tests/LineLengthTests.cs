namespace LoanServicing.Architecture.Tests;

/// <summary>
/// Lines are read without scrolling. The formatter wraps code and leaves strings as they are: where one is too long, a
/// name is missing.
/// </summary>
public class LineLengthTests(ITestOutputHelper output)
{
    private const int Most = 160;

    // As .editorconfig has it.
    private const int Wide = 120;
    private const decimal MostPercentWide = 3;

    private static IReadOnlyList<Line> Lines { get; } =
    [
        .. new[] { "src", "tests" }
            .SelectMany(folder => SourceTree.CSharpFiles(Path.Combine(SourceTree.Root, folder)))
            .SelectMany(file => Line.Of(Path.GetRelativePath(SourceTree.Root, file), File.ReadLines(file))),
    ];

    [Fact]
    public void No_line_is_longer_than_160_columns()
    {
        output.WriteLine($"{Lines.Count} lines; longest: {Lines.MaxBy(line => line.Length)}");
        Lines.Count.ShouldBeGreaterThan(50_000);
        TooLong(Lines).ShouldBeEmpty();
    }

    [Fact]
    public void At_most_3_percent_of_the_lines_are_longer_than_120_columns()
    {
        var wide = Widest(Lines);
        output.WriteLine($"{wide.Count} of {Lines.Count} lines, {Percent(wide.Count, Lines.Count):0.00} %");
        Percent(wide.Count, Lines.Count).ShouldBeLessThanOrEqualTo(MostPercentWide, string.Join('\n', wide));
    }

    [Fact]
    public void The_checks_can_fail()
    {
        string[] planted = [new('x', 120), new('x', 121), "", new('x', 160), new('x', 161), "short"];
        Line[] lines = [.. Line.Of("src/Planted.cs", planted)];
        TooLong(lines).ShouldBe(["src/Planted.cs, line 5: 161 columns"]);
        Widest(lines)
            .ShouldBe([
                "src/Planted.cs, line 5: 161 columns",
                "src/Planted.cs, line 4: 160 columns",
                "src/Planted.cs, line 2: 121 columns",
            ]);
        Percent(3, 100).ShouldBe(MostPercentWide);
        Percent(31, 1000).ShouldBeGreaterThan(MostPercentWide);
    }

    private static IReadOnlyList<string> TooLong(IEnumerable<Line> lines) => Longer(lines, Most);

    private static IReadOnlyList<string> Widest(IEnumerable<Line> lines) => Longer(lines, Wide);

    // The longest first.
    private static IReadOnlyList<string> Longer(IEnumerable<Line> lines, int columns) =>
        [
            .. lines
                .Where(line => line.Length > columns)
                .OrderByDescending(line => line.Length)
                .Select(line => line.ToString()),
        ];

    private static decimal Percent(int part, int whole) => part * 100m / whole;

    private readonly record struct Line(string File, int Number, int Length)
    {
        public static IEnumerable<Line> Of(string file, IEnumerable<string> text) =>
            text.Select((line, index) => new Line(file, index + 1, line.Length));

        public override string ToString() => $"{File}, line {Number}: {Length} columns";
    }
}
