namespace LoanServicing.Payroll.Reading;

/// <summary>
/// What is no delimited text at all and gets one sentence of its own instead of thousands about its lines.
/// </summary>
internal static class UnreadableContent
{
    private static ReadOnlySpan<byte> Utf8Mark => [0xEF, 0xBB, 0xBF];

    public static int ByteOrderMarkLength(ReadOnlySpan<byte> bytes) => bytes.StartsWith(Utf8Mark) ? Utf8Mark.Length : 0;

    /// <summary>False, and a problem told, when nothing of the content can be read.</summary>
    public static bool IsText(ReadOnlySpan<byte> bytes, ProblemList problems)
    {
        var (found, expected) = bytes switch
        {
            [] => ("zero bytes", "a remittance"),
            _ when bytes.Length == ByteOrderMarkLength(bytes) => ("no text after the byte order mark", "a remittance"),
            _ when bytes[ByteOrderMarkLength(bytes)..].StartsWith("-----BEGIN PGP"u8) => (
                "a PGP-encrypted or PGP-signed message",
                "the file as it was before, so decrypt it first"
            ),
            [0x50, 0x4B, 0x03, 0x04, ..] or [0xD0, 0xCF, 0x11, 0xE0, ..] => (
                "an Excel workbook or an archive",
                "delimited text, so save it as CSV first"
            ),
            [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] => ("text in UTF-16", "text in UTF-8"),
            _ when LineCount(bytes) is > RemittanceReader.MaxLines and var lines => (
                $"{lines} lines",
                $"at most {RemittanceReader.MaxLines}"
            ),
            _ => ("", ""),
        };
        if (found.Length > 0)
            problems.Add(found, expected);
        return found.Length == 0;
    }

    /// <summary>The heading line and a last line without an end included.</summary>
    public static int LineCount(ReadOnlySpan<byte> bytes) =>
        bytes.Count((byte)'\n') + (bytes.IsEmpty || bytes[^1] == '\n' ? 0 : 1);
}
