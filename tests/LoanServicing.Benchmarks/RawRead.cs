using LoanServicing.Postgres.EventLog;
using LoanServicing.Postgres.Recording;
using LoanServicing.Postgres.Verification;
using Npgsql;

namespace LoanServicing.Benchmarks;

/// <summary>The least that a replay has to do: read the events by binary COPY in the order in which a replay uses them, on all processors, and make objects of them.</summary>
internal static class RawRead
{
    /// <summary>Returns how many events there were.</summary>
    public static async Task<long> RunAsync(string login)
    {
        var counts = await Task.WhenAll(StreamRange.Cut(ReplayParts.Count).Select(range => Task.Factory.StartNew(() => Read(login, range), TaskCreationOptions.LongRunning)));
        return counts.Sum();
    }

    private static long Read(string login, StreamRange range)
    {
        using var connection = new NpgsqlConnection(login + ";Pooling=false;Read Buffer Size=65536");
        connection.Open();
        using var transaction = connection.BeginTransaction();
        using (var set = new NpgsqlCommand(PartConnections.SortingWith(PartConnections.ForEvents), connection))
            set.ExecuteNonQuery();
        using var rows = SortedRows.Of(connection, Tenant.Default, "mt_events", EventCells.Columns, "stream_id", 0, range, ", version");
        var count = 0L;
        for (; !rows.IsAtEnd; rows.Advance())
        {
            var e = new EventCells(rows.Row);
            if (EventJson.Read(EventTypes.Named(e.Type), e.Data) is null)
                throw new InvalidDataException("an event that is null");
            count++;
        }

        return count;
    }
}
