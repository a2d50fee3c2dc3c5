using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Participants;
using LoanServicing.Store.EventLog;
using LoanServicing.Store.Recording;
using Npgsql;

namespace LoanServicing.Store.ReadModels;

/// <summary>A loan as one looks for it.</summary>
/// <param name="IsOpen">Neither paid, offset nor refinanced.</param>
public readonly record struct DirectoryLoan(string Plan, string Participant, string Name, Guid Stream, bool IsOpen, DateOnly MadeOn);

/// <summary>Finds loans by the names that people use.</summary>
public static class LoanDirectory
{
    private const string Columns = "select l.plan, l.participant, l.loan, l.loan_id, l.closed_on is null, l.made_on from";

    /// <summary>The loans of some participants of a plan, those of one participant in the order in which they were made.</summary>
    public static async Task<ILookup<string, DirectoryLoan>> LoansOfAsync(LogSession session, string plan, IReadOnlyCollection<string> participants, CancellationToken cancellation = default) =>
        (await ReadAsync(
            session,
            $"""
            {Columns} unnest($2) u (participant)
            join loan l on l.tenant_id = current_setting('loans.tenant') and l.plan = $1 and l.participant = u.participant
            order by l.participant, l.made_on, l.loan
            """,
            cancellation,
            plan,
            participants.ToArray())).ToLookup(loan => loan.Participant);

    /// <summary>The loans on which something may have failed by a day: an installment due then is not paid, and the loan is neither ended nor deemed. In stream order.</summary>
    public static Task<IReadOnlyList<DirectoryLoan>> DueAsync(LogSession session, string plan, DateOnly day, CancellationToken cancellation = default) =>
        ReadAsync(
            session,
            $"""
            {Columns} loan l
            where l.tenant_id = current_setting('loans.tenant') and l.plan = $1 and l.oldest_unpaid_due <= $2 and l.deemed_on is null and l.closed_on is null
            order by l.loan_id
            """,
            cancellation,
            plan,
            day);

    /// <summary>The loans of which something agreed or moved does not fit what was owed, or once did not and was settled.</summary>
    public static Task<IReadOnlyList<DirectoryLoan>> WithDiscrepancyAsync(LogSession session, CancellationToken cancellation = default) =>
        ReadAsync(session, $"{Columns} loan l where l.tenant_id = current_setting('loans.tenant') and jsonb_exists_any(l.unusual, array['Discrepancy', 'HasSettlement']) order by 1, 2, 3", cancellation);

    /// <summary>Every plan of the tenant.</summary>
    public static Task<IReadOnlyList<string>> PlansAsync(LogSession session, CancellationToken cancellation = default) =>
        NamesAsync(session, "select plan from plan where tenant_id = current_setting('loans.tenant') order by plan", cancellation);

    /// <summary>How many loans a plan has.</summary>
    public static async Task<long> CountAsync(LogSession session, string plan, CancellationToken cancellation = default)
    {
        await using var command = Command(session, "select count(*) from loan where tenant_id = current_setting('loans.tenant') and plan = $1", [plan]);
        return (long)(await command.ExecuteScalarAsync(cancellation))!;
    }

    /// <summary>The latest day up to which something is recorded of a plan's loans; null where it has none.</summary>
    public static async Task<DateOnly?> LatestInOrderFromAsync(LogSession session, string plan, CancellationToken cancellation = default)
    {
        await using var command = Command(session, "select max(in_order_from) from loan where tenant_id = current_setting('loans.tenant') and plan = $1", [plan]);
        return await command.ExecuteScalarAsync(cancellation) is DateOnly latest ? latest : null;
    }

    /// <summary>Whether a loan of the plan was made on that day, here.</summary>
    public static async Task<bool> AnyMadeOnAsync(LogSession session, string plan, DateOnly day, CancellationToken cancellation = default)
    {
        await using var command = Command(session, "select exists (select from loan where tenant_id = current_setting('loans.tenant') and plan = $1 and made_on = $2)", [plan, day]);
        return await command.ExecuteScalarAsync(cancellation) is true;
    }

