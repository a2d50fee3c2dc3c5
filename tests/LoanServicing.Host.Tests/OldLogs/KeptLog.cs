using System.Text.Json;
using System.Text.Json.Nodes;
using LoanServicing.Domain.Auditing;
using LoanServicing.Domain.Evaluation;
using LoanServicing.Store.Documents;
using LoanServicing.Store.Transactions;
using Npgsql;

namespace LoanServicing.Host.Tests.OldLogs;

/// <summary>
/// A log as a version of the program left it, in a folder: the rows of Marten's two tables, what follows from them, and
/// where each loan stands. Each file is JSON Lines.
/// </summary>
internal sealed class KeptLog(string folder)
{
    /// <summary>Its rows, each with the order in which they are kept and compared.</summary>
    private static readonly (string Table, string Order)[] Log =
    [
        ("mt_streams", "tenant_id, id"),
        ("mt_events", "seq_id"),
    ];

    // A log that is kept from now on has documents beside it; those of before have rows.
    private static readonly (string Table, string Order)[] Documents =
    [
        ("mt_doc_plan", "id"),
        ("mt_doc_participant", "id"),
        ("mt_doc_loan", "id"),
        ("mt_doc_account", "id"),
        ("mt_doc_remittance", "id"),
        ("mt_doc_suspended_line", "id"),
        ("mt_doc_handled_message", "id"),
    ];

    private static readonly JsonSerializerOptions Members = new(JsonSerializerDefaults.Web);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Keeps what a database holds, in a folder that must not be there yet.</summary>
    public async Task KeepAsync(TestDatabase database, DateOnly through)
    {
        Directory.Exists(folder).ShouldBeFalse($"{folder} is kept; an old log is never made again");
        Directory.CreateDirectory(folder);
        foreach (var (table, order) in Log.Concat(Documents))
            await WriteAsync(
                table,
                await RowsAsync(database, $"select to_jsonb(t)::text from {table} t order by {order}")
            );
        await WriteAsync("standings", await StandingsAsync(database, through));
    }

    /// <summary>Puts the log, and nothing else, into an empty database.</summary>
    public async Task LoadAsync(TestDatabase database)
    {
        await using var connection = new NpgsqlConnection(database.Login);
        await connection.OpenAsync(Cancellation);
        foreach (var (table, _) in Log)
        {
            await using var insert = new NpgsqlCommand(
                $"insert into {table} select row.* from unnest($1::jsonb[]) line, "
                    + $"jsonb_populate_record(null::{table}, '{{\"compacted_version\": 0}}' || line) row",
                connection
            )
            {
                Parameters = { new() { Value = await ReadAsync(table) } },
            };
            (await insert.ExecuteNonQueryAsync(Cancellation)).ShouldBeGreaterThan(0);
        }

        await database.AskAsync("select setval('mt_events_sequence', (select max(seq_id) from mt_events))");
    }

    /// <summary>
    /// Where what a database says differs from what was kept; members that came since are passed over.
    /// </summary>
    public async Task<IReadOnlyList<string>> DifferencesAsync(TestDatabase database, DateOnly through)
    {
        var differences = new List<string>();
        foreach (var (table, order) in Log.Concat(Documents).Where(kept => IsKept(kept.Table)))
            differences.AddRange(
                Differences(
                    table,
                    await ReadAsync(table),
                    await RowsAsync(database, $"select to_jsonb(t)::text from {table} t order by {order}")
                )
            );
        foreach (var (table, query) in RowsOfBefore.Queries.Where(kept => IsKept(kept.Key)))
            differences.AddRange(Differences(table, await RowsOfBeforeAsync(table), await RowsAsync(database, query)));
        differences.AddRange(
            Differences("standings", await ReadAsync("standings"), await StandingsAsync(database, through))
        );
        return differences;
    }

    internal static IEnumerable<string> Differences(
        string what,
        IReadOnlyList<string> kept,
        IReadOnlyList<string> found
    )
    {
        if (kept.Count != found.Count)
            return [$"{what}: {found.Count} instead of {kept.Count}"];
        return kept.Zip(found)
            .SelectMany(
                (pair, index) =>
                    Differences($"{what} {index + 1}", JsonNode.Parse(pair.First), JsonNode.Parse(pair.Second))
            );
    }

