using LoanServicing.Domain.Auditing;
using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Participants;
using LoanServicing.Store.Documents;
using LoanServicing.Store.Transactions;
using Npgsql;

namespace LoanServicing.Store.ProofLane;

/// <summary>
/// Proves what a loan's events say of the account and of the participant's other loans, which the proof of a loan takes
/// as given: each account is read a second time, with all its loans.
/// </summary>
internal sealed class AccountProof(Tenant tenant, IReadOnlyDictionary<string, ReplayedPlan> plans, Action<long> seen)
{
    private readonly DifferenceList found = new();

    public IReadOnlyList<Difference> Differences => found.Found();

    /// <summary>How many accounts were gone through.</summary>
    public long Proved { get; private set; }

    /// <summary>
    /// Whether a consequence of the loan rests on what is said of the account, or that was said anew.
    /// </summary>
    public static bool IsCalledFor(IReadOnlyList<LoanEvent> loan)
    {
        foreach (var e in loan)
        {
            if (
                e
                is FiguresRestated
                    or DeemedDistributed
                    {
                        Reason: DeemingReason.AmountLimit
                            or DeemingReason.Refinancing
                            or DeemingReason.SecondLoanCondition
                    }
            )
                return true;
        }

        return false;
    }

    /// <summary>Proves every account of a part, its ranges beside each other.</summary>
    public static async Task<IReadOnlyList<AccountProof>> OfAllAsync(
        LogSnapshot snapshot,
        Tenant tenant,
        IReadOnlyDictionary<string, ReplayedPlan> plans,
        LogPart part,
        Action<long> seen,
        CancellationToken cancellation
    )
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var work = new List<Func<Task<AccountProof>>>();
        foreach (var range in part.Ranges)
        {
            var (names, accounts) = (await snapshot.OpenAsync(cancellation), await snapshot.OpenAsync(cancellation));
            work.Add(() => RunAsync(range, names, accounts));
        }

        return await Task.WhenAll(work.Select(run => Task.Run(run, stop.Token)));

        async Task<AccountProof> RunAsync(StreamRange range, NpgsqlConnection names, NpgsqlConnection accounts)
        {
            try
            {
                var proof = new AccountProof(tenant, plans, seen);
                await foreach (var (plan, participants) in AccountPortions.InAsync(names, tenant, range, stop.Token))
                    await proof.ProveAsync(accounts, plan, participants, stop.Token);
                return proof;
            }
            catch
            {
                // What stops one range stops the others.
                await stop.CancelAsync();
                throw;
            }
        }
    }

    public async Task ProveAsync(
        NpgsqlConnection connection,
        string plan,
        IReadOnlyCollection<string> participants,
        CancellationToken cancellation
    )
    {
        // A row of a plan that the log has not is a difference of its own.
        if (!plans.TryGetValue(plan, out var replayed))
            return;
        var events = 0L;
        foreach (
            var (participant, (account, problem)) in await AccountPortions.ReadAsync(
                connection,
                tenant,
                replayed,
                participants,
                cancellation
            )
        )
        {
            Prove($"{plan}/{participant}", account, problem);
            events += account is null ? 0 : account.Participant.Count + account.Loans.Sum(loan => (long)loan.Count);
        }

        Proved += participants.Count;
        seen(events);
    }

    private void Prove(string name, RecordedAccount? account, string? problem)
    {
        try
        {
            if (account is not null)
                found.AddRange(UnfoundedStatement.In(account.History).Select(unfounded => Unfounded(name, unfounded)));
        }
        catch (Exception impossible) when (PartReplay.DoesNotFollow(impossible))
        {
            problem = impossible.Message;
        }

        if (problem is not null)
            found.Add(new("event", $"participant {name}", problem, "an account whose loans can be looked at together"));
    }

    private static Difference Unfounded(string account, UnfoundedStatement unfounded)
    {
        var figures = FigureChange.Between(unfounded.Says, unfounded.Follows).ToList();
        return new(
            "account",
            $"loan {account}/{unfounded.Loan}, event "
                + $"{unfounded.Version}{(unfounded.RestatedBy is { } restated ? $" as event {restated} says it anew" : "")}",
            $"{unfounded.Says.GetType().Name} with {string.Join(", ", figures.Select(figure => $"{figure.What} {Text(figure.Before)}"))}",
            $"{string.Join(", ", figures.Select(figure => Text(figure.After)))}, which follows from the account and its other loans"
        );
    }

    private static string Text(object? figure) =>
        figure switch
        {
            null => "none",
            decimal amount => $"{amount:0.00}",
            DateOnly day => $"{day:yyyy-MM-dd}",
            bool holds => holds ? "yes" : "no",
            _ => $"{figure}",
        };
}
