using System.CommandLine;
using LoanServicing.Operations.Ingesting;
using LoanServicing.Operations.StatingConsequences;

namespace LoanServicing.Host.CommandLine;

/// <summary><c>loans ingest FILE… --layout NAME --plan ID</c></summary>
internal static class IngestCommand
{
    private static readonly Argument<string[]> Files = new("FILE")
    {
        Description = "Payroll files",
        Arity = ArgumentArity.OneOrMore,
    };

    private static readonly Option<string> Layout = new("--layout")
    {
        Description = "How the file is laid out: a known layout, or a layout file",
        Required = true,
    };

    private static readonly Option<string> Plan = new("--plan")
    {
        Description = "The plan that the payroll pays into",
        Required = true,
    };

    private static readonly Option<DateOnly?> PayDate = GlobalOptions.DateOption(
        "--pay-date",
        "The pay date, where the file's name does not say it"
    );

    private static readonly Option<decimal?> Total = GlobalOptions.AmountOption(
        "--total",
        "What the amounts have to sum to"
    );

    private static readonly Option<int?> Count = GlobalOptions.CountOption(
        "--count",
        "How many repayments there have to be"
    );

    public static Command Build(Terminal terminal) =>
        CommandDoor.Of(
            "ingest",
            "Takes in payroll files: every line posted or suspended, all in one go",
            terminal,
            RunAsync,
            Files,
            Layout,
            Plan,
            PayDate,
            Total,
            Count
        );

    private static async Task<int> RunAsync(Invocation call, CancellationToken cancellation)
    {
        var layout = LayoutNamed(call.Options.GetValue(Layout)!);
        // A layout that is none is refused before any file is read.
        layout.Resolve();
        var exit = ExitCode.Done;
        foreach (var path in call.Options.GetValue(Files)!)
        {
            var ingested = await IngestAsync(call, MessageOf(call, path, layout), cancellation);
            if (call.Json)
                call.Terminal.WriteJson(ingested);
            else
                Print(call.Terminal.Out, ingested);
            if (ingested.Suspended > 0 || StatedConsequence.NeedPerson(ingested.Consequences))
                exit = ExitCode.NeedsPerson;
        }

        return exit;
    }

    private static LayoutReference LayoutNamed(string name) =>
        File.Exists(name) ? new(Path.GetFileName(name), File.ReadAllText(name)) : new(name);

    private static IngestRemittance MessageOf(Invocation call, string path, LayoutReference layout) =>
        new(
            Path.GetFileName(path),
            InputFile.Read(path),
            layout,
            call.Options.GetValue(Plan)!,
            call.BusinessDate,
            call.Options.GetValue(PayDate),
            call.Options.GetValue(Total),
            call.Options.GetValue(Count)
        );

    private static async Task<RemittanceIngested> IngestAsync(
        Invocation call,
        IngestRemittance message,
        CancellationToken cancellation
    )
    {
        var file = IngestRemittanceHandler.Load(message);
        var key = await call.KeyAsync(cancellation);
        return await call.SaveAsync(
            $"ingesting {file.FileName}",
            file.Count,
            (session, progress) =>
                IngestRemittanceHandler.HandleAsync(message, file, session, call.Actor, key, progress, cancellation),
            cancellation
        );
    }

    private static void Print(TextWriter @out, RemittanceIngested ingested)
    {
        if (ingested.AlreadyIngested)
        {
            @out.WriteLine($"{ingested.File}: this very file was ingested before; nothing changed");
            return;
        }

        @out.WriteLine(
            $"{ingested.File}: pay date {ingested.PayDate:yyyy-MM-dd}, {ingested.Lines:N0} lines, {ingested.Total:N2}: "
                + $"posted {ingested.Posted:N0} ({ingested.PostedTotal:N2}), "
                + $"suspended {ingested.Suspended:N0} ({ingested.SuspendedTotal:N2})"
        );
        foreach (var (reason, count) in ingested.SuspendedByReason)
            @out.WriteLine($"  {count, 6:N0}  {reason}");
        ConsequenceText.Print(@out, ingested.Consequences);
    }
}
