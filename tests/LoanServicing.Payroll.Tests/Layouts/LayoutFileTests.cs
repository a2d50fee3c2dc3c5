using LoanServicing.Payroll.Layouts;

namespace LoanServicing.Payroll.Tests.Layouts;

/// <summary>
/// A layout file is read strictly: each way to get it wrong, with the path and the words of its refusal.
/// </summary>
public sealed class LayoutFileTests
{
    private const string Person =
        "\"role\": \"taxpayer-number\", \"required\": true, \"type\": \"numeric\", \"format\": \"digits:9\"";
    private const string Dollars = "\"format\": \"decimal-dollars\", \"negative\": \"allow\"";

    [Theory]
    [InlineData(
        "\"version\": 3",
        "\"version\": 3, \"colour\": 1",
        "$.colour: found an unknown member, expected one of name, version, description, source, delimiter, quoting, "
            + "header, fileName, loanReference, columns"
    )]
    [InlineData(
        "\"type\": \"numeric\", \"format\": \"decimal-dollars\"",
        "\"typ\": \"numeric\"",
        "$.columns[1].typ: found an unknown member, expected one of heading, role, required, whenBlank, type, width, "
            + "format, restoreLeadingZeros, negative, values"
    )]
    [InlineData(
        "\"version\": 3",
        "\"version\": 3, \"version\": 4",
        "$.version: found the member twice, expected it once"
    )]
    [InlineData("\"version\": 3, ", "", "$.version: found no such member, expected it to be given")]
    [InlineData(
        "\"version\": 3",
        "\"version\": \"3\"",
        "$.version: found \"3\", expected a whole number from 1 to 9999"
    )]
    [InlineData("\"version\": 3", "\"version\": 0", "$.version: found 0, expected a whole number from 1 to 9999")]
    [InlineData(
        "\"headless\"",
        "\"Head less\"",
        "$.name: found \"Head less\", expected lower-case letters, digits and hyphens"
    )]
    [InlineData("\"headless\"", "7", "$.name: found 7, expected text")]
    [InlineData(
        "\"person\"",
        "\" person\"",
        "$.columns[0].heading: found \" person\", expected text in one line without blanks around it"
    )]
    [InlineData(
        "\"delimiter\": \";\"",
        "\"delimiter\": \":\"",
        "$.delimiter: found \":\", expected one of \",\", \";\", \"|\", \"\\t\""
    )]
    [InlineData(
        "\"quoting\": \"none\"",
        "\"quoting\": \"single\"",
        "$.quoting: found \"single\", expected one of \"double-quotes\", \"none\""
    )]
    [InlineData(
        "\"required\": true",
        "\"required\": \"yes\"",
        "$.columns[0].required: found \"yes\", expected true or false"
    )]
    [InlineData(
        "\"role\": \"amount\"",
        "\"role\": \"money\"",
        "$.columns[1].role: found \"money\", expected one of \"taxpayer-number\", \"loan-number\", \"amount\", "
            + "\"name\", \"frequency\", \"ignore\""
    )]
    [InlineData(
        "\"digits:9\"",
        "\"digits:10\"",
        "$.columns[0].format: found \"digits:10\", expected digits:1 to digits:9, dashed-ssn or decimal-dollars"
    )]
    [InlineData(
        "\"digits:9\"",
        "\"digits:8\"",
        "$.columns[0].format: found \"digits:8\", expected digits:9 or dashed-ssn for a taxpayer number"
    )]
    [InlineData(
        "\"decimal-dollars\"",
        "\"digits:5\"",
        "$.columns[1].format: found \"digits:5\", expected decimal-dollars for an amount"
    )]
    [InlineData(
        Person,
        "\"role\": \"loan-number\", \"required\": true, \"type\": \"numeric\", \"format\": \"digits:5\"",
        "$.columns[0].format: found \"digits:5\", expected digits:1 to digits:4 for a loan number"
    )]
    [InlineData(
        Dollars,
        "\"negative\": \"allow\"",
        "$.columns[1].format: found no such member, expected it to be given"
    )]
    [InlineData(
        "\"type\": \"numeric\", \"format\": \"digits:9\"",
        "\"type\": \"text\", \"format\": \"digits:9\"",
        "$.columns[0].type: found \"text\", expected \"numeric\" with the format digits:9"
    )]
    [InlineData(
        "\"format\": \"digits:9\"",
        "\"format\": \"dashed-ssn\"",
        "$.columns[0].type: found \"numeric\", expected \"text\" unless the format is digits:N or decimal-dollars"
    )]
    [InlineData(
        Person,
        Person + ", \"negative\": \"allow\"",
        "$.columns[0].negative: found \"allow\", expected it only for an amount"
    )]
    [InlineData(
        Person,
        Person + ", \"values\": {}",
        "$.columns[0].values: found {}, expected it only for a frequency or an ignored column"
    )]
    [InlineData(
        Dollars,
        Dollars + ", \"restoreLeadingZeros\": true",
        "$.columns[1].restoreLeadingZeros: found true, expected it only with the format digits:N"
    )]
    [InlineData(
        Person,
        Person + ", \"whenBlank\": \"skip-line\"",
        "$.columns[0].whenBlank: found \"skip-line\", expected one of \"refuse\""
    )]
    [InlineData(
        Dollars,
        Dollars + ", \"whenBlank\": \"suspend-line\"",
        "$.columns[1].whenBlank: found \"suspend-line\", expected one of \"refuse\", \"skip-line\""
    )]
    [InlineData(
        Person,
        Person + ", \"width\": 0",
        "$.columns[0].width: found 0, expected a whole number from 1 to 65535"
    )]
    [InlineData(
        Person,
        Person
            + " }, { \"heading\": \"f\", \"role\": \"frequency\", \"required\": true, \"type\": \"text\", "
            + "\"values\": { \"W\": \"weekly\", \"W\": \"w\" }",
        "$.columns[1].values.W: found the member twice, expected it once"
    )]
    [InlineData(
        Person,
        "\"role\": \"ignore\", \"required\": true, \"type\": \"text\"",
        "$.columns: found 0 columns with the role taxpayer-number, expected 1"
    )]
    [InlineData("\"summed\"", "\"explicit\"", "$.columns: found 0 columns with the role loan-number, expected 1")]
    [InlineData("\"dollars\"", "\"person\"", "$.columns: found the heading \"person\" twice, expected it once")]
    [InlineData(
        "\"header\": \"none\"",
        "\"header\": \"none\", \"fileName\": \"{pay}.txt\"",
        "$.fileName: found {pay:}, expected parts like {account:digits(6)}, {plan:text} or {payDate:yyMMdd} (also "
            + "yyyyMMdd, MMddyy, MMddyyyy), each once"
    )]
    [InlineData(
        "\"header\": \"none\"",
        "\"header\": \"none\", \"fileName\": \"{payDate:yyyyMM}.txt\"",
        "$.fileName: found a pay date as yyyyMM, expected parts like {account:digits(6)}, {plan:text} or "
            + "{payDate:yyMMdd} (also yyyyMMdd, MMddyy, MMddyyyy), each once"
    )]
    public void A_mistake_is_named_with_its_path(string find, string replace, string said) =>
        Should
            .Throw<LayoutRefusedException>(() => Layout.Parse(LayoutText.Headed(find, replace), "own.json"))
            .Message.ShouldBe("own.json, " + said);

