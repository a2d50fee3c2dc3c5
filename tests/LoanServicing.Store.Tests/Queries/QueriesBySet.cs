using LoanServicing.Domain.Loans;
using LoanServicing.Store.BulkLane;
using LoanServicing.Store.Documents;
using LoanServicing.Store.EventLog;
using LoanServicing.Store.PersonalData;
using LoanServicing.Store.Remittances;
using LoanServicing.Store.Transactions;
using Npgsql;

namespace LoanServicing.Store.Tests.Queries;

/// <summary>A query of the product that reads what belongs to a set of keys, and values for it.</summary>
/// <param name="Types">Of the parameters, in order.</param>
/// <param name="Values">As SQL works them out.</param>
internal sealed record QueryBySet(string Name, string Sql, string Types, params string[] Values)
{
    /// <summary>How many rows belong to the set.</summary>
    public int Rows { get; init; } = QueriesBySet.Keys;

    /// <summary>Whether only recordings that go over many loans ask it: they plan anew.</summary>
    public bool IsOfMany { get; init; }

    /// <summary>
    /// Plans it on a connection, for any values, as the store's transactions do: the plan stays as long as the
    /// connection.
    /// </summary>
    public async Task PlanAsync(NpgsqlConnection app, CancellationToken cancellation)
    {
        await ExecuteAsync(app, $"prepare {Statement} ({Types}) as {Sql}", cancellation);
        await ExecuteAsync(app, $"explain execute {Statement} ({await ValuesAsync(app, cancellation)})", cancellation);
    }

    /// <summary>What it costs, by the plan that the connection has.</summary>
    public async Task<QueryCost> MeasureAsync(NpgsqlConnection app, CancellationToken cancellation)
    {
        if (IsOfMany)
            await ExecuteAsync(app, Recording.FreshPlans, cancellation);
        var execute =
            $"explain (analyze, buffers, format json) execute {Statement} ({await ValuesAsync(app, cancellation)})";
        return QueryCost.Read(await TextAsync(app, execute, cancellation)) with { Rows = Rows };
    }

    private string Statement => $"\"{Name}\"";

    private async Task<string> ValuesAsync(NpgsqlConnection app, CancellationToken cancellation)
    {
        var values = new List<string>();
        foreach (var value in Values)
            values.Add(await TextAsync(app, $"select quote_literal(({value})::text)", cancellation));
        return string.Join(", ", values);
    }

    private static async Task<string> TextAsync(NpgsqlConnection app, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, app);
        return (string)(await command.ExecuteScalarAsync(cancellation))!;
    }

    private static async Task ExecuteAsync(NpgsqlConnection app, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, app);
        await command.ExecuteNonQueryAsync(cancellation);
    }
}

internal static class QueriesBySet
{
    public const int Keys = 50;

    private const string Tenant = "'*DEFAULT*'";
    private const string Plan = "'P'::text";

    public static readonly QueryBySet[] All =
    [
        new("events of streams", EventReader.OfStreams, "varchar, uuid[]", Tenant, LoanStreams) { Rows = Keys * 5 },
        new("loans of an account", AccountReader.LoansOf, "varchar, varchar, varchar[]", Tenant, Plan, Participants),
        new(
            "loans in the directory",
            LoanDirectory.OfParticipants,
            "varchar, varchar, varchar[]",
            Tenant,
            Plan,
            Participants
        ),
        new("handled messages", HandledMessageReader.OfIds, "varchar, varchar[]", Tenant, Set("'message-' || i")),
        new("locks on streams", StreamLocks.Locking(StreamLocks.Alone), "uuid[], varchar", LoanStreams, Tenant),
        new("where loans stand", StreamLocks.Standing("mt_doc_loan"), "uuid[], varchar", LoanStreams, Tenant),
        new(
            "where participants stand",
            StreamLocks.Standing("mt_doc_participant"),
            "uuid[], varchar",
            ParticipantStreams,
            Tenant
        ),
        new(
            "what was posted for a pay date",
            RemittanceStore.PostedFor,
            "varchar, date, varchar[]",
            Plan,
            "date '2025-01-10'",
            Installments
        )
        {
            Rows = YoungBook.Posted,
            IsOfMany = true,
        },
        new(
            "where a remittance lies",
            RemittanceProjection.Extent,
            "varchar, bigint, varchar",
            Tenant,
            $"(select last_value - {YoungBook.Posted} from mt_events_sequence)",
            LastRemittance
        )
        {
            Rows = YoungBook.Posted,
            IsOfMany = true,
        },
        new("remittances of suspended lines", RemittanceReader.WithIds, "varchar, uuid[]", Tenant, AllRemittances)
        {
            Rows = YoungBook.Remittances,
            IsOfMany = true,
        },
        new(
            "participants by taxpayer number",
            PersonalDataStore.OfTaxpayerNumbers,
            "bytea[], varchar",
            Set("decode(md5('number' || i), 'hex')"),
            Plan
        )
        {
            IsOfMany = true,
        },
        new(
            "streams appended to by the bulk lane",
            LogRows.AppendedStreams.UpdateStatement,
            "uuid[], bigint[]",
            LoanStreams,
            Set("6")
        )
        {
            IsOfMany = true,
        },
        new(
            "documents changed by the bulk lane",
            DocumentRows.Participants.UpdateStatement,
            "uuid[], jsonb[], bigint[]",
            ParticipantStreams,
            Set("'{}'::jsonb"),
            Set("2")
        )
        {
            IsOfMany = true,
        },
    ];

    private static string LoanStreams => Set("md5('*DEFAULT*loan' || i)::uuid");

    private static string ParticipantStreams => Set("md5('*DEFAULT*participant' || i)::uuid");

    private static string LastRemittance => $"md5('*DEFAULT*remittance' || {YoungBook.Remittances - 1})::uuid::text";

    private static string AllRemittances =>
        $"(select array_agg(md5('*DEFAULT*remittance' || i)::uuid) from generate_series(0, {YoungBook.Remittances - 1}) i)";

    private static string Participants => Set("'M' || i");

    private static string Installments =>
        $"array['{string.Join("', '", EventTypes.NamesOf(typeof(InstallmentPaid)))}']";

    private static string Set(string key) =>
        $"(select array_agg({key}) from generate_series(0, {YoungBook.Loans - 1}, {YoungBook.Loans / Keys}) i)";
}