    // Numbers by their digits: 1.10 is not 1.1.
    private static IEnumerable<string> Differences(string path, JsonNode? kept, JsonNode? found) =>
        (kept, found) switch
        {
            (JsonObject one, JsonObject other) => one.SelectMany(member =>
                Differences($"{path}.{member.Key}", member.Value, other[member.Key])
            ),
            (JsonArray one, JsonArray other) when one.Count == other.Count => one.Zip(other)
                .SelectMany((pair, index) => Differences($"{path}[{index}]", pair.First, pair.Second)),
            _ when kept?.ToJsonString() == found?.ToJsonString() => [],
            _ => [$"{path}: {found?.ToJsonString() ?? "nothing"} instead of {kept?.ToJsonString() ?? "nothing"}"],
        };

    private static async Task<IReadOnlyList<string>> RowsAsync(TestDatabase database, string query)
    {
        await using var connection = new NpgsqlConnection(database.Login);
        await connection.OpenAsync(Cancellation);
        await using var command = new NpgsqlCommand($"set time zone 'UTC'; {query}", connection);
        await using var row = await command.ExecuteReaderAsync(Cancellation);
        var rows = new List<string>();
        while (await row.ReadAsync(Cancellation))
            rows.Add(row.GetString(0));
        return rows;
    }

    private static async Task<IReadOnlyList<string>> StandingsAsync(TestDatabase database, DateOnly through)
    {
        var standings = new List<string>();
        await using var session = await Inquiry.BeginAsync(database.Loans, Tenant.Default, cancellation: Cancellation);
        foreach (var name in await LoanDirectory.PlansAsync(session, Cancellation))
        {
            var plan = await PlanReader.ReadAsync(session, name, Cancellation);
            foreach (
                var (_, account) in (
                    await AccountReader.ReadAsync(
                        session,
                        plan,
                        await LoanDirectory.ParticipantsAsync(session, name, Cancellation),
                        Cancellation
                    )
                ).OrderBy(pair => pair.Key, StringComparer.Ordinal)
            )
                standings.AddRange(
                    account.History.Loans.Select(loan =>
                        Standing(
                            LoanStanding.Of(account.History, loan.Made.Loan, through)!,
                            $"{name}/{loan.Made.Participant}/{loan.Made.Loan}"
                        )
                    )
                );
        }

        return standings;
    }

    private static string Standing(LoanStanding standing, string loan)
    {
        var report = JsonNode.Parse(ReportJson.Write(standing.Report))!;
        // How a finding is worded is no state.
        foreach (var finding in report["findings"]!.AsArray())
            finding!.AsObject().Remove("detail");
        return new JsonObject
        {
            ["loan"] = loan,
            ["report"] = report,
            ["principal"] = standing.Principal,
            ["arrears"] = JsonSerializer.SerializeToNode(standing.Arrears, Members),
            ["repaidAfterDeemed"] = standing.RepaidAfterDeemed,
            ["investmentInContract"] = standing.InvestmentInContract,
            ["forms"] = JsonSerializer.SerializeToNode(standing.Forms, Members),
        }.ToJsonString();
    }

    private bool IsKept(string table) => File.Exists(Path.Combine(folder, $"{table}.jsonl"));

    private async Task<IReadOnlyList<string>> RowsOfBeforeAsync(string table) =>
        [
            .. (await ReadAsync(table)).Select(line =>
            {
                var row = JsonNode.Parse(line)!.AsObject();
                foreach (var column in RowsOfBefore.WorkedOut)
                    row.Remove(column);
                return row.ToJsonString();
            }),
        ];

    private Task WriteAsync(string name, IEnumerable<string> lines) =>
        File.WriteAllTextAsync(
            Path.Combine(folder, $"{name}.jsonl"),
            string.Concat(lines.Select(line => line + "\n")),
            Cancellation
        );

    private Task<string[]> ReadAsync(string name) =>
        File.ReadAllLinesAsync(Path.Combine(folder, $"{name}.jsonl"), Cancellation);
}
