using LoanServicing.Domain;
using LoanServicing.Domain.Auditing;
using LoanServicing.Operations.Asking;
using LoanServicing.Operations.Auditing.Pages;
using LoanServicing.Store.Documents;
using LoanServicing.Store.Transactions;

namespace LoanServicing.Operations.Auditing;

/// <summary>Puts together what an auditor asks for of a plan's loans.</summary>
public static class PreparePlanPackHandler
{
    private const int AccountsPerRound = 1_000;

    /// <exception cref="RefusedException">
    /// The period ends before it begins, there is no such plan, or it was not known then.
    /// </exception>
    public static async Task<AuditRecords> LoadAsync(
        PreparePlanPack message,
        AskingSession ask,
        CancellationToken cancellation
    )
    {
        if (message.From > message.Through)
        {
            throw RefusedException.Of(
                nameof(message.From),
                $"found {message.From:yyyy-MM-dd}, expected a day not after the effective day, "
                    + $"{message.Through:yyyy-MM-dd}"
            );
        }

        return await AuditRecords.OpenAsync(
            ask,
            now => KnownPlanAsync(now, message.Plan, cancellation),
            message.Recorded,
            wholePlan: true,
            cancellation
        );
    }

    /// <param name="records">What <see cref="LoadAsync"/> opened.</param>
    /// <param name="progress">Is told how many participants have been gone through.</param>
    public static async Task<PlanPackPrepared> HandleAsync(
        PreparePlanPack message,
        AuditRecords records,
        IProgress<long> progress,
        CancellationToken cancellation
    )
    {
        var packing = new PlanPacking(
            message.Plan,
            records.PlanEvents,
            message.From,
            message.Through,
            records.RecordedBy,
            message.Sampling
        );
        var done = 0L;
        foreach (var round in records.Participants.Chunk(AccountsPerRound))
        {
            packing.Add(await records.LoansAsync(round, cancellation));
            progress.Report(done += round.Length);
        }

        var pack = packing.Finish();
        var sampled = await SampledAsync(records, pack, cancellation);
        return new(pack, sampled, Files(pack, sampled, records.Session.Tenant));
    }

    private static async Task<string> KnownPlanAsync(Inquiry now, string plan, CancellationToken cancellation) =>
        (await LoanDirectory.PlansAsync(now, cancellation)).Contains(plan)
            ? plan
            : throw RefusedException.Of(
                nameof(PreparePlanPack.Plan),
                $"found \"{plan}\", which is not known, expected a plan that was imported"
            );

    private static async Task<IReadOnlyList<LoanPack>> SampledAsync(
        AuditRecords records,
        PlanPack pack,
        CancellationToken cancellation
    )
    {
        var drawn = pack.Sample.Loans.Select(loan => loan.Loan).ToList();
        var participants = drawn.Select(name => name.Split('/')[1]).Distinct();
        var loans = (await records.LoansAsync([.. participants], cancellation)).ToDictionary(record =>
            $"{record.History.Made.Plan}/{record.History.Made.Participant}/{record.History.Made.Loan}"
        );
        return [.. drawn.Select(name => LoanPack.Of(loans[name], pack.Through)!)];
    }

    private static IReadOnlyList<OutputFile> Files(PlanPack pack, IReadOnlyList<LoanPack> sampled, Tenant tenant)
    {
        var name = PackFileName.Of(pack.Plan, StreamId.OfPlan(tenant.Name, pack.Plan));
        return
        [
            .. sampled.SelectMany(loan => LoanPackFiles.Of(loan, tenant)),
            new($"{name}.json", stream => PackJson.Write(stream, pack)),
            new(
                $"{name}.html",
                stream => PlanPage.Write(stream, pack, loan => LoanPackFiles.PageOf(loan, tenant), sampled)
            ),
        ];
    }
}
