using System.Security.Cryptography;
using LoanServicing.Store.EventLog;
using LoanServicing.Store.Transactions;

namespace LoanServicing.Store.ProofLane;

/// <summary>A stream as mt_streams names it.</summary>
/// <param name="Version">What it says that the number of events is.</param>
internal readonly record struct LoggedStream(Guid Id, string Type, long Version)
{
    public override string ToString() => $"{Type} {Id}";
}

/// <summary>
/// Goes through a stream's rows in the order of their versions: holds each against its link in the chain, and makes an
/// event of it.
/// </summary>
/// <param name="differences">Null for a rebuild, which takes the log as it is: it looks at no hash, and what cannot be
/// read stops it.</param>
internal sealed class StreamCheck(Tenant tenant, DifferenceList? differences)
{
    private readonly ChainHasher hasher = new(tenant.Stored);
    private readonly byte[] head = new byte[SHA256.HashSizeInBytes];
    private byte[] otherHeaders = new byte[256];
    private bool holds;
    private string? problem;
    private bool isReadable;
    private byte[] lastHash = [];

    public LoggedStream Stream { get; private set; }

    /// <summary>How many events there were.</summary>
    public long Events { get; private set; }

    /// <summary>Version of the latest event.</summary>
    public long Version { get; private set; }

    /// <summary>The latest event's place in the whole log.</summary>
    public long Sequence { get; private set; }

    /// <summary>Whether all events so far could be made objects of.</summary>
    public bool IsReadable => isReadable;

    public void Begin(LoggedStream stream)
    {
        (Stream, Events, Version, holds, isReadable, lastHash) = (stream, 0, 0, true, true, []);
    }

    /// <summary>The event, or null where it cannot be read.</summary>
    public object? Take(in EventCells e)
    {
        Events++;
        (Version, Sequence) = (e.Version, e.Sequence);
        if (otherHeaders.Length < e.Headers.Length)
            otherHeaders = new byte[e.Headers.Length * 2];
        var headers = EventHeaders.Of(e.Headers, otherHeaders);
        var read = Read(e, headers);
        if (differences is not null && holds)
            Check(e, headers);
        else if (differences is null && problem is not null)
            throw new InvalidDataException($"event {e.Version} of {Stream} cannot be read: {problem}");
        return read;
    }

    /// <summary>The stream's events are all there.</summary>
    public void End()
    {
        if (Events == 0)
            differences?.Add(new("version", Stream.ToString(), "no event", $"{Stream.Version}, as mt_streams says"));
        else if (differences is not null && holds && Stream.Version != Version)
            Add("version", Version, $"{Events} events", $"{Stream.Version}, as mt_streams says");
    }

    public void CannotBeReplayed(string why)
    {
        if (differences is null)
            throw new InvalidDataException($"{Stream} cannot be replayed: {why}");
        differences.Add(new("event", Stream.ToString(), why, "events that follow from each other"));
    }

    /// <summary>
    /// Whether its events are of whom its id is made of. Where they are not, it is a second stream of somebody's, put
    /// in by hand.
    /// </summary>
    /// <param name="own">The id that is made of the names that the events bear.</param>
    public bool IsOwn(Guid own, params ReadOnlySpan<string> names)
    {
        if (own == Stream.Id)
            return true;
        var named = string.Join('/', names);
        if (differences is null)
            throw new InvalidDataException(
                $"{Stream} cannot be replayed: it holds events of {named}, whose stream is {own}"
            );
        differences.Add(
            new(
                "event",
                Stream.ToString(),
                $"the events of {named}",
                $"them in {own}, the stream of that name: this one was put in"
            )
        );
        return false;
    }

    private object? Read(in EventCells e, EventHeaders headers)
    {
        try
        {
            lastHash = headers.Hash.IsEmpty ? [] : Convert.FromHexString(headers.Hash);
            problem = null;
            return EventJson.Read(EventTypes.Named(e.Type), e.Data);
        }
        catch (Exception unreadable)
            when (unreadable
                    is System.Text.Json.JsonException
                        or InvalidDataException
                        or FormatException
                        or ArgumentException
            )
        {
            (problem, isReadable) = (unreadable.Message, false);
            return null;
        }
    }

    private void Check(in EventCells e, EventHeaders headers)
    {
        if (e.Version != Events)
        {
            if (e.Version > Events)
                Add("version", Events, $"event {e.Version} in its place", $"event {Events}: it was removed");
            else
                Add("version", e.Version, $"it where event {Events} belongs", "none: it was put in");
            holds = false;
            return;
        }

        if (problem is not null)
            Add("event", e.Version, problem, "an event that this version can read");
        hasher.Hash(Events == 1 ? default : head, e, headers.Others, head);
        if (lastHash.AsSpan().SequenceEqual(head) && !HasUpper(headers.Hash))
            return;
        // What comes after the first broken link says nothing more: it was chained to what is no longer there.
        var found = headers.Hash.IsEmpty ? "missing" : Short(System.Text.Encoding.UTF8.GetString(headers.Hash));
        Add(
            "chain",
            e.Version,
            $"{System.Text.Encoding.UTF8.GetString(e.Type)} with hash {found}",
            $"hash {Short(Convert.ToHexStringLower(head))}: the event was changed after it was recorded"
        );
        holds = false;
    }

    // Hashes are written in lower case: another spelling was not written by this program.
    private static bool HasUpper(ReadOnlySpan<byte> hash) => hash.ContainsAnyInRange((byte)'A', (byte)'F');

    private static string Short(string hash) => hash.Length <= 12 ? hash : hash[..12] + "…";

    private void Add(string kind, long version, string found, string expected) =>
        differences!.Add(new(kind, $"{Stream}, event {version}", found, expected));
}
