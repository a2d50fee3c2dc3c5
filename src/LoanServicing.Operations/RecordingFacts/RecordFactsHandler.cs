using LoanServicing.Domain.Facts;
using LoanServicing.Domain.Participants;
using LoanServicing.Domain.Plans;
using LoanServicing.Operations.StatingConsequences;
using LoanServicing.Store.Documents;
using LoanServicing.Store.PersonalData;
using LoanServicing.Store.Transactions;
using Marten;

namespace LoanServicing.Operations.RecordingFacts;

/// <summary>Takes a file of facts into the log: all of it or, where one line cannot be, nothing.</summary>
public static class RecordFactsHandler
{
    private const int FactsPerRound = 2_000;

    /// <summary>Reads the file, before anything is asked of the log.</summary>
    /// <exception cref="RefusedException">Any line is not as it has to be, or lies after the business date.</exception>
    public static ImportFile Load(RecordFacts message) =>
        ImportFile.Read(message.FileName, message.Content, message.BusinessDate);

    /// <param name="file">What <see cref="Load"/> read.</param>
    /// <param name="progress">Is told how many facts have been taken.</param>
    /// <exception cref="RefusedException">A line contradicts what is known, or the law or the plan forbids what it
    /// says.</exception>
    public static async Task<FactsRecorded> HandleAsync(
        RecordFacts message,
        ImportFile file,
        IDocumentSession session,
        Actor actor,
        PersonalDataKey key,
        IProgress<long> progress,
        CancellationToken cancellation
    )
    {
        var recording =
            file.Lines.Count > Recording.MostByMarten
                ? await Recording.BeginOfManyAsync(session, actor.Name, cancellation)
                : await Recording.BeginAsync(session, actor.Name, cancellation);
        recording.Correlation = $"import:{file.Sha256}";
        var lines = await NewLinesAsync(file, recording, cancellation);
        var plans = new Dictionary<string, PlanStream>();
        foreach (var plan in lines.Select(line => line.Plan).OfType<string>().Distinct().Order(StringComparer.Ordinal))
            plans.Add(plan, await recording.LockPlanAsync(plan, cancellation));
        EstablishPlans(file, lines, recording, plans);

        var recorder = new FactRecorder(recording, file, lines);
        var done = 0L;
        foreach (var round in InOrder(file, lines).Chunk(FactsPerRound))
        {
            await recorder.LockAsync(round, cancellation);
            foreach (var (line, fact) in round)
                await recorder.RecordAsync(line, fact, plans[line.Plan!], cancellation);
            await recording.FlushAsync(cancellation);
            progress.Report(done += round.Length);
        }

        await ImportedPeople.SaveAsync(file, lines, recording, new(key), cancellation);
        var consequences = await StatedConsequences.OfAsync(recording, cancellation);
        await recording.CompleteAsync(cancellation);
        return new(
            message.FileName,
            file.Lines.Count,
            file.Lines.Count - lines.Count,
            recorder.Events,
            lines.Count(line => line.Person is not null),
            consequences
        );
    }

    private static async Task<List<ImportLine>> NewLinesAsync(
        ImportFile file,
        Recording recording,
        CancellationToken cancellation
    )
    {
        var handled = await HandledMessageReader.FindAsync(
            recording,
            [.. file.Lines.Select(line => line.Id).Distinct()],
            cancellation
        );
        var contents = handled.ToDictionary(message => message.Key, message => message.Value.Content);
        var lines = new List<ImportLine>();
        foreach (var line in file.Lines)
        {
            if (contents.TryAdd(line.Id, line.Content))
            {
                lines.Add(line);
                if (line.IsKeptBesideLog)
                    recording.HandleBesideLog(line.Id, line.Content);
                else
                    recording.Handle(line.Id, line.Content);
            }
            else if (contents[line.Id] is { } content && content != line.Content)
            {
                throw file.Refused(
                    line,
                    $"found id \"{line.Id}\", which came before with other content, expected an id of its own"
                );
            }
        }

        return lines;
    }

    private static void EstablishPlans(
        ImportFile file,
        List<ImportLine> lines,
        Recording recording,
        Dictionary<string, PlanStream> plans
    )
    {
        foreach (var line in lines.Where(line => line.PlanDescription is not null))
        {
            var (plan, described) = (plans[line.Plan!], line.PlanDescription!);
            if (plan.State is null)
            {
                recording.Append(
                    plan,
                    new PlanEstablished(
                        described.Policy.From,
                        described.Id,
                        described.Kind,
                        described.Policy,
                        file.SourceOf(line),
                        described.Provisions
                    )
                );
            }
            else if (
                plan.State.Kind != described.Kind
                || plan.State.Provisions != (described.Provisions ?? PlanProvisions.Usual)
                || plan.State.Policies[0] with { From = described.Policy.From } != described.Policy
            )
            {
                throw file.Refused(
                    line,
                    $"found plan \"{line.Plan}\" described otherwise than it is known, expected its id alone, or plan-amended"
                );
            }
        }

        foreach (var line in lines.Where(line => line.Plan is not null && plans[line.Plan].State is null))
            throw file.Refused(
                line,
                $"found plan \"{line.Plan}\", which is not known, expected the whole plan the first time"
            );
    }

    // Facts may stand in any order; those of one day are taken as the file has them. A participant may be described
    // without one.
    private static IEnumerable<(ImportLine Line, Fact? Fact)> InOrder(ImportFile file, List<ImportLine> lines)
    {
        var byNumber = lines.ToDictionary(line => line.Number);
        return file
            .Facts.Where(item => byNumber.ContainsKey(item.Line))
            .Select(item => (Line: byNumber[item.Line], Fact: (Fact?)item.Fact))
            .Concat(
                lines
                    .Where(line => line.Fact is null && line.Participant is not null)
                    .Select(line => (line, (Fact?)null))
            );
    }
}
