using System.Text.Json;

namespace LoanServicing.Store.ProofLane;

/// <summary>
/// Goes through the members of a JSON object whose values are in the form that this program writes: a date as
/// YYYY-MM-DD, an enum by its name, nothing null. At anything else it stops, and <see cref="IsUsual"/> is false from
/// then on.
/// </summary>
internal ref struct FlatJson
{
    private const int DateLength = 10;

    private Utf8JsonReader json;
    private int depth;

    public FlatJson(ReadOnlySpan<byte> data)
    {
        json = new(data);
        Enter();
    }

    /// <summary>Whether everything so far was as expected, and, at the end, that the end was reached.</summary>
    public bool IsUsual { get; private set; } = true;

    public void GiveUp() => IsUsual = false;

    /// <summary>Goes into the object that is the value of the member.</summary>
    public void Enter()
    {
        if (Read(JsonTokenType.StartObject))
            depth++;
    }

    /// <summary>
    /// Goes to the next member of the object; false at its end, which for the outermost object must be the end of all.
    /// </summary>
    public bool NextMember()
    {
        if (!IsUsual)
            return false;
        json.Read();
        if (json.TokenType == JsonTokenType.PropertyName)
            return true;
        if (json.TokenType != JsonTokenType.EndObject || (--depth == 0 && json.Read()))
            GiveUp();
        return false;
    }

    public readonly bool Is(ReadOnlySpan<byte> name) => json.ValueTextEquals(name);

    public string Text() => Read(JsonTokenType.String) ? json.GetString()! : "";

    public decimal Decimal() =>
        Read(JsonTokenType.Number) && json.TryGetDecimal(out var value) ? value : Unusual<decimal>();

    public int Int() => Read(JsonTokenType.Number) && json.TryGetInt32(out var value) ? value : Unusual<int>();

    public Guid Uuid() => Read(JsonTokenType.String) && json.TryGetGuid(out var value) ? value : Unusual<Guid>();

    public bool Bool()
    {
        json.Read();
        return json.TokenType switch
        {
            JsonTokenType.True => true,
            JsonTokenType.False => false,
            _ => Unusual<bool>(),
        };
    }

    public DateOnly Date()
    {
        if (
            !Read(JsonTokenType.String)
            || json.ValueIsEscaped
            || json.ValueSpan is not { Length: DateLength } text
            || text[4] != '-'
            || text[7] != '-'
        )
            return Unusual<DateOnly>();
        var (year, month, day) = (Number(text[..4]), Number(text[5..7]), Number(text[8..]));
        return year >= 1 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month)
            ? new(year, month, day)
            : Unusual<DateOnly>();
    }

    /// <summary>An enum's value by its name, letter for letter.</summary>
    public T Named<T>()
        where T : struct, Enum
    {
        if (Read(JsonTokenType.String))
        {
            foreach (var (name, value) in Names<T>.All)
            {
                if (json.ValueTextEquals(name))
                    return value;
            }
        }

        return Unusual<T>();
    }

    // Negative where a character is no digit.
    private static int Number(ReadOnlySpan<byte> digits)
    {
        var number = 0;
        foreach (var digit in digits)
        {
            if (digit is < (byte)'0' or > (byte)'9')
                return -1;
            number = (number * 10) + digit - '0';
        }

        return number;
    }

    private bool Read(JsonTokenType expected)
    {
        if (IsUsual && json.Read() && json.TokenType == expected)
            return true;
        GiveUp();
        return false;
    }

    private T Unusual<T>()
        where T : struct
    {
        GiveUp();
        return default;
    }

    private static class Names<T>
        where T : struct, Enum
    {
        public static readonly (byte[] Name, T Value)[] All =
        [
            .. Enum.GetValues<T>().Select(value => (System.Text.Encoding.UTF8.GetBytes(value.ToString()), value)),
        ];
    }
}
