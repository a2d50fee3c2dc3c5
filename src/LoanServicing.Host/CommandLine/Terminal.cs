using System.Text.Json;
using LoanServicing.Operations;
using Spectre.Console;

namespace LoanServicing.Host.CommandLine;

/// <summary>
/// Where a command prints: answers to <see cref="Out"/>, errors to <see cref="Error"/>, progress only where a person is
/// looking.
/// </summary>
public sealed class Terminal(TextWriter @out, TextWriter error)
{
    public TextWriter Out => @out;

    public TextWriter Error => error;

    /// <summary>Whether standard error is a screen, and the output is the process's own.</summary>
    private bool IsWatched => ReferenceEquals(error, Console.Error) && !Console.IsErrorRedirected;

    public void WriteJson<T>(T value) => Out.WriteLine(JsonSerializer.Serialize(value, AnswerJson.Options));

    /// <summary>
    /// Runs something that may last, with a bar that counts to <paramref name="total"/> where a person is looking.
    /// </summary>
    public async Task<T> WithProgressAsync<T>(string what, long total, Func<IProgress<long>, Task<T>> work)
    {
        if (!IsWatched)
            return await work(new Silent());
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Error) });
        return await console
            .Progress()
            .AutoClear(true)
            .Columns(
                new TaskDescriptionColumn(),
                new ProgressBarColumn(),
                new PercentageColumn(),
                new RemainingTimeColumn()
            )
            .StartAsync(context => work(new Bar(context.AddTask(Markup.Escape(what), maxValue: Math.Max(1, total)))));
    }

    private sealed class Bar(ProgressTask task) : IProgress<long>
    {
        public void Report(long value) => task.Value = value;
    }

    private sealed class Silent : IProgress<long>
    {
        public void Report(long value)
        {
            // Nobody is looking.
        }
    }
}
