using System.CommandLine;
using System.Globalization;
using LoanServicing.Domain;
using LoanServicing.Domain.Auditing;
using LoanServicing.Host.CommandLine;
using LoanServicing.Host.Showing;
using LoanServicing.Store.ReadModels;
using LoanServicing.Store.Recording;

namespace LoanServicing.Host.Auditing;

/// <summary><c>loans audit-pack LOAN|--plan ID --out DIR</c></summary>
internal static class AuditPackCommand
{
    private const int AccountsPerRound = 1_000;
    private const int UsualSample = 5;

    private static readonly Argument<string?> Loan = new("LOAN") { Description = LoanQuestion.Loan.Description, Arity = ArgumentArity.ZeroOrOne };
    private static readonly Option<string?> Plan = new("--plan") { Description = "A whole plan instead of a loan" };
    private static readonly Option<DirectoryInfo> Out = new("--out") { Description = "Where the files go", Required = true };
    private static readonly Option<DateOnly?> From = GlobalOptions.DateOption("--from", "First day of the plan's period (default: 1 January of the effective day's year)");
    private static readonly Option<int?> Sample = GlobalOptions.CountOption("--sample", $"How many of the plan's loans to draw, each with its own pack (default: {UsualSample})");

    private static readonly Option<long> Seed = new("--seed")
    {
        Description = "What the sample is drawn by: the same seed draws the same loans (default: 1)",
        DefaultValueFactory = _ => 1,
        CustomParser = result =>
        {
            if (long.TryParse(result.Tokens[0].Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seed))
                return seed;
            result.AddError($"--seed: found \"{result.Tokens[0].Value}\", expected a whole number");
            return 0;
        },
    };

    public static Command Build(Terminal terminal) =>
        LoansProgram.Command("audit-pack", "The evidence that an auditor asks for, as JSON and as a page to read and print", terminal, RunAsync, Loan, Plan, Out, LoanQuestion.Effective, LoanQuestion.Recorded, From, Sample, Seed);

    private static async Task<int> RunAsync(Invocation call, CancellationToken cancellation)
    {
        var (loan, plan) = (call.Options.GetValue(Loan), call.Options.GetValue(Plan));
        if ((loan is null) == (plan is null))
            throw new RefusedException($"audit-pack: found {(loan is null ? "neither LOAN nor --plan" : "both LOAN and --plan")}, expected one of them");
        if (loan is not null && (call.Options.GetValue(From) is not null || call.Options.GetValue(Sample) is not null || call.Options.GetResult(Seed) is { Implicit: false }))
            throw new RefusedException("audit-pack: found --from, --sample or --seed beside LOAN, expected them with --plan only");

        var files = new PackFiles(call.Options.GetValue(Out)!);
        return loan is not null ? await OfLoanAsync(call, loan, files, cancellation) : await OfPlanAsync(call, plan!, files, cancellation);
    }

    private static DateOnly Effective(Invocation call) => call.Options.GetValue(LoanQuestion.Effective) ?? call.BusinessDate;

    private static async Task<int> OfLoanAsync(Invocation call, string loan, PackFiles files, CancellationToken cancellation)
    {
        DirectoryLoan name = default;
        await using var records = await AuditRecords.OpenAsync(call, async now => (name = await LoanName.FindAsync(now, loan, cancellation)).Plan, call.Options.GetValue(LoanQuestion.Recorded), cancellation);
        var fullName = $"{name.Plan}/{name.Participant}/{name.Name}";
        var record = (await records.LoansAsync([name.Participant], cancellation)).FirstOrDefault(candidate => candidate.History.Made.Loan == name.Name)
            ?? throw new RefusedException($"--recorded: found {records.RecordedBy:O}, when loan {fullName} was not known yet");
        var pack = LoanPack.Of(record, Effective(call)) ?? throw new RefusedException($"--effective: found {Effective(call):yyyy-MM-dd}, before loan {fullName} was made");
        files.Prepare();
        Write(pack, call.Tenant, files);
        Report(call, files, new { loan = fullName, pack.Effective, pack.RecordedBy, pack.Unresolved, files = files.Written }, $"{fullName}: {pack.Events.Count:N0} events, {pack.Payments.Count:N0} payments, effective {pack.Effective:yyyy-MM-dd}{string.Concat(pack.Unresolved.Select(sentence => $"\n  needs a person  {sentence}"))}");
        return pack.Unresolved.Count > 0 ? ExitCode.NeedsPerson : ExitCode.Done;
    }

