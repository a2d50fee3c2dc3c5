using LoanServicing.Domain.Auditing;
using LoanServicing.Domain.Plans;
using LoanServicing.Postgres.ReadModels;
using LoanServicing.Postgres.Recording;

namespace LoanServicing.Host.Plans;

/// <summary>Reads a plan's accounts round by round, and rolls their loans' principal forward.</summary>
/// <param name="plan">As it was known.</param>
/// <param name="recordedBy">Until when what was recorded counts, that moment included; null for all.</param>
internal sealed class PlanRollForward(LogSession session, PlanState plan, DateTimeOffset? recordedBy)
{
    private const int AccountsPerRound = 2_000;

    /// <summary>Returns how many loans there were by the last day, too.</summary>
    public async Task<(int Loans, RollForward Principal)> RunAsync(DateOnly from, DateOnly through, IProgress<long> progress, CancellationToken cancellation)
    {
        var (loans, sum) = (0, RollForward.None);
        foreach (var round in (await LoanDirectory.ParticipantsAsync(session, plan.Plan, cancellation)).Chunk(AccountsPerRound))
        {
            var known = (await AccountReader.ReadAsync(session, plan, round, cancellation)).Values
                .Select(account => recordedBy is { } time ? account.AsRecordedBy(time, plan) : account).OfType<RecordedAccount>()
                .Select(account => account.History)
                .SelectMany(account => account.Loans.Where(loan => loan.Made.On <= through).Select(loan => (loan, account))).ToList();
            sum += RollForward.Of(known, from, through);
            progress.Report(loans += known.Count);
        }

        return (loans, sum);
    }
}
