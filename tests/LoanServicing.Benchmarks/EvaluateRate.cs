using System.Diagnostics;
using System.Globalization;
using LoanServicing.Domain.Evaluation;

namespace LoanServicing.Benchmarks;

/// <summary>How long a thousand scenarios take, from their bytes to their reports, once the program is warm.</summary>
internal static class EvaluateRate
{
    private const int Scenarios = 1_000;
    private const int Runs = 7;

    public static void Measure(string[] folders)
    {
        byte[][] files =
        [
            .. folders
                .SelectMany(folder => Directory.GetFiles(folder, "*.json"))
                .Order(StringComparer.Ordinal)
                .Select(Readable),
        ];
        // The same thousand each time: every file in turn, as often as it takes.
        var thousand = Enumerable.Range(0, Scenarios).Select(index => files[index % files.Length]).ToList();
        var seconds = Enumerable.Range(0, Runs + 1).Select(_ => Time(thousand)).Skip(1).Order().ToList();
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{Scenarios:N0} scenarios of {files.Length} files: median {seconds[Runs / 2]:0.00} s of {Runs} runs "
                    + $"({seconds[0]:0.00} to {seconds[^1]:0.00})"
            )
        );
    }

    private static double Time(List<byte[]> scenarios)
    {
        var watch = Stopwatch.StartNew();
        var length = 0L;
        foreach (var scenario in scenarios)
            length += ReportJson.Write(ScenarioEvaluation.Of(ScenarioReader.Read(scenario))).Length;
        return length > 0 ? watch.Elapsed.TotalSeconds : throw new InvalidOperationException("no report");
    }

    // Worked scenarios carry members that the command does not read.
    private static byte[] Readable(string file)
    {
        var scenario = System.Text.Json.Nodes.JsonNode.Parse(File.ReadAllText(file))!.AsObject();
        foreach (var member in new[] { "note", "expect", "tolerance" })
            scenario.Remove(member);
        return System.Text.Encoding.UTF8.GetBytes(scenario.ToJsonString());
    }
}
