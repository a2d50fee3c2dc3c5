using System.CommandLine;
using LoanServicing.Host.Asking;
using LoanServicing.Host.CommandLine;
using LoanServicing.Store.ReadModels;
using LoanServicing.Store.Recording;
using LoanServicing.TaxForms;
using LoanServicing.TaxForms.Csv;
using LoanServicing.TaxForms.Pub1220;

namespace LoanServicing.Host.YearEnd;

/// <summary><c>loans year-end YEAR --out DIR [--format csv,pub1220] [--recorded T]</c></summary>
internal static class YearEndCommand
{
    private const string CsvFormat = "csv";
    private const string Pub1220Format = "pub1220";

    private static readonly Argument<int> Year = new("YEAR") { Description = "The tax year" };
    private static readonly Option<DirectoryInfo> Out = new("--out") { Description = "Where the files go", Required = true };
    private static readonly Option<string> Format = new("--format") { Description = "csv, pub1220 or both, separated by a comma", DefaultValueFactory = _ => $"{CsvFormat},{Pub1220Format}" };
    private static readonly Option<bool> ForState = new("--for-state") { Description = "Pub 1220 records for a state, in a year whose federal returns no longer take them" };

    private static readonly Option<RecordedMoment?> Recorded = RecordedMoment.OptionOf("--recorded", "The forms as the log required them then (default: now)");

    public static Command Build(Terminal terminal) =>
        LoansProgram.Command("year-end", "The files of a tax year's Forms 1099-R, as a preview", terminal, RunAsync, Year, Out, Format, ForState, Recorded);

    private static async Task<int> RunAsync(Invocation call, CancellationToken cancellation)
    {
        var year = call.Options.GetValue(Year);
        var formats = call.Options.GetValue(Format)!.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (formats.FirstOrDefault(format => format is not (CsvFormat or Pub1220Format)) is { } unknown)
            throw new RefusedException($"--format: found \"{unknown}\", expected {CsvFormat} or {Pub1220Format}");
        if (year is < 1983 or > 2100)
            throw new RefusedException($"YEAR: found {year}, expected a tax year from 1983 to 2100");

        if (File.Exists(call.Options.GetValue(Out)!.FullName))
            throw new RefusedException($"--out: found a file, {call.Options.GetValue(Out)}, expected a folder");

        var times = await RecordedByAsync(call, cancellation);
        await using var session = await call.AskAsync(times is null or { Count: 0 } ? null : times.Values.Max(), cancellation);
        var people = new Store.PersonalData.PersonalDataStore(call.Key);
        var forms = await call.Terminal.WithProgressAsync("determining forms", 1, progress => new YearEndForms(session, people, times).DetermineAsync(year, progress, cancellation));
        foreach (var finding in forms.Findings)
            await call.Terminal.Error.WriteLineAsync($"loans: {finding}");
        var directory = call.Options.GetValue(Out)!;
        // What was known then must not lie there under the name of what is known now.
        var name = $"1099r-{year}-preview{call.Options.GetValue(Recorded)?.FileSuffix}";
        var written = new List<string>();
        if (formats.Contains(CsvFormat))
            written.Add(await WriteAsync(directory, $"{name}.csv", stream => Form1099RCsv.Write(stream, forms.Ready)));
        if (formats.Contains(Pub1220Format) && forms.Ready.Count > 0)
        {
            var transmitter = await people.TransmitterAsync(session, cancellation)
                ?? throw new RefusedException("Pub 1220: found no transmitter, expected one imported with the fact \"transmitter\"");
            written.Add(await WriteAsync(directory, $"{name}.pub1220.txt", stream => WritePub1220(stream, transmitter, forms, call.Options.GetValue(ForState))));
        }

        Report(call, year, times, forms, written);
        return forms.Errors.Any() ? ExitCode.NeedsPerson : ExitCode.Done;
    }

    // A business day is closed plan by plan: each has a time of its own. Null where all that is recorded counts.
    private static async Task<IReadOnlyDictionary<string, DateTimeOffset>?> RecordedByAsync(Invocation call, CancellationToken cancellation)
    {
        if (call.Options.GetValue(Recorded) is not { } moment)
            return null;
        var times = new Dictionary<string, DateTimeOffset>();
        await using var session = await call.AskAsync(null, cancellation);
        foreach (var plan in await LoanDirectory.PlansAsync(session, cancellation))
            times.Add(plan, moment.In(plan, await PlanReader.HistoryAsync(session, plan, cancellation), session.RecordedAt));
        return times;
    }

    private static void WritePub1220(Stream stream, Domain.PersonalData.Transmitter transmitter, CheckedReturns forms, bool forState)
    {
        try
        {
            Pub1220File.Write(stream, transmitter, forms.LeavingOutErrors(), new(ForState: forState));
        }
        catch (FileRefusedException refused)
        {
            throw new RefusedException($"Pub 1220: {refused.Message}");
        }
    }

    private static Task<string> WriteAsync(DirectoryInfo directory, string name, Action<Stream> write)
    {
        directory.Create();
        var path = Path.Combine(directory.FullName, name);
        return WholeFile.WriteAsync(path, stream =>
        {
            write(stream);
            return Task.FromResult(path);
        });
    }

    private static void Report(Invocation call, int year, IReadOnlyDictionary<string, DateTimeOffset>? recordedBy, CheckedReturns forms, List<string> written)
    {
        var byCode = forms.Ready.GroupBy(form => form.Form.Box7).OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => new { code = group.Key, forms = group.Count(), box1 = group.Sum(form => form.Form.Box1), box2a = group.Sum(form => form.Form.Box2a) }).ToList();
        if (call.Json)
        {
            call.Terminal.WriteJson(new { taxYear = year, preview = true, recordedBy, forms = forms.Ready.Count, byCode, files = written });
            return;
        }

        call.Terminal.Out.WriteLine($"Forms 1099-R for {year}, a preview: {forms.Ready.Count:N0}");
        foreach (var plans in (recordedBy ?? new Dictionary<string, DateTimeOffset>()).GroupBy(pair => pair.Value, pair => pair.Key))
            call.Terminal.Out.WriteLine($"  {string.Join(", ", plans)} as recorded by {plans.Key.UtcDateTime:yyyy-MM-dd HH:mm:ss.ffffff}Z, with the names and addresses of today");
        foreach (var group in byCode)
            call.Terminal.Out.WriteLine($"  {group.code,-2}  {group.forms,6:N0}  box 1 {group.box1,16:N2}  box 2a {group.box2a,16:N2}");
        foreach (var path in written)
            call.Terminal.Out.WriteLine($"  {path}");
    }
}
