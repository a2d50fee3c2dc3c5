using System.Text;
using LoanServicing.Store.Seals;

namespace LoanServicing.Host.CommandLine;

/// <summary>An exported seal in a form that can be written on paper and compared by eye.</summary>
internal static class PaperForm
{
    private const int GroupLength = 4;
    private const int GroupsPerLine = 8;

    public static string Of(SealFileHeader seal, string tenant)
    {
        var text = new StringBuilder();
        text.Append(
            $"seal {seal.Number} of {tenant}, business day {seal.BusinessDay:yyyy-MM-dd}, "
                + $"made {seal.SealedAt.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC: "
                + $"{seal.Streams:N0} streams, {seal.Events:N0} events\n"
        );
        Append(text, "root", seal.Root);
        Append(text, "key", SealKey.Fingerprint(seal.PublicKey));
        return text.ToString();
    }

    /// <summary>Hexadecimal digits in groups of four.</summary>
    public static string Groups(string digits) =>
        string.Join(' ', digits.Chunk(GroupLength).Select(group => new string(group)));

    private static void Append(StringBuilder text, string name, string digits)
    {
        foreach (var line in digits.Chunk(GroupLength * GroupsPerLine))
        {
            text.Append($"  {name, -4}  {Groups(new(line))}\n");
            name = "";
        }
    }
}
