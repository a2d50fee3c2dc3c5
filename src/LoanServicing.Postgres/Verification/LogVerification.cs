using System.Data;
using LoanServicing.Postgres.Recording;
using Npgsql;

namespace LoanServicing.Postgres.Verification;

/// <summary>What a verification read, and what it found to be otherwise than it must be.</summary>
public sealed record VerificationOutcome(long Streams, long Events, IReadOnlyList<Difference> Differences);

/// <summary>Replays the whole log of a tenant: proves the chain, the consequences and the read models, or rebuilds the read models.</summary>
public static class LogVerification
{
    private const int DifferencesPerTable = 20;

    /// <summary>Changes nothing. Writers may be at work meanwhile: all is read as of one moment.</summary>
    public static async Task<VerificationOutcome> VerifyAsync(LoansDatabase database, Tenant tenant, IProgress<long> progress, CancellationToken cancellation = default)
    {
        var inspection = new LogInspection(tenant);
        await using var replay = await BeginAsync(database, tenant, cancellation);
        var (streams, events) = await new Replay(replay.Target, replay.Source, tenant, inspection).RunAsync(progress, cancellation);
        foreach (var table in Replay.Tables)
            inspection.Differences.AddRange(await CompareAsync(replay.Target, table, tenant, cancellation));
        inspection.Differences.AddRange(await EmptyStreamsAsync(replay.Target, tenant, cancellation));
        return new(streams, events, inspection.Differences);
    }

    /// <summary>Writes the read models of a tenant anew from its log. Writers wait.</summary>
    public static async Task<(long Streams, long Events)> RebuildAsync(LoansDatabase database, Tenant tenant, IProgress<long> progress, CancellationToken cancellation = default)
    {
        await using var replay = await BeginAsync(database, tenant, cancellation, lockTables: true);
        var counts = await new Replay(replay.Target, replay.Source, tenant, new RebuildInspection()).RunAsync(progress, cancellation);
        foreach (var table in Replay.Tables)
        {
            await ExecuteAsync(replay.Target, $"delete from public.{table} where tenant_id = current_setting('loans.tenant')", cancellation);
            await ExecuteAsync(replay.Target, $"insert into public.{table} select * from pg_temp.{table}", cancellation);
        }

        await replay.CommitAsync(cancellation);
        return counts;
    }

    private static async Task<ReplayTransaction> BeginAsync(LoansDatabase database, Tenant tenant, CancellationToken cancellation, bool lockTables = false)
    {
        var target = await database.Owner.OpenConnectionAsync(cancellation);
        var transaction = await target.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);
        // The lock comes before the snapshot, which the first query takes: nothing is written between the two.
        if (lockTables)
            await ExecuteAsync(target, "lock table mt_streams, plan, participant, loan, remittance, suspense in share row exclusive mode", cancellation);
        await using var set = new NpgsqlCommand("select set_config('loans.tenant', $1, true), pg_export_snapshot()", target) { Parameters = { new() { Value = tenant.Stored } } };
        string snapshot;
        await using (var row = await set.ExecuteReaderAsync(cancellation))
        {
            await row.ReadAsync(cancellation);
            snapshot = row.GetString(1);
        }

        var source = await database.Owner.OpenConnectionAsync(cancellation);
        var reading = await source.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);
        await ExecuteAsync(source, $"set transaction snapshot '{snapshot}'", cancellation);
        return new(target, transaction, source, reading);
    }

    // A row that only one side has, or that differs, is on both sides of the comparison under its key.
    private static async Task<IReadOnlyList<Difference>> CompareAsync(NpgsqlConnection connection, string table, Tenant tenant, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            $"""
            select coalesce(to_jsonb(is_), to_jsonb(was)) - 'head' - 'valuations' - 'policies', is_ is null, was is null,
              (select string_agg(key || ' ' || coalesce(value, 'null') || ' instead of ' || coalesce(to_jsonb(was) ->> key, 'null'), ', ')
               from jsonb_each_text(to_jsonb(is_)) where value is distinct from to_jsonb(was) ->> key)
            from (select * from public.{table} where tenant_id = $1 except select * from pg_temp.{table}) is_
            full join (select * from pg_temp.{table} except select * from public.{table}) was using ({Key(table)})
            limit {DifferencesPerTable}
            """,
            connection)
        {
            Parameters = { new() { Value = tenant.Stored } },
        };
        var differences = new List<Difference>();
        await using var row = await command.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            var where = Name(table, System.Text.Json.JsonDocument.Parse(row.GetString(0)).RootElement);
            differences.Add(row.GetBoolean(1) ? new("read-model", where, "no row", "the row that follows from the log")
                : row.GetBoolean(2) ? new("read-model", where, "a row", "none: the log has no such stream")
                : new("read-model", where, row.GetString(3), "the row that follows from the log"));
        }

        return differences;
    }

    private static async Task<IReadOnlyList<Difference>> EmptyStreamsAsync(NpgsqlConnection connection, Tenant tenant, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            $"select id, type, version from mt_streams s where tenant_id = $1 and not exists (select from mt_events e where e.tenant_id = s.tenant_id and e.stream_id = s.id) limit {DifferencesPerTable}",
            connection)
        {
            Parameters = { new() { Value = tenant.Stored } },
        };
        var differences = new List<Difference>();
        await using var row = await command.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
            differences.Add(new("version", $"{row.GetString(1)} {row.GetGuid(0)}", "no event", $"{row.GetInt64(2)}, as mt_streams says"));
        return differences;
    }

    private static string Key(string table) => table switch
    {
        "plan" => "tenant_id, plan",
        "participant" => "tenant_id, plan, participant",
        "loan" => "tenant_id, loan_id",
        "remittance" => "tenant_id, remittance",
        _ => "tenant_id, remittance, line",
    };

    private static string Name(string table, System.Text.Json.JsonElement row) =>
        $"{table} {string.Join('/', ((string[])["plan", "participant", "loan", "remittance", "line"]).Where(name => row.TryGetProperty(name, out var value) && value.ValueKind != System.Text.Json.JsonValueKind.Null).Select(name => row.GetProperty(name).ToString()))}";

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private sealed record ReplayTransaction(NpgsqlConnection Target, NpgsqlTransaction Writing, NpgsqlConnection Source, NpgsqlTransaction Reading) : IAsyncDisposable
    {
        public Task CommitAsync(CancellationToken cancellation) => Writing.CommitAsync(cancellation);

        public async ValueTask DisposeAsync()
        {
            await Reading.DisposeAsync();
            await Source.DisposeAsync();
            await Writing.DisposeAsync();
            await Target.DisposeAsync();
        }
    }
}
