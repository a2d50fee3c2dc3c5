using LoanServicing.Domain;
using LoanServicing.Domain.Calendar;
using LoanServicing.Domain.Facts;
using LoanServicing.Host.CommandLine;
using LoanServicing.Host.Recording;
using LoanServicing.Store.PersonalData;
using LoanServicing.Store.Recording;

namespace LoanServicing.Host.Importing;

/// <summary>What an import did.</summary>
/// <param name="Known">Lines whose id had come before with the same content.</param>
public sealed record ImportOutcome(string File, int Lines, int Known, int Events, int People);

/// <summary>Takes a file of facts into the log: all of it or, where one line cannot be, nothing.</summary>
public sealed class ImportFacts(LogSession session, PersonalDataStore people)
{
    private const int FactsPerRound = 2_000;

    private readonly Dictionary<string, PlanRecord> plans = [];

    public async Task<ImportOutcome> RunAsync(ImportFile file, IProgress<long> progress, CancellationToken cancellation)
    {
        session.Correlation = $"import:{file.Sha256}";
        var lines = await NewLinesAsync(file, cancellation);
        foreach (var plan in lines.Select(line => line.Plan).OfType<string>().Distinct().Order(StringComparer.Ordinal))
            plans.Add(plan, await session.LockPlanAsync(plan, cancellation));
        EstablishPlans(file, lines);

        var recorder = new FactRecorder(session, file, lines);
        // Facts may stand in any order; those of one day are taken as the file has them.
        var byNumber = lines.ToDictionary(line => line.Number);
        var facts = file.Facts.Where(item => byNumber.ContainsKey(item.Line)).Select(item => (Line: byNumber[item.Line], Fact: (Fact?)item.Fact)).Concat(lines.Where(line => line.Fact is null && line.Participant is not null).Select(line => (line, (Fact?)null))).ToList();
        var done = 0L;
        foreach (var round in facts.Chunk(FactsPerRound))
        {
            await recorder.LockAsync(round, cancellation);
            foreach (var (line, fact) in round)
                await recorder.RecordAsync(line, fact, plans[line.Plan!], cancellation);
            await session.FlushAsync(cancellation);
            progress.Report(done += round.Length);
        }

        await recorder.RestateBasesAsync(cancellation);
        await SavePeopleAsync(file, lines, cancellation);
        await Inbox.AddAsync(session, [.. lines.Select(line => (line.Id, line.Content))], "done", cancellation);
        return new(file.Name, file.Lines.Count, file.Lines.Count - lines.Count, recorder.Events, lines.Count(line => line.Person is not null));
    }

    private async Task<List<ImportLine>> NewLinesAsync(ImportFile file, CancellationToken cancellation)
    {
        var known = new Dictionary<string, byte[]>(await Inbox.FindAsync(session, [.. file.Lines.Select(line => line.Id).Distinct()], cancellation));
        var lines = new List<ImportLine>();
        foreach (var line in file.Lines)
        {
            if (known.TryAdd(line.Id, line.Content))
                lines.Add(line);
            else if (!known[line.Id].AsSpan().SequenceEqual(line.Content))
                throw Refused(file, line, $"found id \"{line.Id}\", which came before with other content, expected an id of its own");
        }

        return lines;
    }

    private void EstablishPlans(ImportFile file, List<ImportLine> lines)
    {
        foreach (var line in lines.Where(line => line.PlanDescription is not null))
        {
            var (plan, described) = (plans[line.Plan!], line.PlanDescription!);
            if (plan.State is null)
                session.Record(plan, new Domain.Plans.PlanEstablished(described.Policy.From, described.Id, described.Kind, described.Policy, Source.ImportLine(file.Sha256, line.Id, line.Number), described.Provisions));
            else if (plan.State.Kind != described.Kind || plan.State.Provisions != (described.Provisions ?? Domain.Plans.PlanProvisions.Usual) || plan.State.Policies[0] with { From = described.Policy.From } != described.Policy)
                throw Refused(file, line, $"found plan \"{line.Plan}\" described otherwise than it is known, expected its id alone, or plan-amended");
        }

        foreach (var line in lines.Where(line => line.Plan is not null && plans[line.Plan].State is null))
            throw Refused(file, line, $"found plan \"{line.Plan}\", which is not known, expected the whole plan the first time");
    }

    private async Task SavePeopleAsync(ImportFile file, List<ImportLine> lines, CancellationToken cancellation)
    {
        try
        {
            await people.SaveAsync(session, [.. lines.Select(line => line.Person).OfType<Domain.PersonalData.Person>()], cancellation);
        }
        catch (Npgsql.PostgresException e) when (e.SqlState == Npgsql.PostgresErrorCodes.UniqueViolation)
        {
            throw new RefusedException($"{file.Name}: a taxpayer number belongs to two participants of one plan, expected one number for each");
        }

        foreach (var line in lines)
        {
            if (line.Payer is { } payer)
                await people.SaveAsync(session, payer, cancellation);
            if (line.Transmitter is { } transmitter)
                await people.SaveAsync(session, transmitter, cancellation);
        }
    }

    internal static RefusedException Refused(ImportFile file, ImportLine line, string what) => new($"{file.Name}, line {line.Number}: {what}");
}
