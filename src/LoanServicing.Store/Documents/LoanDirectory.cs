using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Participants;
using LoanServicing.Store.EventLog;
using LoanServicing.Store.Transactions;
using Npgsql;

namespace LoanServicing.Store.Documents;

/// <summary>A loan as one looks for it.</summary>
/// <param name="IsOpen">Neither paid, offset nor refinanced.</param>
public readonly record struct DirectoryLoan(
    string Plan,
    string Participant,
    string Name,
    Guid Stream,
    bool IsOpen,
    DateOnly MadeOn
);

/// <summary>
/// Finds loans and accounts by the names that people use, and by what is searched of many at once. The first parameter
/// of each query is the tenant.
/// </summary>
public static class LoanDirectory
{
    private const string Columns = "l.plan, l.participant, l.loan, l.id, l.closed_on is null, l.made_on";

    internal const string OfParticipants = $"""
        select {Columns} from unnest($3) wanted (participant)
        cross join lateral (select * from mt_doc_loan where tenant_id = $1 and plan = $2 and participant = wanted.participant order by made_on, loan) l
        """;

    /// <summary>
    /// The loans of some participants of a plan, those of one participant in the order in which they were made.
    /// </summary>
    public static async Task<ILookup<string, DirectoryLoan>> LoansOfAsync(
        TenantTransaction transaction,
        string plan,
        IReadOnlyCollection<string> participants,
        CancellationToken cancellation = default
    ) =>
        (await ReadAsync(transaction, OfParticipants, cancellation, plan, participants.ToArray())).ToLookup(loan =>
            loan.Participant
        );

    /// <summary>
    /// The loans on which something may have failed by a day: an installment due then is not paid, and the loan is
    /// neither ended nor deemed. In stream order.
    /// </summary>
    public static Task<IReadOnlyList<DirectoryLoan>> DueAsync(
        TenantTransaction transaction,
        string plan,
        DateOnly day,
        CancellationToken cancellation = default
    ) =>
        ReadAsync(
            transaction,
            $"""
            select {Columns} from mt_doc_loan l
            where l.tenant_id = $1 and l.plan = $2 and l.oldest_unpaid_due <= $3 and l.deemed_on is null and l.closed_on is null
            order by l.id
            """,
            cancellation,
            plan,
            day
        );

    /// <summary>
    /// The loans of which something agreed or moved does not fit what was owed, or once did not and was settled.
    /// </summary>
    public static Task<IReadOnlyList<DirectoryLoan>> WithDiscrepancyAsync(
        TenantTransaction transaction,
        CancellationToken cancellation = default
    ) =>
        ReadAsync(
            transaction,
            $"select {Columns} from mt_doc_loan l where l.tenant_id = $1 and l.has_discrepancy order by 1, 2, 3",
            cancellation
        );

    /// <summary>Every plan of the tenant.</summary>
    public static Task<IReadOnlyList<string>> PlansAsync(
        TenantTransaction transaction,
        CancellationToken cancellation = default
    ) => NamesAsync(transaction, "select plan from mt_doc_plan where tenant_id = $1 order by plan", cancellation);

    /// <summary>How many loans a plan has.</summary>
    public static async Task<long> CountAsync(
        TenantTransaction transaction,
        string plan,
        CancellationToken cancellation = default
    ) =>
        (long)
            (
                await ScalarAsync(
                    transaction,
                    "select count(*) from mt_doc_loan where tenant_id = $1 and plan = $2",
                    cancellation,
                    plan
                )
            )!;

    /// <summary>
    /// The latest day up to which something is recorded of a plan's loans, by the transaction itself too; null where it
    /// has none.
    /// </summary>
    public static async Task<DateOnly?> LatestInOrderFromAsync(
        TenantTransaction transaction,
        string plan,
        CancellationToken cancellation = default
    )
    {
        var stored =
            await ScalarAsync(
                transaction,
                "select max(in_order_from) from mt_doc_loan where tenant_id = $1 and plan = $2",
                cancellation,
                plan
            ) as DateOnly?;
        return AppendedBy(transaction, plan).Select(loan => (DateOnly?)loan.InOrderFrom).Append(stored).Max();
    }

    /// <summary>Whether a loan of the plan was made on that day, here.</summary>
    public static async Task<bool> AnyMadeOnAsync(
        TenantTransaction transaction,
        string plan,
        DateOnly day,
        CancellationToken cancellation = default
    ) =>
        AppendedBy(transaction, plan).Any(loan => loan.Terms.MadeOn == day)
        || await ScalarAsync(
            transaction,
            "select exists (select from mt_doc_loan where tenant_id = $1 and plan = $2 and made_on = $3)",
            cancellation,
            plan,
            day
        )
            is true;

