using System.CommandLine;
using LoanServicing.Host.CommandLine;
using LoanServicing.Operations;
using LoanServicing.SampleBooks;

namespace LoanServicing.Host.Demonstration;

/// <summary><c>loans generate --loans N --year Y --seed S --out DIR</c></summary>
internal static class GenerateCommand
{
    public const int FewestLoans = 50;
    public const int MostLoans = 1_000_000;

    public static readonly Option<int> Loans = new("--loans")
    {
        Description = "How many loans",
        DefaultValueFactory = _ => 2_000,
    };

    public static readonly Option<int> Year = new("--year")
    {
        Description = "The year that is lived through",
        DefaultValueFactory = _ => 2025,
    };

    public static readonly Option<long> Seed = new("--seed")
    {
        Description = "The same seed makes the same files",
        DefaultValueFactory = _ => 1,
    };

    private static readonly Option<DirectoryInfo> Out = new("--out")
    {
        Description = "Where the files go",
        Required = true,
    };

    public static Command Build(Terminal terminal) =>
        CommandDoor.Of(
            "generate",
            "Writes a made-up book of loans, a year of its payroll files with the mistakes that payroll makes, "
                + "and what must come out",
            terminal,
            RunAsync,
            Loans,
            Year,
            Seed,
            Out
        );

    /// <exception cref="RefusedException">A number is out of range.</exception>
    public static BookOptions OptionsOf(Invocation call)
    {
        var options = new BookOptions(
            call.Options.GetValue(Loans),
            call.Options.GetValue(Year),
            call.Options.GetValue(Seed)
        );
        if (options.Loans is < FewestLoans or > MostLoans)
        {
            throw new RefusedException(
                $"--loans: found {options.Loans}, expected a number from {FewestLoans} to {MostLoans}"
            );
        }

        return options.Year is >= 2021 and <= 2099
            ? options
            : throw new RefusedException($"--year: found {options.Year}, expected a year from 2021 to 2099");
    }

    public static Task WriteAsync(Terminal terminal, BookOptions options, string directory) =>
        terminal.WithProgressAsync(
            "generating",
            100,
            async progress =>
            {
                await Task.Run(() => SampleBook.Write(options, directory, new Percentage(progress)));
                return true;
            }
        );

    private static async Task<int> RunAsync(Invocation call, CancellationToken cancellation)
    {
        var (options, directory) = (OptionsOf(call), call.Options.GetValue(Out)!.FullName);
        await WriteAsync(call.Terminal, options, directory);
        var files = Directory.GetFiles(directory, "*", SearchOption.AllDirectories).Length;
        if (call.Json)
        {
            call.Terminal.WriteJson(
                new
                {
                    options.Loans,
                    options.Year,
                    options.Seed,
                    directory,
                    files,
                }
            );
        }
        else
        {
            await call.Terminal.Out.WriteLineAsync(
                $"{options.Loans:N0} loans, year {options.Year}, seed {options.Seed}: {files:N0} files in {directory}; "
                    + "steps.jsonl has the commands in order"
            );
        }

        return ExitCode.Done;
    }

    private sealed class Percentage(IProgress<long> progress) : IProgress<int>
    {
        public void Report(int value) => progress.Report(value);
    }
}
