namespace LoanServicing.TaxForms.Pub1220;

/// <summary>One field of a record.</summary>
/// <param name="Start">The first position, counted from 1.</param>
/// <param name="End">The last position, included.</param>
/// <param name="Type">A kind, then what it takes (<c>enum:V|I</c>, <c>flag:1</c>; an empty last choice is a blank), or
/// <c>_or_blank</c>.</param>
public sealed record Field(string Name, int Start, int End, string Type)
{
    public int Length => End - Start + 1;

    internal string Kind { get; } = Type.Split(':')[0].Replace("_or_blank", "", StringComparison.Ordinal);

    internal IReadOnlyList<string> Choices { get; } = Type.Contains(':') ? Type.Split(':')[1].Split('|') : [];

    internal bool MayBeBlank { get; } = Type.EndsWith("_or_blank", StringComparison.Ordinal);
}

/// <summary>The fields of one kind of record, which fill its 750 positions without gap or overlap.</summary>
public sealed class RecordLayout
{
    public const int Length = 750;

    private static readonly Dictionary<string, int> LengthOfKind = new()
    {
        ["const"] = 1,
        ["flag"] = 1,
        ["enum"] = 1,
        ["usps"] = 2,
        ["crlf"] = 2,
        ["year"] = 4,
        ["yyyymmdd"] = 8,
        ["money12"] = 12,
        ["money18"] = 18,
    };

    private static readonly string[] KindsOfAnyLength =
    [
        "alnum",
        "blank",
        "code",
        "digits",
        "num",
        "num0",
        "text",
        "zeros",
    ];

    private readonly Dictionary<string, Field> byName = [];

    private RecordLayout(string record, IEnumerable<Field> fields)
    {
        Record = record;
        Fields = fields.ToList();
        foreach (var field in Fields)
        {
            if (!byName.TryAdd(field.Name, field))
                throw Wrong(record, field, "twice", "each field once");
        }
    }

    public string Record { get; }

    public IReadOnlyList<Field> Fields { get; }

    /// <summary>Null when the record has no such field.</summary>
    public Field? Find(string name) => byName.GetValueOrDefault(name);

    /// <summary>The layouts by record letter, read from lines <c>record,field,start,end,type</c>.</summary>
    /// <exception cref="FormatException">A gap, an overlap, a field of a wrong length or type, or a record that is not
    /// 750 long.</exception>
    public static IReadOnlyDictionary<string, RecordLayout> Read(IEnumerable<string> lines)
    {
        var layouts = lines
            .Select(line => line.Split(','))
            .GroupBy(row => row[0], row => new Field(row[1], int.Parse(row[2]), int.Parse(row[3]), row[4]))
            .ToDictionary(group => group.Key, group => new RecordLayout(group.Key, group));
        foreach (var layout in layouts.Values)
            layout.Check();
        return layouts;
    }

    private void Check()
    {
        var next = 1;
        foreach (var field in Fields)
        {
            if (field.Start != next)
                throw Wrong(Record, field, $"from position {field.Start}", $"position {next}");
            if (!LengthOfKind.TryGetValue(field.Kind, out var length) && !KindsOfAnyLength.Contains(field.Kind))
                throw Wrong(Record, field, $"with type {field.Type}", "a known type");
            if (length != 0 && field.Length != length || field.Length < 1)
                throw Wrong(Record, field, $"{field.Length} long", $"{Math.Max(length, 1)}");
            next = field.End + 1;
        }

        if (next != Length + 1)
            throw new FormatException($"Record {Record} of the layout ends at position {next - 1}; expected {Length}.");
    }

    private static FormatException Wrong(string record, Field field, string found, string expected) =>
        new($"Field {record}.{field.Name} of the layout is {found}; expected {expected}.");
}