    /// <summary>Every participant of a plan.</summary>
    public static Task<IReadOnlyList<string>> ParticipantsAsync(
        TenantTransaction transaction,
        string plan,
        CancellationToken cancellation = default
    ) =>
        NamesAsync(
            transaction,
            "select participant from mt_doc_participant where tenant_id = $1 and plan = $2 order by participant",
            cancellation,
            plan
        );

    /// <summary>
    /// The documents of a plan's accounts that have Form 1099-R data of the tax year, by participant.
    /// </summary>
    public static async Task<IReadOnlyList<AccountDocument>> TaxedAsync(
        TenantTransaction transaction,
        string plan,
        int year,
        CancellationToken cancellation = default
    )
    {
        await using var command = Command(
            transaction,
            "select data from mt_doc_account where tenant_id = $1 and plan = $2 and tax_years @> array[$3] order by participant",
            plan,
            year
        );
        var accounts = new List<AccountDocument>();
        await using var row = await command.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
            accounts.Add(EventJson.ReadDocument<AccountDocument>(row.GetFieldValue<byte[]>(0)));
        return accounts;
    }

    /// <summary>
    /// The participants of a plan of whom something was recorded by a time that can require a form, in whatever year,
    /// whether or not it still stands: documents know the present only, so this reads through the log.
    /// </summary>
    public static Task<IReadOnlyList<string>> TaxedAsync(
        TenantTransaction transaction,
        string plan,
        DateTimeOffset recordedBy,
        CancellationToken cancellation = default
    ) =>
        NamesAsync(
            transaction,
            """
            select participant from (
              select l.participant, l.id as stream from mt_doc_loan l where l.tenant_id = $1 and l.plan = $2
              union all
              select p.participant, p.id from mt_doc_participant p where p.tenant_id = $1 and p.plan = $2) owner
            where stream in (select stream_id from mt_events where tenant_id = $1 and timestamp <= $3 and type = any ($4))
            group by participant order by participant
            """,
            cancellation,
            plan,
            recordedBy.UtcDateTime,
            EventTypes.NamesOf(
                typeof(DeemedDistributed),
                typeof(Offset),
                typeof(TakenOver),
                typeof(Distributed),
                typeof(InterestPledged)
            )
        );

    /// <summary>Loans by name; a part that is null fits any.</summary>
    public static Task<IReadOnlyList<DirectoryLoan>> FindAsync(
        TenantTransaction transaction,
        string? plan,
        string? participant,
        string loan,
        CancellationToken cancellation = default
    )
    {
        // What is not asked about is left out of the query: the index on the name serves only what it is asked by.
        List<object> values = [loan];
        var conditions = "l.loan = $2";
        foreach (var (column, value) in ((string, string?)[])[("plan", plan), ("participant", participant)])
        {
            if (value is null)
                continue;
            values.Add(value);
            conditions += $" and l.{column} = ${values.Count + 1}";
        }

        return ReadAsync(
            transaction,
            $"select {Columns} from mt_doc_loan l where l.tenant_id = $1 and {conditions} order by 1, 2, 3",
            cancellation,
            [.. values]
        );
    }

    // What is appended and not sent yet is in no document.
    private static IEnumerable<LoanState> AppendedBy(TenantTransaction transaction, string plan) =>
        transaction is Recording recording ? recording.AppendedLoans.Where(loan => loan.Plan == plan) : [];

    private static async Task<IReadOnlyList<string>> NamesAsync(
        TenantTransaction transaction,
        string sql,
        CancellationToken cancellation,
        params object[] values
    )
    {
        await using var command = Command(transaction, sql, values);
        var names = new List<string>();
        await using var row = await command.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
            names.Add(row.GetString(0));
        return names;
    }

    private static async Task<object?> ScalarAsync(
        TenantTransaction transaction,
        string sql,
        CancellationToken cancellation,
        params object[] values
    )
    {
        await using var command = Command(transaction, sql, values);
        return await command.ExecuteScalarAsync(cancellation);
    }

    private static async Task<IReadOnlyList<DirectoryLoan>> ReadAsync(
        TenantTransaction transaction,
        string sql,
        CancellationToken cancellation,
        params object[] values
    )
    {
        await using var command = Command(transaction, sql, values);
        var loans = new List<DirectoryLoan>();
        await using var row = await command.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
            loans.Add(
                new(
                    row.GetString(0),
                    row.GetString(1),
                    row.GetString(2),
                    row.GetGuid(3),
                    row.GetBoolean(4),
                    row.GetFieldValue<DateOnly>(5)
                )
            );
        return loans;
    }

    private static NpgsqlCommand Command(TenantTransaction transaction, string sql, params object[] values)
    {
        var command = new NpgsqlCommand(sql, transaction.Connection)
        {
            Parameters = { new() { Value = transaction.Tenant.Stored } },
        };
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
        return command;
    }
}
