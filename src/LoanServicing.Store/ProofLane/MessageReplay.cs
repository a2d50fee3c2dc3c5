using LoanServicing.Domain.Plans;
using LoanServicing.Store.Documents;
using LoanServicing.Store.EventLog;
using LoanServicing.Store.Transactions;
using Npgsql;

namespace LoanServicing.Store.ProofLane;

/// <summary>
/// Holds the handled messages against the events that name them. The server compares them: a book has a message for
/// each of its lines.
/// </summary>
internal static class MessageReplay
{
    // What stands in one of the two only, or differs. Events of before they carried a message's content say nothing
    // about it.
    private const string Unequal = $"""
        with named as materialized (
          select causation_id as id, min(headers ->> 'message') as content,
            case when bool_or(type = any ($2)) then '{HandledMessage.Suspended}' else '{HandledMessage.Recorded}' end as answer
          from mt_events where tenant_id = $1 and causation_id is not null group by causation_id)
        select coalesce(n.id, m.id) as id, n.id is not null as is_named, n.content, n.answer,
          m.id is not null as is_stored, m.data ->> 'Content' as stored_content, m.data ->> 'Answer' as stored_answer
        from named n full join (select id, data from mt_doc_handled_message where tenant_id = $1) m on m.id = n.id
        where (n.id is null and m.data ->> 'Answer' is distinct from '{HandledMessage.BesideLog}') or m.id is null
          or (n.id is not null and (n.answer is distinct from m.data ->> 'Answer'
            or (n.content is not null and n.content is distinct from m.data ->> 'Content')))
        order by 1
        """;

    public static async Task CompareAsync(
        NpgsqlConnection connection,
        Tenant tenant,
        DifferenceList found,
        CancellationToken cancellation
    )
    {
        await using var command = Command(connection, tenant, Unequal);
        await using var row = await command.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
            found.Add(Difference(row));
    }

    /// <summary>Returns how many were written or removed.</summary>
    public static async Task<long> RepairAsync(LoansDatabase database, Tenant tenant, CancellationToken cancellation)
    {
        await using var work = await OwnerTransaction.BeginAsync(database, tenant, cancellation);
        // Nobody handles a message meanwhile whose events would be seen and whose document would not.
        await using (
            var exclude = new NpgsqlCommand(WriterMarks.Exclude, work.Connection)
            {
                CommandTimeout = 0,
                Parameters = { new() { Value = tenant.Stored } },
            }
        )
            await exclude.ExecuteNonQueryAsync(cancellation);
        await using var command = Command(
            work.Connection,
            tenant,
            $"""
            with unequal as materialized ({Unequal}),
            gone as (
              delete from mt_doc_handled_message m using unequal u
              where m.tenant_id = $1 and m.id = u.id and not u.is_named returning 1),
            put as (
              insert into mt_doc_handled_message (tenant_id, id, data)
              select $1, id, jsonb_strip_nulls(jsonb_build_object(
                'Id', id, 'Content', coalesce(content, stored_content), 'Answer', answer))
              from unequal where is_named
              on conflict (tenant_id, id) do update set data = excluded.data returning 1)
            select (select count(*) from gone) + (select count(*) from put)
            """
        );
        var changed = (long)(await command.ExecuteScalarAsync(cancellation))!;
        await work.Transaction.CommitAsync(cancellation);
        return changed;
    }

    private static Difference Difference(NpgsqlDataReader row)
    {
        var where = $"handled message \"{row.GetString(0)}\"";
        if (!row.GetBoolean(4))
            return new(
                "read-model",
                where,
                "no document",
                "the document that follows from the events that name it: without it the message would be carried out again"
            );
        return row.GetBoolean(1)
            ? new(
                "read-model",
                where,
                $"{Text(row, 6)}, content {Text(row, 5)}",
                $"{Text(row, 3)}, content {Text(row, 2)}, as its events say"
            )
            : new("read-model", where, "a document", "none: no event names the message");
    }

    private static string Text(NpgsqlDataReader row, int cell) => row.IsDBNull(cell) ? "unknown" : row.GetString(cell);

    private static NpgsqlCommand Command(NpgsqlConnection connection, Tenant tenant, string sql) =>
        new(sql, connection)
        {
            CommandTimeout = 0,
            Parameters =
            {
                new() { Value = tenant.Stored },
                new() { Value = EventTypes.NamesOf(typeof(RepaymentSuspended)) },
            },
        };
}