    [Theory]
    [InlineData("{", "own.json, line 1: found text that is not JSON, expected a layout as a JSON object")]
    [InlineData("{\n\n\"name\" 7", "own.json, line 3: found text that is not JSON, expected a layout as a JSON object")]
    [InlineData("[]", "own.json, $: found [], expected an object")]
    public void Text_that_is_no_layout_at_all(string json, string said) =>
        Should.Throw<LayoutRefusedException>(() => Layout.Parse(json, "own.json")).Message.ShouldBe(said);

    [Theory]
    [InlineData("pay_{payDate:yyyyMMdd}.csv", "pay_20240229.csv", 2024, 2, 29)]
    [InlineData("{plan:text}-{payDate:MMddyyyy}", "p-1-12312025", 2025, 12, 31)]
    [InlineData("{payDate:MMddyy}{run:digits(2)}.x", "01022507.x", 2025, 1, 2)]
    [InlineData("a+b({payDate:yyMMdd})", "A+B(251130)", 2025, 11, 30)]
    public void File_names_give_the_pay_date_in_the_form_the_layout_says(
        string template,
        string fileName,
        int year,
        int month,
        int day
    )
    {
        var layout = Layout.Parse(
            LayoutText.Headed("\"header\": \"none\"", $"\"header\": \"none\", \"fileName\": \"{template}\""),
            "own.json"
        );
        Reading.PayrollFile.Read("123456789;1", layout, fileName).PayDate.ShouldBe(new DateOnly(year, month, day));
    }

    [Fact]
    public void Each_part_may_be_damaged_without_a_crash()
    {
        var random = new Random(72);
        for (var round = 0; round < 5_000; round++)
        {
            var text = LayoutText.Headless.ToCharArray();
            text[random.Next(text.Length)] = "{}[]\",:0aé\0"[random.Next(11)];
            try
            {
                Layout.Parse(new string(text), "own.json").Describe().ShouldNotBeEmpty();
            }
            catch (LayoutRefusedException e)
            {
                e.Message.ShouldStartWith("own.json, ");
            }
        }
    }
}
