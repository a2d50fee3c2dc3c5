using System.Text;
using System.Text.RegularExpressions;
using LoanServicing.Payroll.Layouts;
using LoanServicing.Payroll.Reading;
using static LoanServicing.Payroll.Tests.Reading.PayrollFile;

namespace LoanServicing.Payroll.Tests.Reading;

/// <summary>
/// Damaged payroll files: a few from fixed seeds here, a hundred times as many from a seed of the day with
/// <c>deploy/soak files</c>.
/// </summary>
[Trait("Soak", "files")]
public sealed partial class FuzzTests
{
    private static readonly bool IsSoak = Environment.GetEnvironmentVariable("LOANS_SOAK") == "files";
    private static readonly int Rounds = IsSoak ? 2_000_000 : 20_000;
    private static readonly byte[] Spice = [.. "\",\n\r-. 0019AZ$;|\t\0"u8, 0xC3, 0x28, 0xFF, 0xEF, 0xBB, 0xBF, 0xF0];

    [Theory]
    [InlineData("alerus-rows", 20221122)]
    [InlineData("summed-loan-csv", 19860422)]
    public void A_damaged_file_is_read_in_full_or_refused_and_shows_no_taxpayer_number(string name, int seed)
    {
        if (IsSoak && int.TryParse(Environment.GetEnvironmentVariable("LOANS_SEED"), out var drawn))
            seed = drawn;
        var random = new Random(seed);
        var (layout, fileName, text) =
            name == "alerus-rows"
                ? (
                    Alerus,
                    AlerusName,
                    Text(
                        AlerusHeadings,
                        AlerusRow(),
                        AlerusRow("987654321", "\"O\"\"NEIL, ZOË\"", "2", "1234.5", "4"),
                        AlerusRow("555667777", loan: "")
                    )
                )
                : (
                    Summed,
                    SummedName,
                    Text(
                        SummedHeadings,
                        SummedRow("123-45-6789", "12.50"),
                        SummedRow("987-65-4321", ""),
                        SummedRow("555-66-7777", "99.99")
                    )
                );
        var (read, refused) = (0, 0);
        for (var round = 0; round < Rounds; round++)
        {
            var bytes = Damage(Encoding.UTF8.GetBytes(text), random);
            try
            {
                RequireSound(RemittanceReader.Read(layout, fileName, bytes, new ReadOptions(PayDay)), layout, bytes);
                read++;
            }
            catch (RemittanceRefusedException e)
            {
                var said = e.Message.Replace(fileName, "", StringComparison.Ordinal);
                FullTaxpayerNumber().IsMatch(said).ShouldBeFalse($"seed {seed}, round {round}: {e.Message}");
                e.Problems.Length.ShouldBe(Math.Min(e.Count, 20));
                refused++;
            }
        }

        read.ShouldBeGreaterThan(Rounds / 100);
        refused.ShouldBeGreaterThan(Rounds / 4);
    }

    private static void RequireSound(RemittanceFile file, Layout layout, byte[] bytes)
    {
        file.Total.ShouldBe(file.Lines.Sum(l => l.Amount));
        foreach (var line in file.Lines)
        {
            line.Amount.ShouldBeGreaterThan(0m);
            line.Amount.Scale.ShouldBe((byte)2);
            var raw = line.RawIn(bytes).ToArray();
            raw.ShouldNotContain((byte)'\n');
            (line.Start == 0 || bytes[line.Start - 1] == (byte)'\n').ShouldBeTrue();
            bytes.AsSpan(0, line.Start).Count((byte)'\n').ShouldBe(line.LineNumber - 1);
            line.LoanReference.Kind.ShouldBeOneOf(
                layout.LoanReference == LoanIdentity.Summed
                    ? [LoanReferenceKind.Summed]
                    : [LoanReferenceKind.Explicit, LoanReferenceKind.Blank]
            );
        }

        var written = Encoding.UTF8.GetString(bytes).Split('\n').Skip(1).Count(l => l.Trim(' ', '\r').Length > 0);
        (file.Count + file.SkippedLines).ShouldBe(written);
    }

    private static byte[] Damage(byte[] bytes, Random random)
    {
        var damaged = bytes.ToList();
        for (var times = random.Next(1, 4); times > 0 && damaged.Count > 0; times--)
        {
            var at = random.Next(damaged.Count);
            var length = Math.Min(random.Next(1, 12), damaged.Count - at);
            switch (random.Next(6))
            {
                case 0:
                    damaged[at] = Spice[random.Next(Spice.Length)];
                    break;
                case 1:
                    damaged.Insert(at, Spice[random.Next(Spice.Length)]);
                    break;
                case 2:
                    damaged.RemoveRange(at, length);
                    break;
                case 3:
                    damaged.InsertRange(random.Next(damaged.Count), damaged.GetRange(at, length));
                    break;
                case 4:
                    damaged[at] ^= (byte)(1 << random.Next(8));
                    break;
                default:
                    damaged.RemoveRange(at, random.Next(20) == 0 ? damaged.Count - at : 1);
                    break;
            }
        }

        return [.. damaged];
    }

    [GeneratedRegex(@"\d{9}|\d{3}-\d{2}-\d{4}|123[^\d]?45[^\d]?6789", RegexOptions.ExplicitCapture)]
    private static partial Regex FullTaxpayerNumber();
}
