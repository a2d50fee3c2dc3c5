using System.Diagnostics;
using System.Text.RegularExpressions;

namespace LoanServicing.Architecture.Tests;

/// <summary>
/// The compiler's and analyzers' checks are on: a project with one violation of each kind, under this repository's
/// settings, does not build.
/// </summary>
public partial class BannedSymbolTests(ITestOutputHelper output)
{
    // The code after // is what the line must be refused with.
    private const string Violations = """
        namespace Scratch;

        public static class Violations
        {
            public static DateTime Clock() => DateTime.UtcNow; // RS0030
            public static DateTimeOffset ClockWithOffset() => DateTimeOffset.Now; // RS0030
            public static DateOnly Months(DateOnly day) => day.AddMonths(1); // RS0030
            public static DateOnly Years(DateOnly day) => day.AddYears(1); // RS0030
            public static decimal Rounds(decimal amount) => Math.Round(amount, 2); // RS0030
            public static decimal RoundsToo(decimal amount) => decimal.Round(amount, 2, MidpointRounding.ToEven); // RS0030
            public static object Chance() => new Random(); // RS0030
            public static Guid Identity() => Guid.NewGuid(); // RS0030
            public static Task Waits() => Task.Delay(1); // RS0030
            public static decimal Floating(decimal amount) => (decimal)double.Ceiling((double)amount); // RS0030
            public static string Nothing() => null; // CS8603
            public static int Length(string? text) => text.Length; // CS8602
            public static void Unused() { int nobody = 1; } // CS0219
            public static bool Compares(string one, string other) => one.ToLower() == other.ToLower(); // CA1862
        }
        """;

    private const string Overflows = """
        namespace Scratch;

        public static class Overflows
        {
            public static int Constant() => int.MaxValue + 1; // CS0220
        }
        """;

    private const string BlockNamespace = """
        namespace Scratch // IDE0161
        {
            public static class Indented;
        }
        """;

    private const string Clean = """
        namespace Scratch;

        public static class Clean
        {
            public static decimal Half(decimal amount) => amount / 2m;
        }
        """;

