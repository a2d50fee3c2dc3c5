using LoanServicing.Domain;
using LoanServicing.Store.Recording;
using Npgsql;

namespace LoanServicing.Store.Verification;

/// <summary>Puts the basis of accounts right, each under the lock of its participant's stream, under which everybody states a basis.</summary>
internal static class BasisRepair
{
    /// <summary>Returns how many rows were changed.</summary>
    public static async Task<long> RunAsync(
        LoansDatabase database, Tenant tenant, Dictionary<string, ReplayedPlan> plans, IEnumerable<(string Plan, string Participant)> accounts, CancellationToken cancellation)
    {
        var changed = 0L;
        foreach (var (plan, participants) in AccountPortions.Of(accounts).Where(portion => plans.ContainsKey(portion.Plan)))
        {
            var (held, rows) = await RepairAsync(database, tenant, plans[plan], participants, "for no key update skip locked", cancellation);
            changed += rows;
            foreach (var other in participants.Except(held))
                changed += (await RepairAsync(database, tenant, plans[plan], [other], "for no key update", cancellation)).Rows;
        }

        return changed;
    }

    private static async Task<(IReadOnlyCollection<string> Held, long Rows)> RepairAsync(
        LoansDatabase database, Tenant tenant, ReplayedPlan plan, string[] participants, string locking, CancellationToken cancellation)
    {
        var streams = participants.ToDictionary(participant => StreamId.OfParticipant(tenant.Name, plan.State.Plan, participant));
        await using var connection = await database.Owner.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var held = new List<string>();
        await using (var command = new NpgsqlCommand($"select id from mt_streams where tenant_id = $1 and id = any ($2) order by id {locking}", connection))
        {
            command.CommandTimeout = 0;
            command.Parameters.Add(new() { Value = tenant.Stored });
            command.Parameters.Add(new() { Value = streams.Keys.ToArray() });
            await using var row = await command.ExecuteReaderAsync(cancellation);
            while (await row.ReadAsync(cancellation))
                held.Add(streams[row.GetGuid(0)]);
        }

        var bases = await AccountBasisReplay.OfAsync(connection, tenant, plan, held, cancellation);
        if (bases.FirstOrDefault(basis => basis.Value.Problem is not null) is { Value: { } unknown } account)
            throw new InvalidDataException($"participant {plan.State.Plan}/{account.Key} cannot be replayed: {unknown.Problem}");
        var rows = await WriteAsync(connection, tenant, plan.State.Plan, bases, cancellation);
        await transaction.CommitAsync(cancellation);
        return (held, rows);
    }

    private static async Task<long> WriteAsync(NpgsqlConnection connection, Tenant tenant, string plan, IReadOnlyDictionary<string, ReplayedBasis> bases, CancellationToken cancellation)
    {
        await using var update = new NpgsqlCommand(
            """
            update participant p set repaid_after_deemed = u.repaid, investment_in_contract = u.investment
            from unnest($3, $4, $5) u (participant, repaid, investment)
            where p.tenant_id = $1 and p.plan = $2 and p.participant = u.participant and (p.repaid_after_deemed, p.investment_in_contract) is distinct from (u.repaid, u.investment)
            """,
            connection)
        {
            Parameters =
            {
                new() { Value = tenant.Stored },
                new() { Value = plan },
                new() { Value = bases.Keys.ToArray() },
                new() { Value = bases.Values.Select(basis => basis.RepaidAfterDeemed).ToArray() },
                new() { Value = bases.Values.Select(basis => basis.InvestmentInContract).ToArray() },
            },
        };
        return await update.ExecuteNonQueryAsync(cancellation);
    }
}