    private static async Task<int> OfPlanAsync(Invocation call, string plan, PackFiles files, CancellationToken cancellation)
    {
        var through = Effective(call);
        var from = call.Options.GetValue(From) ?? new DateOnly(through.Year, 1, 1);
        if (from > through)
            throw new RefusedException($"--from: found {from:yyyy-MM-dd}, expected a day not after the effective day, {through:yyyy-MM-dd}");
        await using var records = await AuditRecords.OpenAsync(call, now => KnownPlanAsync(now, plan, cancellation), call.Options.GetValue(LoanQuestion.Recorded), cancellation);
        var sampling = new LoanSampling(call.Options.GetValue(Sample) ?? UsualSample, call.Options.GetValue(Seed));
        var packing = new PlanPacking(plan, records.PlanEvents, from, through, records.RecordedBy, sampling);
        var participants = await LoanDirectory.ParticipantsAsync(records.Session, plan, cancellation);
        await call.Terminal.WithProgressAsync("going through the loans", participants.Count, async progress =>
        {
            var done = 0;
            foreach (var round in participants.Chunk(AccountsPerRound))
            {
                packing.Add(await records.LoansAsync(round, cancellation));
                progress.Report(done += round.Length);
            }

            return done;
        });
        var pack = packing.Finish();
        var sampled = await SampledAsync(records, pack, cancellation);
        files.Prepare();
        foreach (var loan in sampled)
            Write(loan, call.Tenant, files);
        var name = PackFiles.NameOf(plan, StreamId.OfPlan(call.Tenant.Name, plan));
        files.Write($"{name}.json", stream => PackJson.Write(stream, pack));
        files.Write($"{name}.html", stream => PlanPage.Write(stream, pack, loan => $"{FileName(call.Tenant, loan.Plan, loan.Participant, loan.Loan)}.html", sampled));
        var open = pack.Discrepancies.Count(found => found.Open != 0m);
        Report(
            call, files, new { plan, pack.From, pack.Through, pack.RecordedBy, pack.Loans, pack.IsTied, pack.RollForward.Unexplained, delinquent = pack.Delinquent.Count, discrepancies = open, files = files.Written },
            $"{plan}: {pack.Loans:N0} loans from {from:yyyy-MM-dd} to {through:yyyy-MM-dd}, {(pack.IsTied ? "tied out" : "NOT tied out")}, delinquent {pack.Delinquent.Count:N0}, {(open > 0 ? $"discrepancies {open:N0}, " : "")}sampled {sampled.Count:N0}");
        return pack.IsTied && open == 0 && sampled.All(loan => loan.Unresolved.Count == 0) ? ExitCode.Done : ExitCode.NeedsPerson;
    }

    private static async Task<string> KnownPlanAsync(LogSession now, string plan, CancellationToken cancellation) =>
        (await LoanDirectory.PlansAsync(now, cancellation)).Contains(plan) ? plan : throw new RefusedException($"--plan: found \"{plan}\", which is not known, expected a plan that was imported");

    private static async Task<IReadOnlyList<LoanPack>> SampledAsync(AuditRecords records, PlanPack pack, CancellationToken cancellation)
    {
        var wanted = pack.Sample.Loans.Select(loan => loan.Loan).ToList();
        var loans = (await records.LoansAsync([.. wanted.Select(name => name.Split('/')[1]).Distinct()], cancellation))
            .ToDictionary(record => $"{record.History.Made.Plan}/{record.History.Made.Participant}/{record.History.Made.Loan}");
        return [.. wanted.Select(name => LoanPack.Of(loans[name], pack.Through)!)];
    }

    private static void Write(LoanPack pack, Tenant tenant, PackFiles files)
    {
        var name = FileName(tenant, pack.Plan, pack.Participant, pack.Loan);
        files.Write($"{name}.json", stream => PackJson.Write(stream, pack));
        files.Write($"{name}.html", stream => LoanPage.Write(stream, pack));
    }

    private static string FileName(Tenant tenant, string plan, string participant, string loan) => PackFiles.NameOf($"{plan}/{participant}/{loan}", StreamId.OfLoan(tenant.Name, plan, participant, loan));

    private static void Report<TAnswer>(Invocation call, PackFiles files, TAnswer answer, string sentence)
    {
        if (call.Json)
        {
            call.Terminal.WriteJson(answer);
            return;
        }

        call.Terminal.Out.WriteLine(sentence);
        foreach (var path in files.Written)
            call.Terminal.Out.WriteLine($"  {path}");
    }
}
