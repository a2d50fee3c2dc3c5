namespace LoanServicing.TaxForms.Pub1220;

/// <summary>Fills a record of 750 positions by its layout.</summary>
public static class FixedRecord
{
    /// <summary>
    /// The record with its line end. Text too long for its field goes on in the field made for that; nothing is cut.
    /// </summary>
    /// <exception cref="FileRefusedException">A value does not fit its field, is of the wrong kind, or is for a field
    /// the record lacks.</exception>
    public static string Fill(RecordLayout layout, FieldValues values)
    {
        var texts = new Dictionary<string, string>(values.ByField);
        foreach (var name in values.ByField.Keys)
        {
            var field =
                layout.Find(name) ?? throw Refused(layout, name, "a value", $"no such field in record {layout.Record}");
            CarryOver(layout, field, texts);
        }

        return string.Create(
            RecordLayout.Length,
            (layout, texts),
            static (record, state) =>
            {
                foreach (var field in state.layout.Fields)
                    Fill(state.layout, field, state.texts.GetValueOrDefault(field.Name, ""))
                        .CopyTo(record[(field.Start - 1)..]);
            }
        );
    }

    // payer_name_1 goes on in payer_name_2, transmitter_name in transmitter_name_cont.
    private static void CarryOver(RecordLayout layout, Field field, Dictionary<string, string> texts)
    {
        var text = texts[field.Name];
        if (field.Kind != "text" || text.Length <= field.Length)
            return;
        var next =
            layout.Find(field.Name + "_cont")
            ?? (field.Name.EndsWith("_name_1", StringComparison.Ordinal) ? layout.Find(field.Name[..^1] + "2") : null);
        if (next is null || texts.ContainsKey(next.Name))
            throw Refused(layout, field.Name, $"{text.Length} characters", $"at most {field.Length}");
        var space = text.LastIndexOf(' ', field.Length);
        texts[field.Name] = space > 0 ? text[..space] : text[..field.Length];
        texts[next.Name] = space > 0 ? text[(space + 1)..] : text[field.Length..];
        if (texts[next.Name].Length > next.Length)
            throw Refused(
                layout,
                field.Name,
                $"{text.Length} characters",
                $"at most {field.Length} and {next.Length} in {next.Name}"
            );
    }

    private static string Fill(RecordLayout layout, Field field, string text)
    {
        var filled = text.Length == 0 ? WithoutValue(layout, field) : WithValue(layout, field, text);
        return filled.Length == field.Length
            ? filled
            : throw Refused(layout, field.Name, $"{filled.Length} characters", $"at most {field.Length}");
    }

    private static string WithoutValue(RecordLayout layout, Field field) =>
        field.Kind switch
        {
            "const" => layout.Record,
            "crlf" => "\r\n",
            "zeros" => new('0', field.Length),
            _ when field.MayBeBlank => Blanks(field),
            "money12" or "money18" => new('0', field.Length),
            "year" or "num" or "num0" => throw Refused(layout, field.Name, "nothing", "a number"),
            "enum" when !field.Choices.Contains("") => throw Refused(
                layout,
                field.Name,
                "nothing",
                string.Join(" or ", field.Choices)
            ),
            _ => Blanks(field),
        };

    private static string WithValue(RecordLayout layout, Field field, string text) =>
        field.Kind switch
        {
            "flag" or "enum" => field.Choices.Contains(text)
                ? text
                : throw Refused(layout, field.Name, $"'{text}'", string.Join(" or ", field.Choices)),
            "money12" or "money18" or "num" or "num0" => AllOf(layout, field, text, char.IsAsciiDigit, "digits")
                .PadLeft(field.Length, '0'),
            "year" or "yyyymmdd" => AllOf(layout, field, text, char.IsAsciiDigit, "digits"),
            "digits" => AllOf(layout, field, text, char.IsAsciiDigit, "digits").PadRight(field.Length),
            "usps" => AllOf(layout, field, text, char.IsAsciiLetter, "two letters"),
            "alnum" or "code" => AllOf(layout, field, text, char.IsAsciiLetterOrDigit, "letters and digits")
                .PadRight(field.Length),
            "text" => text.PadRight(field.Length),
            _ => throw Refused(layout, field.Name, "a value", "none"),
        };

    private static string AllOf(
        RecordLayout layout,
        Field field,
        string text,
        Func<char, bool> isAllowed,
        string expected
    ) => text.All(isAllowed) ? text : throw Refused(layout, field.Name, "other characters", expected);

    private static string Blanks(Field field) => new(' ', field.Length);

    private static FileRefusedException Refused(RecordLayout layout, string field, string found, string expected) =>
        new($"{layout.Record}.{field}: found {found}, expected {expected}");
}
