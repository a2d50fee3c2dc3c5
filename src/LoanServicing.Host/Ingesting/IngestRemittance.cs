using System.Buffers;
using LoanServicing.Domain;
using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Plans;
using LoanServicing.Host.CommandLine;
using LoanServicing.Host.Recording;
using LoanServicing.Payroll.Matching;
using LoanServicing.Payroll.Reading;
using LoanServicing.Store.PersonalData;
using LoanServicing.Store.Recording;
using LoanServicing.Store.Remittances;

namespace LoanServicing.Host.Ingesting;

/// <summary>
/// Takes one payroll file in, in one transaction: each line is posted to its loan or suspended with a reason, and the same file again changes nothing.
/// </summary>
public sealed class IngestRemittance(LogSession session, PersonalDataKey key)
{
    private readonly RemittanceStore remittances = new(session, key);

    /// <exception cref="RefusedException">The plan is not known, or the pay date lies after the business date.</exception>
    public async Task<IngestOutcome> RunAsync(RemittanceFile file, ReadOnlyMemory<byte> bytes, string planId, DateOnly businessDate, IProgress<long> progress, CancellationToken cancellation)
    {
        var plan = await session.LockPlanAsync(planId, cancellation);
        if (plan.State is null)
            throw new RefusedException($"--plan: found \"{planId}\", which is not known, expected a plan that was imported");
        if (file.PayDate > businessDate)
            throw new RefusedException($"{file.FileName}: found pay date {file.PayDate:yyyy-MM-dd}, expected one not after the business date, {businessDate:yyyy-MM-dd}");
        var id = StreamId.OfRemittance(session.Tenant.Name, planId, file.PayDate, file.Sha256);
        if (await remittances.IsKnownAsync(id, cancellation))
            return new(id, file.FileName, file.PayDate, true, file.Count, file.Total, 0, 0m, 0, 0m, new Dictionary<string, int>(), file.SkippedLines);

        session.Correlation = id.ToString();
        var before = await remittances.LogPositionAsync(cancellation);
        var matched = await new RemittanceMatcher(session, new(key)).MatchAsync(file, planId, cancellation);
        var earlier = await remittances.PostedForAsync(planId, file.PayDate, cancellation);
        var suspended = new SuspendedLines(file, id);
        var postings = suspended.SetAside(matched, earlier);

        var posting = new RepaymentPosting(session, plan.State, file, id, businessDate, suspended);
        await posting.RunAsync(postings, progress, cancellation);
        return await FinishAsync(file, bytes, plan, id, businessDate, suspended, before, cancellation);
    }

    private async Task<IngestOutcome> FinishAsync(
        RemittanceFile file, ReadOnlyMemory<byte> bytes, PlanRecord plan, Guid id, DateOnly businessDate, SuspendedLines suspended, long before, CancellationToken cancellation)
    {
        var events = suspended.Events(businessDate).ToList();
        foreach (var e in events)
            session.Record(plan, e);
        var suspendedTotal = events.Sum(e => e.Amount);
        var received = new RemittanceReceived(
            businessDate, id, file.PayDate, file.FileName, file.Sha256, $"{file.LayoutName}@{file.LayoutVersion}", file.Count, file.Total, file.Count - events.Count,
            file.Total - suspendedTotal, new Source(Remittance: id));
        session.Record(plan, received);
        await session.FlushAsync(cancellation);
        var (first, last) = await remittances.FindAsync(id, before, cancellation);
        await remittances.SaveAsync(new(received, plan.State!.Plan, first, last), [.. events.Select(e => RemittanceRows.Row(plan.State.Plan, e))], cancellation);
        await remittances.SaveSourceAsync(id, bytes, cancellation);
        return new(
            id, file.FileName, file.PayDate, false, file.Count, file.Total, received.Posted, received.PostedTotal, events.Count, suspendedTotal,
            events.GroupBy(e => e.Reason).OrderBy(group => group.Key, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Count()), file.SkippedLines);
    }
}
