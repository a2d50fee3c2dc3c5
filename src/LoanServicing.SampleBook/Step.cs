using System.Text.Encodings.Web;
using System.Text.Json;

namespace LoanServicing.SampleBooks;

/// <summary>One command of the year as a user would type it, after the program's name.</summary>
/// <param name="Exit">The status that the command line contract documents: 0 done, 1 done but something needs a person,
/// 2 refused.</param>
/// <param name="Why">One sentence.</param>
internal sealed record Step(DateOnly BusinessDate, IReadOnlyList<string> Arguments, int Exit, string Why);

/// <summary>steps.jsonl: the year's commands in order.</summary>
internal sealed class Steps : IDisposable
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
    private readonly StreamWriter writer;

    public Steps(string directory) => writer = TextFile.Create(Path.Combine(directory, "steps.jsonl"), "\n");

    public void Add(DateOnly businessDate, IReadOnlyList<string> arguments, int exit, string why) =>
        writer.WriteLine(JsonSerializer.Serialize(new Step(businessDate, arguments, exit, why), Format));

    public void Dispose() => writer.Dispose();
}
