using System.CommandLine;
using LoanServicing.Operations;
using LoanServicing.Operations.Asking;
using LoanServicing.Operations.TaxYears;

namespace LoanServicing.Host.CommandLine;

/// <summary><c>loans year-end YEAR --out DIR [--format csv,pub1220] [--recorded T]</c></summary>
internal static class YearEndCommand
{
    private const string Csv = "csv";
    private const string Pub1220 = "pub1220";

    private static readonly Dictionary<string, DateTimeOffset> NoTimes = [];

    private static readonly Argument<int> Year = new("YEAR") { Description = "The tax year" };

    private static readonly Option<DirectoryInfo> Out = new("--out")
    {
        Description = "Where the files go",
        Required = true,
    };

    private static readonly Option<string> Format = new("--format")
    {
        Description = "csv, pub1220 or both, separated by a comma",
        DefaultValueFactory = _ => $"{Csv},{Pub1220}",
    };

    private static readonly Option<bool> ForState = new("--for-state")
    {
        Description = "Pub 1220 records for a state, in a year whose federal returns no longer take them",
    };

    private static readonly Option<RecordedMoment?> Recorded = RecordedOption.Of(
        "--recorded",
        "The forms as the log required them then (default: now)"
    );

    public static Command Build(Terminal terminal) =>
        CommandDoor.Of(
            "year-end",
            "The files of a tax year's Forms 1099-R, as a preview",
            terminal,
            RunAsync,
            Year,
            Out,
            Format,
            ForState,
            Recorded
        );

    private static async Task<int> RunAsync(Invocation call, CancellationToken cancellation)
    {
        var message = new PrepareTaxYear(
            call.Options.GetValue(Year),
            Formats(call.Options.GetValue(Format)!),
            call.Options.GetValue(ForState),
            call.Options.GetValue(Recorded)
        );
        PrepareTaxYearHandler.Validate(message);
        var folder = call.Options.GetValue(Out)!;
        if (File.Exists(folder.FullName))
            throw new RefusedException($"--out: found a file, {folder}, expected a folder");

        await using var known = await PrepareTaxYearHandler.LoadAsync(message, call.AskAsync, cancellation);
        var key = await call.KeyAsync(cancellation);
        var prepared = await call.Terminal.WithProgressAsync(
            "determining forms",
            1,
            progress => PrepareTaxYearHandler.HandleAsync(message, known, key, progress, cancellation)
        );
        foreach (var finding in prepared.Forms.Findings)
            await call.Terminal.Error.WriteLineAsync($"loans: {finding}");
        var written = new List<string>();
        foreach (var file in prepared.Files)
            written.Add(await WriteAsync(folder, file));
        Report(call, prepared, written);
        return prepared.Forms.Errors.Any() ? ExitCode.NeedsPerson : ExitCode.Done;
    }

    private static IReadOnlyCollection<FormFormat> Formats(string names)
    {
        const StringSplitOptions trimmed = StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries;
        return
        [
            .. names
                .Split(',', trimmed)
                .Select(name =>
                    name switch
                    {
                        Csv => FormFormat.Csv,
                        Pub1220 => FormFormat.Pub1220,
                        _ => throw new RefusedException($"--format: found \"{name}\", expected {Csv} or {Pub1220}"),
                    }
                ),
        ];
    }

    private static Task<string> WriteAsync(DirectoryInfo folder, OutputFile file)
    {
        folder.Create();
        var path = Path.Combine(folder.FullName, file.Name);
        return WholeFile.WriteAsync(
            path,
            stream =>
            {
                file.Write(stream);
                return Task.FromResult(path);
            }
        );
    }

    private static void Report(Invocation call, TaxYearPrepared prepared, List<string> written)
    {
        var (forms, recordedBy) = (prepared.Forms.Ready, prepared.RecordedBy);
        var byCode = forms
            .GroupBy(form => form.Form.Box7)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => new
            {
                code = group.Key,
                forms = group.Count(),
                box1 = group.Sum(form => form.Form.Box1),
                box2a = group.Sum(form => form.Form.Box2a),
            })
            .ToList();
        if (call.Json)
        {
            call.Terminal.WriteJson(
                new
                {
                    prepared.TaxYear,
                    preview = true,
                    recordedBy,
                    forms = forms.Count,
                    byCode,
                    files = written,
                }
            );
            return;
        }

        var @out = call.Terminal.Out;
        @out.WriteLine($"Forms 1099-R for {prepared.TaxYear}, a preview: {forms.Count:N0}");
        foreach (var plans in (recordedBy ?? NoTimes).GroupBy(pair => pair.Value, pair => pair.Key))
        {
            @out.WriteLine(
                $"  {string.Join(", ", plans)} as recorded by {plans.Key.UtcDateTime:yyyy-MM-dd HH:mm:ss.ffffff}Z, "
                    + "with the names and addresses of today"
            );
        }

        foreach (var group in byCode)
        {
            @out.WriteLine(
                $"  {group.code, -2}  {group.forms, 6:N0}  box 1 {group.box1, 16:N2}  box 2a {group.box2a, 16:N2}"
            );
        }

        foreach (var path in written)
            @out.WriteLine($"  {path}");
    }
}