    /// <summary>Every participant of a plan.</summary>
    public static Task<IReadOnlyList<string>> ParticipantsAsync(LogSession session, string plan, CancellationToken cancellation = default) =>
        NamesAsync(session, "select participant from participant where tenant_id = current_setting('loans.tenant') and plan = $1 order by participant", cancellation, plan);

    /// <summary>The participants of a plan with a loan that was deemed or offset in the year.</summary>
    public static Task<IReadOnlyList<string>> TaxedAsync(LogSession session, string plan, int year, CancellationToken cancellation = default) =>
        NamesAsync(
            session,
            """
            select participant from loan
            where tenant_id = current_setting('loans.tenant') and plan = $1
              and (deemed_on between $2 and $3 or closed_by = 'Offset' and closed_on between $2 and $3 or unusual is not null)
            union
            select participant from participant
            where tenant_id = current_setting('loans.tenant') and plan = $1 and movements is not null
            order by participant
            """,
            cancellation,
            plan,
            new DateOnly(year, 1, 1),
            new DateOnly(year, 12, 31));

    /// <summary>
    /// The participants of a plan of whom something was recorded by a time that can require a form, in whatever year, whether or not it still stands: rows
    /// know the present only, so this reads through the log.
    /// </summary>
    public static Task<IReadOnlyList<string>> TaxedAsync(LogSession session, string plan, DateTimeOffset recordedBy, CancellationToken cancellation = default) =>
        NamesAsync(
            session,
            """
            select participant from (
              select l.participant, l.loan_id as stream from loan l where l.tenant_id = current_setting('loans.tenant') and l.plan = $1
              union all
              select p.participant, p.stream_id from participant p where p.tenant_id = current_setting('loans.tenant') and p.plan = $1) owner
            where stream in (
              select stream_id from mt_events
              where tenant_id = current_setting('loans.tenant') and timestamp <= $2 and type = any ($3))
            group by participant order by participant
            """,
            cancellation,
            plan,
            recordedBy.UtcDateTime,
            EventTypes.NamesOf(typeof(DeemedDistributed), typeof(Offset), typeof(TakenOver), typeof(Distributed), typeof(InterestPledged)));

    /// <summary>Loans by name; a part that is null fits any.</summary>
    public static Task<IReadOnlyList<DirectoryLoan>> FindAsync(LogSession session, string? plan, string? participant, string loan, CancellationToken cancellation = default) =>
        ReadAsync(
            session,
            $"{Columns} loan l where l.tenant_id = current_setting('loans.tenant') and ($1 = '' or l.plan = $1) and ($2 = '' or l.participant = $2) and l.loan = $3 order by 1, 2, 3",
            cancellation,
            plan ?? "",
            participant ?? "",
            loan);

    private static async Task<IReadOnlyList<string>> NamesAsync(LogSession session, string sql, CancellationToken cancellation, params object[] values)
    {
        await using var command = Command(session, sql, values);
        var names = new List<string>();
        await using var row = await command.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
            names.Add(row.GetString(0));
        return names;
    }

    private static NpgsqlCommand Command(LogSession session, string sql, object[] values)
    {
        var command = new NpgsqlCommand(sql, session.Connection);
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
        return command;
    }

    private static async Task<IReadOnlyList<DirectoryLoan>> ReadAsync(LogSession session, string sql, CancellationToken cancellation, params object[] values)
    {
        await using var command = Command(session, sql, values);
        var loans = new List<DirectoryLoan>();
        await using var row = await command.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
            loans.Add(new(row.GetString(0), row.GetString(1), row.GetString(2), row.GetGuid(3), row.GetBoolean(4), row.GetFieldValue<DateOnly>(5)));
        return loans;
    }
}
