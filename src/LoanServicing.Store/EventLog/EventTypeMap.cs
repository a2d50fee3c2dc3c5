using System.Collections.Frozen;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace LoanServicing.Store.EventLog;

/// <summary>
/// Turns an event as one version stored it into what the next version would have stored: members to members, without a
/// look at anything else.
/// </summary>
/// <param name="members">As stored; may be changed and given back.</param>
public delegate JsonObject Upcaster(JsonObject members);

/// <summary>An event type as the log names it.</summary>
/// <param name="Name">In snake case: what version 1 is stored under.</param>
/// <param name="Upcasters">The first from version 1 to 2, and so on; none for an event that has had one version
/// only.</param>
public sealed record StoredType(string Name, Type Type, IReadOnlyList<Upcaster> Upcasters)
{
    /// <summary>What new events are stored in, from 1.</summary>
    public int Version => Upcasters.Count + 1;

    /// <summary>What new events are stored under.</summary>
    public string CurrentName => NameOf(Version);

    /// <summary>Those of all versions, the first first.</summary>
    public IEnumerable<string> Names => Enumerable.Range(1, Version).Select(NameOf);

    /// <summary>Marten's name of the .NET type.</summary>
    public string DotnetType { get; } = $"{Type.FullName}, {Type.Assembly.GetName().Name}";

    public static StoredType Of<TEvent>(string name, params IReadOnlyList<Upcaster> upcasters) =>
        new(name, typeof(TEvent), upcasters);

    // Marten's own suffix.
    private string NameOf(int version) => version == 1 ? Name : $"{Name}_v{version}";
}

/// <summary>Which event each stored name is of, and each event's name; neither twice.</summary>
public sealed partial class EventTypeMap
{
    private const int LongestName = 64;

    private readonly FrozenDictionary<Type, StoredType> byType;
    private readonly FrozenDictionary<string, (StoredType Type, int Version)> byName;
    private readonly FrozenDictionary<string, (StoredType Type, int Version)>.AlternateLookup<
        ReadOnlySpan<char>
    > byText;

    /// <exception cref="ArgumentException">A name is no bare name in snake case, or a name or a type comes
    /// twice.</exception>
    public EventTypeMap(params IReadOnlyList<StoredType> types)
    {
        if (
            types.FirstOrDefault(stored => !SnakeCase().IsMatch(stored.Name) || VersionSuffix().IsMatch(stored.Name)) is
            { } misnamed
        )
            throw new ArgumentException($"'{misnamed.Name}' is no name in snake case without a version", nameof(types));
        var named = types
            .SelectMany(stored =>
                stored.Names.Select((name, index) => (Name: name, Version: index + 1, Stored: stored))
            )
            .ToList();
        if (named.GroupBy(entry => entry.Name).FirstOrDefault(group => group.Count() > 1) is { } name)
            throw new ArgumentException(
                $"'{name.Key}' is the name of {string.Join(" and ", name.Select(entry => entry.Stored.Type.Name))}",
                nameof(types)
            );
        if (types.GroupBy(stored => stored.Type).FirstOrDefault(group => group.Count() > 1) is { } type)
            throw new ArgumentException(
                $"{type.Key.Name} is stored as {string.Join(" and ", type.Select(stored => $"'{stored.Name}'"))}",
                nameof(types)
            );
        All = types;
        byType = types.ToFrozenDictionary(stored => stored.Type);
        byName = named.ToFrozenDictionary(entry => entry.Name, entry => (entry.Stored, entry.Version));
        byText = byName.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public IReadOnlyList<StoredType> All { get; }

    public StoredType Of(Type type) => byType[type];

    /// <exception cref="InvalidDataException">Nothing is stored under this name, as far as this version of the program
    /// knows.</exception>
    public (StoredType Type, int Version) Named(string name) =>
        byName.TryGetValue(name, out var stored)
            ? stored
            : throw new InvalidDataException(
                $"the log holds an event of type '{name}', which this version does not know"
            );

    /// <summary>The same of the name's UTF-8 bytes.</summary>
    public (StoredType Type, int Version) Named(ReadOnlySpan<byte> name)
    {
        Span<char> text = stackalloc char[name.Length <= LongestName ? name.Length : 0];
        return
            Encoding.UTF8.TryGetChars(name, text, out var length) && byText.TryGetValue(text[..length], out var stored)
            ? stored
            : Named(Encoding.UTF8.GetString(name));
    }

    [GeneratedRegex("^[a-z]+[a-z0-9]*(_[a-z0-9]+)*$")]
    private static partial Regex SnakeCase();

    [GeneratedRegex("_v[0-9]+$")]
    private static partial Regex VersionSuffix();
}
