using LoanServicing.Domain;
using LoanServicing.Store.Documents;
using LoanServicing.Store.EventLog;
using LoanServicing.Store.Transactions;
using Npgsql;

namespace LoanServicing.Store.ProofLane;

/// <summary>
/// Puts the documents of what accounts mean for tax right, each under the lock of its participant's stream, under which
/// everybody writes it.
/// </summary>
internal static class AccountRepair
{
    // With the columns: a year's accounts are found by them.
    private const string Rows = """
        select id, concat(plan, E'\n', participant, E'\n', tax_years::text, E'\n', data::text)
        from mt_doc_account where tenant_id = $1 and id = any ($2)
        """;

    /// <summary>Returns how many were written or removed.</summary>
    public static async Task<long> RunAsync(
        LoansDatabase database,
        Tenant tenant,
        Dictionary<string, ReplayedPlan> plans,
        IEnumerable<(string Plan, string Participant)> accounts,
        CancellationToken cancellation
    )
    {
        var changed = 0L;
        foreach (
            var (plan, participants) in AccountPortions.Of(accounts).Where(portion => plans.ContainsKey(portion.Plan))
        )
        {
            var (held, documents) = await RepairAsync(
                database,
                tenant,
                plans[plan],
                participants,
                "for no key update skip locked",
                cancellation
            );
            changed += documents;
            foreach (var other in participants.Except(held))
                changed += (
                    await RepairAsync(database, tenant, plans[plan], [other], "for no key update", cancellation)
                ).Documents;
        }

        return changed;
    }

    private static async Task<(IReadOnlyCollection<string> Held, long Documents)> RepairAsync(
        LoansDatabase database,
        Tenant tenant,
        ReplayedPlan plan,
        string[] participants,
        string locking,
        CancellationToken cancellation
    )
    {
        await using var work = await OwnerTransaction.BeginAsync(database, tenant, cancellation);
        var held = await LockAsync(work.Connection, tenant, plan.State.Plan, participants, locking, cancellation);
        var documents = await AccountReplay.OfAsync(work.Connection, tenant, plan, [.. held.Values], cancellation);
        if (
            documents.FirstOrDefault(account => account.Value.Problem is not null) is
            { Value.Problem: { } unknown } problem
        )
            throw new InvalidDataException(
                $"participant {plan.State.Plan}/{problem.Key} cannot be replayed: {unknown}"
            );
        var changed = await WriteAsync(
            work.Connection,
            tenant,
            [.. held.Keys],
            documents.Values.Select(account => account.Document).OfType<AccountDocument>(),
            cancellation
        );
        // What no participant in the log stands for.
        changed += await RemoveAstrayAsync(
            work.Connection,
            tenant,
            plan.State.Plan,
            [.. participants.Except(held.Values)],
            cancellation
        );
        await work.Transaction.CommitAsync(cancellation);
        return (held.Values, changed);
    }

    private static async Task<Dictionary<Guid, string>> LockAsync(
        NpgsqlConnection connection,
        Tenant tenant,
        string plan,
        string[] participants,
        string locking,
        CancellationToken cancellation
    )
    {
        var streams = participants.ToDictionary(participant => StreamId.OfParticipant(tenant.Name, plan, participant));
        await using var command = new NpgsqlCommand(
            $"select id from mt_streams where tenant_id = $1 and id = any ($2) order by id {locking}",
            connection
        )
        {
            CommandTimeout = 0,
            Parameters =
            {
                new() { Value = tenant.Stored },
                new() { Value = streams.Keys.ToArray() },
            },
        };
        var held = new Dictionary<Guid, string>();
        await using var row = await command.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
            held.Add(row.GetGuid(0), streams[row.GetGuid(0)]);
        return held;
    }

    private static async Task<int> WriteAsync(
        NpgsqlConnection connection,
        Tenant tenant,
        Guid[] accounts,
        IEnumerable<AccountDocument> follow,
        CancellationToken cancellation
    )
    {
        var stored = new Dictionary<Guid, string>();
        await using (var command = Command(connection, Rows, tenant, accounts))
        await using (var row = await command.ExecuteReaderAsync(cancellation))
        {
            while (await row.ReadAsync(cancellation))
                stored.Add(row.GetGuid(0), row.GetString(1));
        }

        var right = follow.ToDictionary(document => document.Id);
        Guid[] wrong =
        [
            .. accounts.Where(id =>
                stored.GetValueOrDefault(id) != (right.TryGetValue(id, out var document) ? Row(document) : null)
            ),
        ];
        if (wrong.Length == 0)
            return 0;
        await using (
            var delete = Command(
                connection,
                "delete from mt_doc_account where tenant_id = $1 and id = any ($2)",
                tenant,
                wrong
            )
        )
            await delete.ExecuteNonQueryAsync(cancellation);
        foreach (var document in wrong.Where(right.ContainsKey).Select(id => right[id]))
            await InsertAsync(connection, tenant, document, cancellation);
        return wrong.Length;
    }

    private static string Row(AccountDocument document) =>
        $"{document.Plan}\n{document.Participant}\n{{{string.Join(',', document.TaxYears)}}}\n{EventJson.Write(document)}";

    private static async Task InsertAsync(
        NpgsqlConnection connection,
        Tenant tenant,
        AccountDocument document,
        CancellationToken cancellation
    )
    {
        await using var insert = Command(
            connection,
            "insert into mt_doc_account (tenant_id, id, data, plan, participant, tax_years) values ($1, $2, $3::text::jsonb, $4, $5, $6)",
            tenant,
            document.Id,
            EventJson.Write(document),
            document.Plan,
            document.Participant,
            document.TaxYears
        );
        await insert.ExecuteNonQueryAsync(cancellation);
    }

    private static async Task<int> RemoveAstrayAsync(
        NpgsqlConnection connection,
        Tenant tenant,
        string plan,
        string[] participants,
        CancellationToken cancellation
    )
    {
        await using var delete = Command(
            connection,
            """
            delete from mt_doc_account a where tenant_id = $1 and plan = $2 and participant = any ($3)
              and not exists (select from mt_streams s where s.tenant_id = $1 and s.id = a.id)
            """,
            tenant,
            plan,
            participants
        );
        return await delete.ExecuteNonQueryAsync(cancellation);
    }

    private static NpgsqlCommand Command(NpgsqlConnection connection, string sql, Tenant tenant, params object[] values)
    {
        var command = new NpgsqlCommand(sql, connection)
        {
            CommandTimeout = 0,
            Parameters = { new() { Value = tenant.Stored } },
        };
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
        return command;
    }
}
