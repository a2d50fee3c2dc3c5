using System.Diagnostics;
using System.Text.Json;

namespace LoanServicing.Host.Demonstration;

/// <summary>One command of the generated year, as a user would type it.</summary>
internal sealed record DemoStep(DateOnly BusinessDate, string[] Arguments, int Exit, string Why)
{
    public static IReadOnlyList<DemoStep> ReadAll(string directory) =>
        [
            .. File.ReadLines(Path.Combine(directory, "steps.jsonl"))
                .Select(line => JsonSerializer.Deserialize<DemoStep>(line, JsonSerializerOptions.Web)!),
        ];
}

/// <summary>How a step went.</summary>
internal sealed record DemoStepResult(DemoStep Step, int Exit, string Output, TimeSpan Elapsed)
{
    public bool IsAsExpected => Exit == Step.Exit;
}

/// <summary>Runs the generated commands through the program's own front door.</summary>
internal static class DemoSteps
{
    /// <param name="database">The options that say which database.</param>
    public static async Task<IReadOnlyList<DemoStepResult>> RunAsync(
        IReadOnlyList<DemoStep> steps,
        FrontDoor loans,
        string[] database,
        IProgress<long> progress,
        CancellationToken cancellation
    )
    {
        var results = new List<DemoStepResult>();
        foreach (var step in steps)
        {
            await using var output = new StringWriter();
            var time = Stopwatch.StartNew();
            string[] typed = [.. step.Arguments, "--business-date", $"{step.BusinessDate:yyyy-MM-dd}", .. database];
            var exit = await loans(typed, new(output, output), cancellation);
            cancellation.ThrowIfCancellationRequested();
            results.Add(new(step, exit, output.ToString(), time.Elapsed));
            progress.Report(results.Count);
        }

        return results;
    }
}
