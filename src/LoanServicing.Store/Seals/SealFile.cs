using System.Text.Json;
using LoanServicing.Store.Transactions;

namespace LoanServicing.Store.Seals;

/// <summary>
/// An exported seal whose every line agrees with its signature. Throws <see cref="SealRefusedException"/> where one
/// does not, where the seal is another tenant's, or where a key signed it that is not known here.
/// </summary>
public sealed class SealFile
{
    private readonly string path;
    private readonly string name;
    private readonly string tenant;

    private SealFile(string path, string tenant) =>
        (this.path, name, this.tenant) = (path, Path.GetFileName(path), tenant);

    public SealFileHeader Header { get; private set; } = null!;

    /// <summary>All seals up to the one exported, in order.</summary>
    public IReadOnlyList<Seal> Seals { get; private set; } = [];

    /// <param name="key">Whose seals are expected; null where only the key in the file itself can be asked.</param>
    public static SealFile Read(string path, Tenant tenant, SealKey? key)
    {
        var file = new SealFile(path, tenant.Stored);
        foreach (var _ in file.Heads())
        {
            // Reading to the end is what checks the root.
        }

        if (key?.Accepts(file.Header.PublicKey) == false)
        {
            throw new SealRefusedException(
                $"{file.name}: found the signature of key {SealKey.Fingerprint(file.Header.PublicKey)[..16]}…, "
                    + $"expected that of {SealKey.Fingerprint(key.PublicKey)[..16]}… or of an earlier key kept beside it"
            );
        }

        return file;
    }

    /// <summary>The heads, by stream, read from the file one by one. The file is checked again as it is read.</summary>
    public IEnumerable<SealedHead> Heads()
    {
        using var lines = Open();
        var number = 1;
        Header = ReadHeader(lines);
        var seals = new List<Seal>();
        while (seals.Count < Header.Number)
            seals.Add(ReadSeal(lines, ++number, seals));
        Seals = seals;
        var latest = seals[^1];
        if (
            Convert.ToHexStringLower(latest.Hash(tenant)) != Header.SealHash
            || latest.BusinessDay != Header.BusinessDay
            || latest.LastSequence != Header.LastSequence
            || latest.SealedAt != Header.SealedAt
            || Convert.ToHexStringLower(latest.Previous) != Header.Previous
        )
        {
            throw Refused(1, "a header of another seal", $"that of {latest.Name} on line {number}");
        }

        var tree = new MerkleRoot();
        var events = 0L;
        SealedHead? before = null;
        while (tree.Count < Header.Streams)
        {
            var head = Parse(lines.ReadLine(), ++number, "the head of a stream", (HeadLine line) => line.ToHead());
            if (before is { } last && string.CompareOrdinal(last.Stream.ToString(), head.Stream.ToString()) >= 0)
                throw Refused(number, $"stream {head.Stream}", $"one after {last.Stream}");
            before = head;
            head.AddTo(tree, tenant);
            events += head.Version;
            yield return head;
        }

        if (lines.ReadLine() is not null)
            throw Refused(number + 1, "a line", $"the end: the header says {Header.Streams} heads");
        if (Convert.ToHexStringLower(tree.Root()) != Header.Root)
            throw Refused(
                1,
                $"root {Header.Root}",
                $"{Convert.ToHexStringLower(tree.Root())}, which is that of the heads below: a line was changed"
            );
        if (events != Header.Events)
            throw Refused(1, $"{Header.Events} events", $"{events}, the sum of the versions below");
    }

    private StreamReader Open()
    {
        try
        {
            return new(path);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new SealRefusedException($"{path}: cannot be read: {unreadable.Message}");
        }
    }

    private SealFileHeader ReadHeader(StreamReader lines)
    {
        var header = Parse(lines.ReadLine(), 1, "the header of an exported seal", (SealFileHeader line) => line);
        if (header.Format != SealFileFormat.Name)
            throw Refused(1, $"format \"{header.Format}\"", SealFileFormat.Name);
        if (header.Tenant != tenant)
            throw Refused(1, $"a seal of tenant \"{header.Tenant}\"", $"one of \"{tenant}\"");
        if (header.Number < 1)
            throw Refused(1, $"seal {header.Number}", "a number from 1");
        if (!SealKey.IsSigned(header.PublicKey, header.Statement(), header.Signature))
            throw Refused(
                1,
                "a signature that does not hold",
                "one of the header's own words by the key beside it: the line was changed"
            );
        return header;
    }

    private Seal ReadSeal(StreamReader lines, int number, List<Seal> before)
    {
        var (seal, hash) = Parse(lines.ReadLine(), number, "a seal", (SealLine line) => (line.ToSeal(), line.Hash));
        if (seal.Number != before.Count + 1)
            throw Refused(number, $"seal {seal.Number}", $"seal {before.Count + 1}");
        if (!seal.Previous.AsSpan().SequenceEqual(before.Count == 0 ? [] : before[^1].Hash(tenant)))
            throw Refused(
                number,
                $"{seal.Name}, which follows another seal",
                "one that names the hash of the seal above it"
            );
        if (Convert.ToHexStringLower(seal.Hash(tenant)) != hash || !seal.IsSigned(tenant))
            throw Refused(
                number,
                $"{seal.Name} with a hash or a signature that does not hold",
                "those of its own words: the line was changed"
            );
        return seal;
    }

    private T Parse<TLine, T>(string? line, int number, string expected, Func<TLine, T> read)
    {
        if (line is null)
            throw Refused(number, "the end of the file", expected);
        try
        {
            return read(JsonSerializer.Deserialize<TLine>(line, SealFileFormat.Json) ?? throw new JsonException());
        }
        catch (Exception unreadable) when (unreadable is JsonException or FormatException)
        {
            throw Refused(number, "what cannot be read", expected);
        }
    }

    private SealRefusedException Refused(int line, string found, string expected) =>
        new($"{name}, line {line}: found {found}, expected {expected}");
}
