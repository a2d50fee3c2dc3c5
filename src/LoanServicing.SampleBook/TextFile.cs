using System.Text;

namespace LoanServicing.SampleBooks;

internal static class TextFile
{
    /// <summary>UTF-8 without a mark, with the same line ends on every machine.</summary>
    public static StreamWriter Create(string path, string newLine) =>
        new(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 1 << 16)
        {
            NewLine = newLine,
        };
}
