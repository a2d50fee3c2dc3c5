using System.Text;
using LoanServicing.TaxForms.Csv;

namespace LoanServicing.TaxForms.Tests.Csv;

public sealed class Form1099RCsvTests
{
    private const string Header =
        "tax_year,plan,participant,loan,date,account_number,recipient_name,recipient_tin,street,city,state,zip,payer_name,payer_ein,"
        + "box1,box2a,box2b_not_determined,box2b_total,box3,box4,box5,box6,box7,ira_sep_simple,box8,box9a,box9b,box10,box11,box12,box13,"
        + "box14,box15,box16,box17,box18,box19,authority\r\n";

    [Fact]
    public void Two_forms_make_a_header_and_two_lines() =>
        Written(Samples.Deemed, Samples.RothOffset)
            .ShouldBe(
                Header
                    + "2025,EX401K,P1,A,2025-09-30,LOANA00000000001,\"O'Neil-Düring, Máire K.\",XXX-XX-3456,12 Elm "
                    + "St Apt 4,Decatur,IL,62521,"
                    + "Trustees of the Example Manufacturing Company 401(k) Savings "
                    + "Plan,012345678,17156.93,17156.93,,,,0.00,0.00,,L1,,,,,,,,,,,,,,,26 CFR 1.72(p)-1 A-10\r\n"
                    + "2025,EX401K,P2,B,2025-11-14,LOANB00000000002,Jane Roe,,7 Oak Ave,Tulsa,OK,741031234,"
                    + "Trustees of the Example Manufacturing Company 401(k) Savings "
                    + "Plan,012345678,5000.00,300.00,,,,60.00,4700.00,,MB,,,,,,2019,,,,,,,,,26 USC 402(c)(3)(C)\r\n"
            );

    [Fact]
    public void The_file_has_no_byte_order_mark_and_leaves_the_stream_open()
    {
        using var stream = new MemoryStream();
        Form1099RCsv.Write(stream, []);
        stream.CanWrite.ShouldBeTrue();
        stream.ToArray().ShouldBe(Encoding.ASCII.GetBytes(Header));
    }

    [Fact]
    public void Missing_personal_data_leaves_blanks()
    {
        var line = CsvLines.Read(Written(Samples.Deemed with { Recipient = null }))[1];
        line.Skip(6).Take(6).ShouldAllBe(field => field.Length == 0);
        line.Count.ShouldBe(38);
    }

    [Theory]
    [InlineData("=HYPERLINK(\"x\")", "'=HYPERLINK(\"x\")")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\tx", "'\tx")]
    [InlineData("Doe, \"J\"", "Doe, \"J\"")]
    [InlineData("two\r\nlines", "two\r\nlines", "two\nlines")]
    [InlineData("Roe-Smith", "Roe-Smith")]
    public void Text_reads_back_and_never_begins_like_a_formula(string name, string inFile, string? asRead = null)
    {
        var written = Written(Samples.RothOffset.WithPerson(person => person with { Name = name }));
        written.ShouldContain(inFile.Replace("\"", "\"\""));
        CsvLines.Read(written)[1][6].Replace("\r", "").ShouldBe(asRead ?? inFile);
    }

    [Fact]
    public void A_country_stands_behind_the_city() =>
        CsvLines
            .Read(
                Written(
                    Samples.RothOffset.WithPerson(person =>
                        person with
                        {
                            Address = new("3 Rue X", "Lyon", "", "", "FR"),
                        }
                    )
                )
            )[1][9]
            .ShouldBe("Lyon FR");

    private static string Written(params InformationReturn[] returns)
    {
        using var stream = new MemoryStream();
        Form1099RCsv.Write(stream, returns);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
