using LoanServicing.Host.CommandLine;

namespace LoanServicing.Host.Tests;

/// <summary>How a command ended and what it printed.</summary>
internal sealed record CommandResult(int Exit, string Out, string Error)
{
    public CommandResult ShouldExit(int expected)
    {
        Exit.ShouldBe(expected, $"{Out}{Error}");
        return this;
    }

    /// <summary>What an import or ingest has to end with: 1 where it says that something followed.</summary>
    public CommandResult ShouldBeTakenIn() =>
        ShouldExit(
            Out.Contains("\n  deemed distribution  ", StringComparison.Ordinal)
            || Out.Contains("\n  discrepancy  ", StringComparison.Ordinal)
                ? 1
                : 0
        );
}

/// <summary>The program on a test class's own database, with files in a folder that is gone afterwards.</summary>
public sealed class CommandLine : IAsyncLifetime
{
    private readonly TestDatabase database = new();

    public string Folder { get; } = Directory.CreateTempSubdirectory("loans-host-tests-").FullName;

    public TestDatabase Database => database;

    public ValueTask InitializeAsync() => database.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        await database.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    public string Write(string name, params string[] lines) => WriteText(name, string.Join('\n', lines) + "\n");

    public string WriteText(string name, string text)
    {
        var path = Path.Combine(Folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    internal async Task<CommandResult> RunAsync(params string[] arguments)
    {
        await using var output = new StringWriter();
        await using var error = new StringWriter();
        var exit = await LoansProgram.RunAsync(
            [.. arguments, "--database", database.Login, "--data", Folder],
            new(output, error),
            TestContext.Current.CancellationToken
        );
        return new(exit, output.ToString(), error.ToString());
    }

    /// <summary>
    /// Everything the log and the rows hold, but for ids, times and hashes, which differ from run to run.
    /// </summary>
    internal async Task<IReadOnlyList<string>> ContentAsync() => await BookContent.ReadAsync(database.Login);
}
