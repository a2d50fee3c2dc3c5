using System.Runtime.CompilerServices;
using LoanServicing.Domain.Plans;
using LoanServicing.Store.ReadModels;
using LoanServicing.Store.Recording;

namespace LoanServicing.Host.Plans;

/// <summary>All accounts of a plan, however many: they are read round by round.</summary>
internal static class PlanAccounts
{
    private const int AccountsPerRound = 2_000;

    /// <param name="progress">Is told how many loans have been read.</param>
    public static async IAsyncEnumerable<RecordedAccount> ReadAsync(LogSession session, PlanState plan, IProgress<long> progress, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var loans = 0L;
        foreach (var round in (await LoanDirectory.ParticipantsAsync(session, plan.Plan, cancellation)).Chunk(AccountsPerRound))
        {
            var accounts = await AccountReader.ReadAsync(session, plan, round, cancellation);
            foreach (var participant in round)
                yield return accounts[participant];
            progress.Report(loans += accounts.Values.Sum(account => account.Loans.Count));
        }
    }
}
