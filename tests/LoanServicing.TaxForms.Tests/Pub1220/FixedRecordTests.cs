using LoanServicing.TaxForms.Pub1220;

namespace LoanServicing.TaxForms.Tests.Pub1220;

public sealed class FixedRecordTests
{
    private static readonly RecordLayout Layout = RecordLayout.Read([
        "Z,record_type,1,1,const",
        "Z,payer_name_1,2,11,text",
        "Z,payer_name_2,12,21,text",
        "Z,street,22,31,text",
        "Z,street_cont,32,36,text",
        "Z,city,37,41,text",
        "Z,zip,42,50,digits",
        "Z,code,51,54,alnum",
        "Z,state,55,56,usps",
        "Z,flag,57,57,flag:P",
        "Z,choice,58,58,enum:G|C|",
        "Z,amount,59,70,money12",
        "Z,tax,71,82,money12_or_blank",
        "Z,count,83,90,num0_or_blank",
        "Z,zeros,91,93,zeros",
        "Z,rest,94,748,blank",
        "Z,end,749,750,crlf",
    ])["Z"];

    [Fact]
    public void A_field_without_a_value_is_filled_by_its_type() =>
        FixedRecord
            .Fill(Layout, new())
            .ShouldBe(
                "Z" + new string(' ', 57) + "000000000000" + new string(' ', 20) + "000" + new string(' ', 655) + "\r\n"
            );

    [Fact]
    public void Text_stands_left_and_numbers_right() =>
        FixedRecord
            .Fill(
                Layout,
                new FieldValues()
                    .Optional("city", "Ulm")
                    .Optional("zip", "12345")
                    .Optional("code", "a1")
                    .Optional("state", "il")
                    .Optional("flag", "P")
                    .Optional("choice", "g")
                    .Amount("amount", 1234.5m)
                    .Amount("tax", 0m)
                    .Count("count", 7)
            )[36..93]
            .ShouldBe(
                "ULM  " + "12345    " + "A1  " + "IL" + "P" + "G" + "000000123450" + "000000000000" + "00000007" + "000"
            );

    [Theory]
    [InlineData("payer_name_1", "ABCDEFGHIJ", "ABCDEFGHIJ", "          ")]
    [InlineData("payer_name_1", "ABCDE FGHIJ", "ABCDE     ", "FGHIJ     ")]
    [InlineData("payer_name_1", "ABCDEFGHIJ KLM", "ABCDEFGHIJ", "KLM       ")]
    [InlineData("payer_name_1", "ABCDEFGHIJKLM", "ABCDEFGHIJ", "KLM       ")]
    public void Text_too_long_goes_on_in_the_next_field(string field, string text, string first, string second) =>
        FixedRecord.Fill(Layout, new FieldValues().Optional(field, text))[1..21].ShouldBe(first + second);

    [Fact]
    public void A_continuation_may_also_be_named_so() =>
        FixedRecord
            .Fill(Layout, new FieldValues().Optional("street", "12345678 9 41"))[21..36]
            .ShouldBe("12345678 9" + "41   ");

    [Theory]
    [InlineData(
        "payer_name_1",
        "ABCDEFGHIJKLMNOPQRSTU",
        "Z.payer_name_1: found 21 characters, expected at most 10 and 10 in payer_name_2"
    )]
    [InlineData("city", "ABCDEF", "Z.city: found 6 characters, expected at most 5")]
    [InlineData("zip", "1234A", "Z.zip: found other characters, expected digits")]
    [InlineData("zip", "1234567890", "Z.zip: found 10 characters, expected at most 9")]
    [InlineData("code", "A-1", "Z.code: found other characters, expected letters and digits")]
    [InlineData("state", "1L", "Z.state: found other characters, expected two letters")]
    [InlineData("flag", "Q", "Z.flag: found 'Q', expected P")]
    [InlineData("choice", "X", "Z.choice: found 'X', expected G or C or ")]
    [InlineData("rest", "X", "Z.rest: found a value, expected none")]
    [InlineData("nowhere", "X", "Z.nowhere: found a value, expected no such field in record Z")]
    public void What_does_not_fit_is_refused(string field, string text, string message) =>
        Should
            .Throw<FileRefusedException>(() => FixedRecord.Fill(Layout, new FieldValues().Optional(field, text)))
            .Message.ShouldBe(message);

    [Fact]
    public void A_continuation_that_is_taken_takes_no_more() =>
        Should.Throw<FileRefusedException>(() =>
            FixedRecord.Fill(
                Layout,
                new FieldValues().Optional("payer_name_1", "ABCDEFGHIJK").Optional("payer_name_2", "AGENT")
            )
        );

    [Fact]
    public void An_amount_is_whole_cents_and_not_below_zero()
    {
        Should
            .Throw<FileRefusedException>(() => new FieldValues().Amount("amount", -0.01m))
            .Message.ShouldBe("amount: found -0.01, expected whole cents, not below zero");
        Should.Throw<FileRefusedException>(() => new FieldValues().Amount("amount", 0.001m));
    }

    [Fact]
    public void An_amount_has_twelve_digits()
    {
        FixedRecord
            .Fill(Layout, new FieldValues().Amount("amount", 9_999_999_999.99m))[58..70]
            .ShouldBe("999999999999");
        Should
            .Throw<FileRefusedException>(() =>
                FixedRecord.Fill(Layout, new FieldValues().Amount("amount", 10_000_000_000m))
            )
            .Message.ShouldBe("Z.amount: found 13 characters, expected at most 12");
    }

    [Theory]
    [InlineData("Émile Müller", "EMILE MULLER")]
    [InlineData("Straße  Øre ", "STRASSE ORE")]
    [InlineData("Łódź – Æon’s", "LODZ - AEON'S")]
    [InlineData("ñandú İ ı", "NANDU I I")]
    public void Accents_are_spelled_in_ASCII(string text, string printable) =>
        PrintableText.Of(text).ShouldBe(printable);

    [Theory]
    [InlineData("李")]
    [InlineData("a\tb")]
    [InlineData("½")]
    [InlineData("Ω")]
    public void Other_characters_are_refused(string text) =>
        Should.Throw<FileRefusedException>(() => PrintableText.Of(text));
}
