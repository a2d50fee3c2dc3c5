using System.CommandLine;
using LoanServicing.Host.CommandLine;
using LoanServicing.Store.Seals;

namespace LoanServicing.Host.Sealing;

/// <summary><c>loans seal --out FILE [--number N]</c></summary>
internal static class SealCommand
{
    private static readonly Option<FileInfo> Out = new("--out") { Description = "The file to write: keep it where whoever runs this database cannot reach it", Required = true };

    // With the digits on paper only, the file is made again, and compared with them before the log is compared with the file.
    private static readonly Option<int?> Number = GlobalOptions.CountOption("--number", "An earlier seal (default: the latest, made now if something was recorded since the one before)");

    public static Command Build(Terminal terminal) =>
        LoansProgram.Command("seal", "The heads of all streams under one signed root, as a file and as digits for paper", terminal, RunAsync, Out, Number);

    private static async Task<int> RunAsync(Invocation call, CancellationToken cancellation)
    {
        var file = call.Options.GetValue(Out)!;
        if (Directory.Exists(file.FullName))
            throw new RefusedException($"--out: found a folder, {file}, expected the name of a file");
        if (!Directory.Exists(file.DirectoryName))
            throw new RefusedException($"--out: found no folder {file.DirectoryName}, expected one that exists");

        var (number, database, key) = (call.Options.GetValue(Number), await call.DatabaseAsync(cancellation), call.SealKey);
        var header = await call.Terminal.WithProgressAsync(
            "sealing", 1, _ => WholeFile.WriteAsync(file.FullName, stream => SealFileWriter.WriteAsync(database, call.Tenant, key, number, call.BusinessDate, stream, cancellation)));
        if (call.Json)
        {
            call.Terminal.WriteJson(new
            {
                seal = header.Number, header.BusinessDay, header.SealedAt, header.Streams, header.Events, header.Root, key = SealKey.Fingerprint(header.PublicKey), file = file.FullName,
            });
        }
        else
        {
            await call.Terminal.Out.WriteAsync(PaperForm.Of(header, call.Tenant.Name));
            await call.Terminal.Out.WriteLineAsync($"  {file.FullName}");
        }

        return ExitCode.Done;
    }
}
