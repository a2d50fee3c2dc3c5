using System.Diagnostics;
using Npgsql;

namespace LoanServicing.Store.Transactions;

/// <summary>
/// Who may still commit an event whose recorded time is already past. A recorded time is read before the events that
/// carry it are committed, so a question "as recorded by T" has its lasting answer only once every writer that began by
/// T is done.
/// </summary>
/// <remarks>
/// A writer sets a mark before it reads its first recorded time, and the mark goes with its transaction: an advisory
/// lock that any number may share, whose key is the tenant and the second in which the writer began. Every role sees it
/// in <c>pg_locks</c>; when others began, <c>pg_stat_activity</c> shows to a superuser only. A lock on the event tables
/// would come too late: a recorded time is read before they are written. Whoever asks looks again until the marks of
/// before are gone. It does not ask for a lock: one that waits holds up every writer behind it, for as long as the
/// payroll in front takes. What else writes this log has to set the same mark, and the server's clock must not be set
/// back.
/// </remarks>
internal static class WriterMarks
{
    // Seconds from 2020 on are an integer until 2088.
    private const long FirstSecond = 1_577_836_800;

    // The first lock lets a seal wait until nobody is between drawing a sequence number and the end of the transaction.
    private static readonly string Mark = $"""
        select set_config('lock_timeout', $2, true), pg_advisory_xact_lock_shared(hashtext('loans log'), hashtext($1)),
          pg_advisory_xact_lock_shared(hashtext('loans writer ' || $1), (floor(extract(epoch from clock_timestamp())) - {FirstSecond})::int)
        """;

    private static readonly string Begun = $"""
        select virtualtransaction, pid, to_timestamp(objid::bigint + {FirstSecond}) from pg_locks
        where locktype = 'advisory' and granted and objsubid = 2 and database = (select oid from pg_database where datname = current_database())
          and classid = hashtext('loans writer ' || $1)::oid and objid::bigint <= $2 - {FirstSecond}
        """;

    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(100);

    /// <summary>
    /// Waits until no writer of the tenant is at work; the next ones wait for the end of the transaction, or for a
    /// return to a savepoint of before.
    /// </summary>
    public const string Exclude = "select pg_advisory_xact_lock(hashtext('loans log'), hashtext($1))";

    /// <summary>
    /// Sets the mark of the transaction that is under way; comes before it reads a recorded time, be it in the same
    /// round trip.
    /// </summary>
    /// <param name="patience">How long the transaction waits for a lock that somebody else has, before it gives
    /// up.</param>
    public static NpgsqlBatchCommand Set(Tenant tenant, TimeSpan patience) =>
        new(Mark)
        {
            Parameters =
            {
                new() { Value = tenant.Stored },
                new() { Value = $"{(long)patience.TotalMilliseconds}ms" },
            },
        };

    /// <summary>
    /// Returns once nobody is at work any more who could commit an event of that time or before. The connection must
    /// not be in a transaction.
    /// </summary>
    /// <param name="patience">How long somebody may go on being at work.</param>
    /// <exception cref="ArgumentOutOfRangeException">The time is not past at the server: anybody may still
    /// begin.</exception>
    /// <exception cref="TimeoutException">Somebody went on for longer. Who stopped without ending, as on a machine that
    /// lost its connection, is named by the server's process.</exception>
    public static async Task AwaitAsync(
        NpgsqlConnection connection,
        Tenant tenant,
        DateTimeOffset time,
        TimeSpan patience,
        CancellationToken cancellation
    )
    {
        var began = Stopwatch.GetTimestamp();
        // The clock first: who begins after the marks were read gets a later time than it showed.
        if (await ClockAsync(connection, cancellation) is var now && time >= now)
            throw new ArgumentOutOfRangeException(nameof(time), time, $"not past at {now:O}");
        var atWork = await AtWorkAsync(connection, tenant, time, cancellation);
        for (
            var pause = TimeSpan.FromMilliseconds(5);
            atWork.Count > 0;
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause
        )
        {
            if (Stopwatch.GetElapsedTime(began) > patience)
                throw new TimeoutException(
                    $"what was recorded by {time:O} is not known yet: "
                        + $"{string.Join(", ", atWork)}; "
                        + "ask again when it is done, or about a time before it began"
                );
            await Task.Delay(pause, cancellation);
            atWork.IntersectWith(await AtWorkAsync(connection, tenant, time, cancellation));
        }
    }

    private static async Task<DateTimeOffset> ClockAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand("select clock_timestamp()", connection);
        await using var row = await command.ExecuteReaderAsync(cancellation);
        await row.ReadAsync(cancellation);
        return row.GetFieldValue<DateTimeOffset>(0);
    }

    private static async Task<HashSet<Writer>> AtWorkAsync(
        NpgsqlConnection connection,
        Tenant tenant,
        DateTimeOffset time,
        CancellationToken cancellation
    )
    {
        await using var command = new NpgsqlCommand(Begun, connection)
        {
            Parameters =
            {
                new() { Value = tenant.Stored },
                new() { Value = time.ToUnixTimeSeconds() },
            },
        };
        var found = new HashSet<Writer>();
        await using var row = await command.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
            found.Add(new(row.GetString(0), row.IsDBNull(1) ? null : row.GetInt32(1), row.GetDateTime(2)));
        return found;
    }

    /// <param name="Transaction">The server's name of it, never given twice.</param>
    /// <param name="Process">Null for a transaction that was prepared and waits to be committed.</param>
    private readonly record struct Writer(string Transaction, int? Process, DateTime Began)
    {
        public override string ToString() =>
            $"the server's process {Process} has been recording since {Began:yyyy-MM-dd HH:mm:ss}Z";
    }
}
