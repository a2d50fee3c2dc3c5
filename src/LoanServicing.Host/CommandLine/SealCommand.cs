using System.CommandLine;
using LoanServicing.Operations;
using LoanServicing.Operations.Sealing;
using LoanServicing.Store.Seals;

namespace LoanServicing.Host.CommandLine;

/// <summary><c>loans seal --out FILE [--number N]</c></summary>
internal static class SealCommand
{
    private static readonly Option<FileInfo> Out = new("--out")
    {
        Description = "The file to write: keep it where whoever runs this database cannot reach it",
        Required = true,
    };

    // With the digits on paper only, the file is made again, and compared with them before the log is compared with the
    // file.
    private static readonly Option<int?> Number = GlobalOptions.CountOption(
        "--number",
        "An earlier seal (default: the latest, made now if something was recorded since the one before)"
    );

    public static Command Build(Terminal terminal) =>
        CommandDoor.Of(
            "seal",
            "The heads of all streams under one signed root, as a file and as digits for paper",
            terminal,
            RunAsync,
            Out,
            Number
        );

    private static async Task<int> RunAsync(Invocation call, CancellationToken cancellation)
    {
        var file = call.Options.GetValue(Out)!;
        if (Directory.Exists(file.FullName))
            throw new RefusedException($"--out: found a folder, {file}, expected the name of a file");
        if (!Directory.Exists(file.DirectoryName))
            throw new RefusedException($"--out: found no folder {file.DirectoryName}, expected one that exists");

        var message = new ExportSeal(call.Options.GetValue(Number), call.BusinessDate);
        var (database, key) = (await call.DatabaseAsync(cancellation), call.SealKey);
        var header = await call.Terminal.WithProgressAsync(
            "sealing",
            1,
            _ =>
                WholeFile.WriteAsync(
                    file.FullName,
                    stream => ExportSealHandler.HandleAsync(message, database, call.Tenant, key, stream, cancellation)
                )
        );
        if (call.Json)
        {
            call.Terminal.WriteJson(Document(header, file));
        }
        else
        {
            await call.Terminal.Out.WriteAsync(PaperForm.Of(header, call.Tenant.Name));
            await call.Terminal.Out.WriteLineAsync($"  {file.FullName}");
        }

        return ExitCode.Done;
    }

    private static object Document(SealFileHeader header, FileInfo file) =>
        new
        {
            seal = header.Number,
            header.BusinessDay,
            header.SealedAt,
            header.Streams,
            header.Events,
            header.Root,
            key = SealKey.Fingerprint(header.PublicKey),
            file = file.FullName,
        };
}
