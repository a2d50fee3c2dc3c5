using LoanServicing.TaxForms.Pub1220;

namespace LoanServicing.TaxForms.Tests.Pub1220;

public sealed class RecordLayoutTests
{
    [Fact]
    public void The_embedded_layout_has_six_records_that_fill_750_positions()
    {
        Pub1220Layout.Records.Keys.ShouldBe(["T", "A", "B", "C", "K", "F"]);
        foreach (var layout in Pub1220Layout.Records.Values)
        {
            layout.Fields.Sum(field => field.Length).ShouldBe(750);
            layout
                .Fields.SelectMany(field => Enumerable.Range(field.Start, field.Length))
                .ShouldBe(Enumerable.Range(1, 750), layout.Record);
        }
    }

    [Fact]
    public void The_embedded_layout_is_that_of_the_reference_beside_the_clone()
    {
        if (SharedReference.Find("pub1220-1099r.csv") is not { } path)
            return;
        var reference = SharedReference
            .Rows(path)
            .Select(row => (row["record"], row["field"], row["start"], row["end"], row["length"], row["type"].Trim()));
        Pub1220Layout
            .Records.Values.SelectMany(layout =>
                layout.Fields.Select(field =>
                    (layout.Record, field.Name, $"{field.Start}", $"{field.End}", $"{field.Length}", field.Type)
                )
            )
            .ShouldBe(reference);
    }

    [Theory]
    [InlineData(
        "Z,record_type,1,1,const;Z,gap,3,750,blank",
        "Field Z.gap of the layout is from position 3; expected position 2."
    )]
    [InlineData(
        "Z,record_type,1,1,const;Z,overlap,1,750,blank",
        "Field Z.overlap of the layout is from position 1; expected position 2."
    )]
    [InlineData(
        "Z,record_type,1,1,const;Z,short,2,749,blank",
        "Record Z of the layout ends at position 749; expected 750."
    )]
    [InlineData(
        "Z,record_type,1,1,const;Z,strange,2,750,float",
        "Field Z.strange of the layout is with type float; expected a known type."
    )]
    [InlineData(
        "Z,record_type,1,1,const;Z,amount,2,750,money12",
        "Field Z.amount of the layout is 749 long; expected 12."
    )]
    [InlineData("Z,record_type,1,1,const;Z,none,2,1,blank", "Field Z.none of the layout is 0 long; expected 1.")]
    [InlineData(
        "Z,record_type,1,1,const;Z,record_type,2,750,blank",
        "Field Z.record_type of the layout is twice; expected each field once."
    )]
    public void A_wrong_layout_is_refused(string lines, string message) =>
        Should.Throw<FormatException>(() => RecordLayout.Read(lines.Split(';'))).Message.ShouldBe(message);
}