    [Fact]
    public async Task Every_planted_violation_is_refused_and_clean_code_is_not()
    {
        var folder = Directory.CreateTempSubdirectory("violations").FullName;
        try
        {
            WriteProject(folder);
            (string Name, string Text)[] files =
            [
                ("Violations.cs", Violations),
                ("BlockNamespace.cs", BlockNamespace),
                ("Clean.cs", Clean),
            ];
            foreach (var (name, text) in files)
                await File.WriteAllTextAsync(Path.Combine(folder, name), text, TestContext.Current.CancellationToken);
            var refused = await Build(folder);
            // Its own build, since an error that stops the binding of a body hides what the analyzers would say of the
            // rest.
            await File.WriteAllTextAsync(
                Path.Combine(folder, "Overflows.cs"),
                Overflows,
                TestContext.Current.CancellationToken
            );
            refused.UnionWith(await Build(folder));

            var expected = files
                .Append(("Overflows.cs", Overflows))
                .SelectMany(file => Expected(file.Item1, file.Item2))
                .ToList();
            output.WriteLine(
                $"{expected.Count} violations planted, {refused.Count} refusals: "
                    + $"{string.Join(", ", refused.Select(refusal => refusal.Code).Distinct().Order(StringComparer.Ordinal))}"
            );
            expected.Count.ShouldBe(16);
            expected.Where(violation => !refused.Contains(violation)).ShouldBeEmpty();
            refused.Where(refusal => refusal.File == "Clean.cs").ShouldBeEmpty();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // The analyzer says nothing about a line that it cannot resolve, so that a typing error would ban nothing.
    [Fact]
    public void Every_banned_symbol_exists()
    {
        var lines = File.ReadAllLines(Path.Combine(SourceTree.Root, "BannedSymbols.txt"))
            .Where(line => line.Length > 0)
            .ToList();
        output.WriteLine($"{lines.Count} banned symbols");
        lines.Count.ShouldBeGreaterThan(20);
        lines.Where(line => !Exists(line.Split(';')[0])).ShouldBeEmpty();
        lines.ShouldAllBe(line => line.Split(';', 2)[1].Length > 10);

        Exists("P:System.DateTime.UtcNov").ShouldBeFalse();
        Exists("M:System.Math.Round(System.Decimal,System.Decimal)").ShouldBeFalse();
        Exists("T:System.Doubles").ShouldBeFalse();
    }

    [Fact]
    public void Integers_overflow_loudly_in_code_built_with_these_settings()
    {
        var most = int.Parse("2147483647");
        Should.Throw<OverflowException>(() => most + 1);
    }

    private static bool Exists(string documentationId)
    {
        var name = documentationId[2..].Split('(')[0];
        var arguments = documentationId.Contains('(') ? documentationId.Split('(')[1].TrimEnd(')').Split(',') : [];
        var dot = name.LastIndexOf('.');
        return documentationId[0] switch
        {
            'T' => Find(name) is not null,
            'P' => Find(name[..dot])?.GetProperty(name[(dot + 1)..]) is not null,
            'M' => Find(name[..dot])
                ?.GetMethod(name[(dot + 1)..], [.. arguments.Select(argument => Find(argument) ?? typeof(void))])
                is not null,
            _ => false,
        };

        static Type? Find(string type) => Type.GetType(type) ?? typeof(Stopwatch).Assembly.GetType(type);
    }

    private static void WriteProject(string folder)
    {
        var root = SourceTree.Root;
        File.WriteAllText(
            Path.Combine(folder, "Directory.Build.props"),
            $"""<Project><Import Project="{root}/Directory.Build.props" /></Project>"""
        );
        File.WriteAllText(
            Path.Combine(folder, "Directory.Packages.props"),
            $"""<Project><Import Project="{root}/Directory.Packages.props" /></Project>"""
        );
        File.WriteAllText(
            Path.Combine(folder, "Scratch.csproj"),
            $"""<Project Sdk="Microsoft.NET.Sdk"><ItemGroup><AdditionalFiles Include="{root}/BannedSymbols.txt" /></ItemGroup></Project>"""
        );
        foreach (
            var settings in new[] { ".editorconfig", "global.json", "nuget.config" }.Where(name =>
                File.Exists(Path.Combine(root, name))
            )
        )
            File.Copy(Path.Combine(root, settings), Path.Combine(folder, settings));
    }

    private async Task<HashSet<(string File, int Line, string Code)>> Build(string folder)
    {
        var start = new ProcessStartInfo(
            "dotnet",
            ["build", "--nologo", "-nodeReuse:false", "-v:quiet", "-p:UseSharedCompilation=false"]
        )
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var build = Process.Start(start)!;
        var errors = build.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var text = await build.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await build.WaitForExitAsync(TestContext.Current.CancellationToken);
        build.ExitCode.ShouldNotBe(0, text + await errors);
        var refused = Refusal()
            .Matches(text)
            .Select(match =>
                (
                    Path.GetFileName(match.Groups["file"].Value),
                    int.Parse(match.Groups["line"].Value),
                    match.Groups["code"].Value
                )
            )
            .ToHashSet();
        if (refused.Count == 0)
            output.WriteLine(text);
        return refused;
    }

    private static IEnumerable<(string File, int Line, string Code)> Expected(string file, string text) =>
        text.Split('\n')
            .Index()
            .Where(line => line.Item.Contains("// "))
            .Select(line => (file, line.Index + 1, line.Item[(line.Item.LastIndexOf("// ") + 3)..].Trim()));

    [GeneratedRegex(
        @"^(?<file>[^(\r\n]+)\((?<line>\d+),\d+\): error (?<code>\w+):",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Refusal();
}
