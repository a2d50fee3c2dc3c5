namespace LoanServicing.Payroll.Reading;

/// <summary>Where a field stands in its line, without its quotes.</summary>
/// <param name="HasDoubledQuotes">True when "" in it stands for one quote.</param>
internal readonly record struct FieldPlace(int Start, int Length, bool HasDoubledQuotes);

internal enum QuoteFault
{
    None,
    Unclosed,
    TextAfter,
    Inside,
}

/// <summary>
/// Cuts one line into fields. A quoted field ends on its own line, so that a lost quote cannot swallow the lines after
/// it.
/// </summary>
internal readonly struct LineSplitter(byte delimiter, bool quoting)
{
    private const byte Quote = (byte)'"';

    /// <param name="fields">Takes as many as it holds.</param>
    /// <returns>How many fields there are, also beyond what <paramref name="fields"/> holds.</returns>
    public int Split(ReadOnlySpan<byte> line, Span<FieldPlace> fields, out QuoteFault fault)
    {
        fault = QuoteFault.None;
        for (int count = 0, at = 0; ; at++)
        {
            var field =
                quoting && at < line.Length && line[at] == Quote
                    ? Quoted(line, at, out fault)
                    : Plain(line, at, out fault);
            if (fault != QuoteFault.None)
                return count;
            if (count < fields.Length)
                fields[count] = field;
            count++;
            at = field.Start + field.Length + (field.Start > at ? 1 : 0);
            if (at >= line.Length)
                return count;
        }
    }

    private FieldPlace Plain(ReadOnlySpan<byte> line, int at, out QuoteFault fault)
    {
        fault = QuoteFault.None;
        var end = at;
        for (; end < line.Length && line[end] != delimiter; end++)
        {
            if (quoting && line[end] == Quote)
                fault = QuoteFault.Inside;
        }

        return new(at, end - at, HasDoubledQuotes: false);
    }

    private FieldPlace Quoted(ReadOnlySpan<byte> line, int at, out QuoteFault fault)
    {
        fault = QuoteFault.None;
        var doubled = false;
        for (var end = at + 1; end < line.Length; end++)
        {
            if (line[end] != Quote)
                continue;
            if (end + 1 < line.Length && line[end + 1] == Quote)
            {
                doubled = true;
                end++;
                continue;
            }

            if (end + 1 < line.Length && line[end + 1] != delimiter)
                fault = QuoteFault.TextAfter;
            return new(at + 1, end - at - 1, doubled);
        }

        fault = QuoteFault.Unclosed;
        return default;
    }
}
