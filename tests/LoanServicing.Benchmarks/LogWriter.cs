using LoanServicing.Store.EventLog;
using Npgsql;
using NpgsqlTypes;

namespace LoanServicing.Benchmarks;

/// <summary>Copies chained events straight into the log, past all that the program does for an event.</summary>
internal sealed class LogWriter : IAsyncDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly NpgsqlConnection connection;
    private readonly NpgsqlBinaryImporter copy;
    private readonly Dictionary<object, (StoredType Type, string Data)> written = new(
        ReferenceEqualityComparer.Instance
    );

    private LogWriter(NpgsqlConnection connection, NpgsqlBinaryImporter copy) =>
        (this.connection, this.copy) = (connection, copy);

    public static async Task<LogWriter> OpenAsync(string login)
    {
        var connection = new NpgsqlConnection(login + ";Pooling=false");
        await connection.OpenAsync();
        return new(
            connection,
            await connection.BeginBinaryImportAsync(
                "copy mt_events (id, stream_id, version, data, type, timestamp, mt_dotnet_type, correlation_id, "
                    + "headers) from stdin (format binary)"
            )
        );
    }

    /// <summary>The first event of a stream. Returns the stream's head.</summary>
    public byte[] Begin(Guid stream, object e, string? correlation, int day) =>
        Append(stream, 1, [], e, correlation, day);

    public byte[] HashOf(Guid stream, long version, byte[] head, object e, string? correlation, int day) =>
        EventChain.Hash(head, "*DEFAULT*", Stored(stream, version, e, correlation, day), "{\"user\": \"benchmark\"}");

    public byte[] Append(Guid stream, long version, byte[] head, object e, string? correlation, int day)
    {
        var stored = Stored(stream, version, e, correlation, day);
        var next = EventChain.Hash(head, "*DEFAULT*", stored, "{\"user\": \"benchmark\"}");
        copy.StartRow();
        copy.Write(stored.Id, NpgsqlDbType.Uuid);
        copy.Write(stored.Stream, NpgsqlDbType.Uuid);
        copy.Write(stored.Version, NpgsqlDbType.Bigint);
        copy.Write(stored.Data, NpgsqlDbType.Jsonb);
        copy.Write(stored.Type, NpgsqlDbType.Varchar);
        copy.Write(stored.RecordedAt.UtcDateTime, NpgsqlDbType.TimestampTz);
        copy.Write(stored.DotnetType, NpgsqlDbType.Varchar);
        if (correlation is null)
            copy.WriteNull();
        else
            copy.Write(correlation, NpgsqlDbType.Varchar);
        copy.Write($"{{\"hash\": \"{Convert.ToHexStringLower(next)}\", \"user\": \"benchmark\"}}", NpgsqlDbType.Jsonb);
        return next;
    }

    public async ValueTask DisposeAsync()
    {
        await copy.CompleteAsync();
        await copy.DisposeAsync();
        await connection.DisposeAsync();
    }

    // The id follows from the event, so that a hash can be worked out again.
    private StoredEvent Stored(Guid stream, long version, object e, string? correlation, int day)
    {
        if (!written.TryGetValue(e, out var text))
        {
            text = (EventTypes.Of(e), EventJson.Write(e));
            // Those of a script are the same objects for many loans; one of a participant's comes once.
            if (version > 1 && e is Domain.Loans.LoanEvent)
                written.Add(e, text);
        }

        Span<byte> id = stackalloc byte[16];
        stream.TryWriteBytes(id);
        id[0] ^= (byte)version;
        id[15] ^= 0x5A;
        return new(
            stream,
            version,
            new(id),
            text.Type.Name,
            text.Type.DotnetType,
            Start.AddDays(day).AddMicroseconds(version),
            correlation,
            null,
            text.Data
        );
    }
}
