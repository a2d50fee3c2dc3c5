using System.Text;
using LoanServicing.TaxForms.Pub1220;

namespace LoanServicing.TaxForms.Tests.Pub1220;

/// <summary>A record read back by the layout.</summary>
internal sealed record ReadRecord(string Letter, IReadOnlyDictionary<string, string> Fields)
{
    public string this[string field] => Fields[field].TrimEnd(' ');

    public long Number(string field) => long.Parse(Fields[field]);
}

/// <summary>Reads a file back and holds it against itself: counts, totals, sequence, used amounts.</summary>
internal static class Pub1220Reading
{
    private const string AmountCodes = "123456789ABCDEFGHJ";

    public static IReadOnlyList<ReadRecord> Read(byte[] file)
    {
        (file.Length % 750).ShouldBe(0);
        file.ShouldAllBe(b => b < 128);
        return Encoding.ASCII.GetString(file).Chunk(750).Select(chunk => Read(new string(chunk))).ToList();
    }

    public static void ShouldAgreeWithItself(this IReadOnlyList<ReadRecord> records)
    {
        records
            .Select(record => record.Number("record_sequence_number"))
            .ShouldBe(Enumerable.Range(1, records.Count).Select(i => (long)i));
        records.ShouldAllBe(record => record.Fields["blank_or_crlf"] == "\r\n");
        var payees = records.Where(record => record.Letter == "B").ToList();
        var (first, last) = (records[0], records[^1]);
        (first.Letter, last.Letter).ShouldBe(("T", "F"));
        first.Number("total_payees").ShouldBe(payees.Count);
        last.Number("total_payees").ShouldBe(payees.Count);
        last.Number("number_of_a_records").ShouldBe(records.Count(record => record.Letter == "A"));
        records
            .Where(record => record.Letter is "A" or "B")
            .ShouldAllBe(record => record["payment_year"] == first["payment_year"]);

        var rest = records.Skip(1).SkipLast(1).ToList();
        while (rest.Count > 0)
        {
            var group = rest.TakeWhile(record => record.Letter != "C").ToList();
            Group(group[0], group.Skip(1).ToList(), rest[group.Count]);
            rest = rest.Skip(group.Count + 1).ToList();
        }
    }

    private static void Group(ReadRecord payer, List<ReadRecord> payees, ReadRecord end)
    {
        payer.Letter.ShouldBe("A");
        payees.ShouldAllBe(record => record.Letter == "B");
        end.Number("number_of_payees").ShouldBe(payees.Count);
        foreach (var code in AmountCodes)
            end.Number($"control_total_{code}")
                .ShouldBe(payees.Sum(payee => payee.Number($"payment_amount_{code}")), $"amount {code}");
        payer["amount_codes"]
            .ShouldBe(
                string.Concat(
                    AmountCodes.Where(code => payees.Any(payee => payee.Number($"payment_amount_{code}") != 0))
                )
            );
    }

    private static ReadRecord Read(string text)
    {
        var layout = Pub1220Layout.Records[text[..1]];
        return new(
            layout.Record,
            layout.Fields.ToDictionary(field => field.Name, field => text[(field.Start - 1)..field.End])
        );
    }
}
