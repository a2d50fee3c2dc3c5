using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using LoanServicing.SampleBooks.Book;

namespace LoanServicing.SampleBooks.Tests;

/// <summary>A book in a folder of its own, which goes with the test.</summary>
public sealed class WrittenBook : IDisposable
{
    private readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("sample-book-");

    public WrittenBook(BookOptions options)
    {
        Participants = SampleBook.Run(options, directory.FullName, progress: null);
        Expected = JsonNode.Parse(File.ReadAllText(PathOf("expected.json")))!.AsObject();
    }

    public JsonObject Expected { get; }

    internal IReadOnlyList<SampleParticipant> Participants { get; }

    /// <summary>Paths from the folder, with "/", in order.</summary>
    public IReadOnlyList<string> Files =>
        [
            .. directory
                .EnumerateFiles("*", SearchOption.AllDirectories)
                .Select(f => Path.GetRelativePath(directory.FullName, f.FullName).Replace('\\', '/'))
                .Order(StringComparer.Ordinal),
        ];

    public string PathOf(string file) => Path.Combine(directory.FullName, file);

    public IEnumerable<JsonNode> Lines(string file) =>
        File.ReadLines(PathOf(file)).Select(line => JsonNode.Parse(line)!);

    /// <summary>Every line of every import file, in the order of the steps.</summary>
    public IEnumerable<JsonNode> Facts() => Steps("import").SelectMany(step => Lines(step.Arguments[1]));

    public IEnumerable<(DateOnly On, string[] Arguments, int Exit)> Steps(string? command = null) =>
        Lines("steps.jsonl")
            .Select(step =>
                (
                    On: Day(step["businessDate"]),
                    Arguments: step["arguments"]!.AsArray().Select(a => (string)a!).ToArray(),
                    Exit: (int)step["exit"]!
                )
            )
            .Where(step => command is null || step.Arguments[0] == command);

    /// <summary>SHA-256 over all names and bytes.</summary>
    public string Hash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in Files)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(file + "\n"));
            hash.AppendData(File.ReadAllBytes(PathOf(file)));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    public static DateOnly Day(JsonNode? day) =>
        DateOnly.ParseExact((string)day!, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    public void Dispose() => directory.Delete(recursive: true);
}
