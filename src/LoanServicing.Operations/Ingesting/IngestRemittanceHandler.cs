using LoanServicing.Domain;
using LoanServicing.Domain.Plans;
using LoanServicing.Operations.StatingConsequences;
using LoanServicing.Payroll.Matching;
using LoanServicing.Payroll.Reading;
using LoanServicing.Store.PersonalData;
using LoanServicing.Store.Remittances;
using LoanServicing.Store.Transactions;
using Marten;
using RemittanceReader = LoanServicing.Payroll.Reading.RemittanceReader;

namespace LoanServicing.Operations.Ingesting;

/// <summary>
/// Takes one payroll file in, in one transaction: each line is posted to its loan or suspended with a reason, and the
/// same file again changes nothing.
/// </summary>
public static class IngestRemittanceHandler
{
    /// <summary>Reads the file, before anything is asked of the log.</summary>
    /// <exception cref="RefusedException">The layout is not known, or the file is not as the layout says.</exception>
    public static RemittanceFile Load(IngestRemittance message)
    {
        var layout = message.Layout.Resolve();
        try
        {
            return RemittanceReader.Read(
                layout,
                message.FileName,
                message.Content,
                new(message.PayDate, message.Total, message.Count)
            );
        }
        catch (RemittanceRefusedException refused)
        {
            var shown = refused.Problems.Select(problem => problem.ToString()).ToList();
            if (refused.Count > shown.Count)
                shown.Add($"… and {refused.Count - shown.Count} more");
            throw new RefusedException(shown);
        }
    }

    /// <param name="file">What <see cref="Load"/> read.</param>
    /// <param name="progress">Is told how many lines have been posted.</param>
    /// <exception cref="RefusedException">
    /// The plan is not known, or the pay date lies after the business date.
    /// </exception>
    public static async Task<RemittanceIngested> HandleAsync(
        IngestRemittance message,
        RemittanceFile file,
        IDocumentSession session,
        Actor actor,
        PersonalDataKey key,
        IProgress<long> progress,
        CancellationToken cancellation
    )
    {
        var recording = await Recording.BeginOfManyAsync(session, actor.Name, cancellation);
        var plan = await recording.LockPlanAsync(message.Plan, cancellation);
        RefuseUnknown(message, file, plan);
        var remittances = new RemittanceStore(recording, key);
        var id = StreamId.OfRemittance(recording.Tenant.Name, message.Plan, file.PayDate, file.Sha256);
        if (await remittances.IsKnownAsync(id, cancellation))
            return RemittanceIngested.Before(id, file);

        recording.Correlation = id.ToString();
        var matched = await new RemittanceMatcher(recording, new(key)).MatchAsync(file, message.Plan, cancellation);
        var earlier = await remittances.PostedForAsync(message.Plan, file.PayDate, cancellation);
        var suspended = new SuspendedLines(file, id);
        var postings = suspended.SetAside(matched, earlier);
        var posting = new RepaymentPosting(recording, plan.State!, file, id, message.BusinessDate, suspended);
        await posting.RunAsync(postings, progress, cancellation);

        var waiting = suspended.Events(message.BusinessDate).ToList();
        var received = Received(message, file, id, waiting);
        foreach (var e in waiting)
            recording.Append(plan, e);
        recording.Append(plan, received);
        await remittances.SaveSourceAsync(id, message.Content, cancellation);
        var consequences = await StatedConsequences.OfAsync(recording, cancellation);
        await recording.CompleteAsync(cancellation);
        return RemittanceIngested.Now(file, received, waiting, consequences);
    }

    private static void RefuseUnknown(IngestRemittance message, RemittanceFile file, PlanStream plan)
    {
        if (plan.State is null)
        {
            throw RefusedException.Of(
                nameof(message.Plan),
                $"found \"{message.Plan}\", which is not known, expected a plan that was imported"
            );
        }

        if (file.PayDate > message.BusinessDate)
        {
            throw new RefusedException(
                $"{file.FileName}: found pay date {file.PayDate:yyyy-MM-dd}, "
                    + $"expected one not after the business date, {message.BusinessDate:yyyy-MM-dd}"
            );
        }
    }

    private static RemittanceReceived Received(
        IngestRemittance message,
        RemittanceFile file,
        Guid id,
        List<RepaymentSuspended> waiting
    ) =>
        new(
            message.BusinessDate,
            id,
            file.PayDate,
            file.FileName,
            file.Sha256,
            $"{file.LayoutName}@{file.LayoutVersion}",
            file.Count,
            file.Total,
            file.Count - waiting.Count,
            file.Total - waiting.Sum(e => e.Amount),
            new Source(Remittance: id)
        );
}
