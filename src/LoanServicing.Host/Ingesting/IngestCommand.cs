using System.CommandLine;
using LoanServicing.Host.CommandLine;
using LoanServicing.Payroll.Layouts;
using LoanServicing.Payroll.Reading;

namespace LoanServicing.Host.Ingesting;

/// <summary><c>loans ingest FILE… --layout NAME --plan ID</c></summary>
internal static class IngestCommand
{
    private static readonly Argument<string[]> Files = new("FILE") { Description = "Payroll files", Arity = ArgumentArity.OneOrMore };
    private static readonly Option<string> LayoutName = new("--layout") { Description = "How the file is laid out: a known layout, or a layout file", Required = true };
    private static readonly Option<string> Plan = new("--plan") { Description = "The plan that the payroll pays into", Required = true };
    private static readonly Option<DateOnly?> PayDate = GlobalOptions.DateOption("--pay-date", "The pay date, where the file's name does not say it");
    private static readonly Option<decimal?> Total = GlobalOptions.AmountOption("--total", "What the amounts have to sum to");
    private static readonly Option<int?> Count = GlobalOptions.CountOption("--count", "How many repayments there have to be");

    public static Command Build(Terminal terminal) =>
        LoansProgram.Command("ingest", "Takes in payroll files: every line posted or suspended, all in one go", terminal, RunAsync, Files, LayoutName, Plan, PayDate, Total, Count);

    private static async Task<int> RunAsync(Invocation call, CancellationToken cancellation)
    {
        var layout = LoadLayout(call.Options.GetValue(LayoutName)!);
        var exit = ExitCode.Done;
        foreach (var path in call.Options.GetValue(Files)!)
        {
            var (file, bytes) = Read(layout, path, new(call.Options.GetValue(PayDate), call.Options.GetValue(Total), call.Options.GetValue(Count)));
            await using var session = await call.BeginAsync(cancellation);
            var outcome = await call.Terminal.WithProgressAsync(
                $"ingesting {file.FileName}",
                file.Count,
                progress => new IngestRemittance(session, call.Key).RunAsync(file, bytes, call.Options.GetValue(Plan)!, call.BusinessDate, progress, cancellation));
            await session.CommitAsync(cancellation);
            if (call.Json)
                call.Terminal.WriteJson(outcome);
            else
                Print(call.Terminal.Out, outcome);
            if (outcome.Suspended > 0)
                exit = ExitCode.NeedsPerson;
        }

        return exit;
    }

    private static Layout LoadLayout(string name)
    {
        try
        {
            return File.Exists(name) ? Layout.Parse(File.ReadAllText(name), Path.GetFileName(name)) : LayoutCatalog.Load(name);
        }
        catch (LayoutRefusedException refused)
        {
            throw new RefusedException($"--layout: {refused.Message}");
        }
    }

    private static (RemittanceFile File, byte[] Bytes) Read(Layout layout, string path, ReadOptions options)
    {
        if (Directory.Exists(path))
            throw new RefusedException($"{path}: found a folder, expected a file");
        try
        {
            var bytes = File.ReadAllBytes(path);
            return (RemittanceReader.Read(layout, path, bytes, options), bytes);
        }
        catch (RemittanceRefusedException refused)
        {
            var shown = refused.Problems.Select(problem => problem.ToString()).ToList();
            if (refused.Count > shown.Count)
                shown.Add($"… and {refused.Count - shown.Count} more");
            throw new RefusedException(shown);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RefusedException($"{path}: cannot be read: {e.Message}");
        }
    }

    private static void Print(TextWriter @out, IngestOutcome outcome)
    {
        if (outcome.AlreadyIngested)
        {
            @out.WriteLine($"{outcome.File}: this very file was ingested before; nothing changed");
            return;
        }

        @out.WriteLine($"{outcome.File}: pay date {outcome.PayDate:yyyy-MM-dd}, {outcome.Lines:N0} lines, {outcome.Total:N2}: posted {outcome.Posted:N0} ({outcome.PostedTotal:N2}), suspended {outcome.Suspended:N0} ({outcome.SuspendedTotal:N2})");
        foreach (var (reason, count) in outcome.SuspendedByReason)
            @out.WriteLine($"  {count,6:N0}  {reason}");
    }
}
