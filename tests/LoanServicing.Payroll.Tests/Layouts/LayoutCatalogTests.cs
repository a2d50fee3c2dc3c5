using LoanServicing.Payroll.Layouts;
using LoanServicing.Payroll.Reading;
using LoanServicing.Payroll.Tests.Reading;

namespace LoanServicing.Payroll.Tests.Layouts;

public sealed class LayoutCatalogTests
{
    private const string FrequencyCodes = "7 = weekly, 6 = biweekly, 5 = semimonthly, 4 = monthly";

    [Fact]
    public void Every_embedded_layout_loads_under_its_own_name()
    {
        LayoutCatalog.Names.ShouldBe(["alerus-rows", "summed-loan-csv"]);
        foreach (var name in LayoutCatalog.Names)
            LayoutCatalog.Load(name).Name.ShouldBe(name);
    }

    [Fact]
    public void An_unknown_name_lists_the_known_ones() =>
        Should
            .Throw<LayoutRefusedException>(() => LayoutCatalog.Load("adp"))
            .Message.ShouldBe(
                "layout: found \"adp\", expected one of alerus-rows, summed-loan-csv, or the path of a layout file"
            );

    [Fact]
    public void Loan_repayment_is_the_17th_of_20_columns()
    {
        var layout = LayoutCatalog.Load("summed-loan-csv");
        layout.Columns.Length.ShouldBe(20);
        layout.Columns[16].Heading.ShouldBe("Loan Repayment");
        layout.Columns[16].Role.ShouldBe(ColumnRole.Amount);
    }

    [Fact]
    public void A_layout_prints_in_full() =>
        LayoutCatalog
            .Load("alerus-rows")
            .Describe()
            .ShouldBe(
                $$"""
                alerus-rows, version 1
                Alerus Multiple Loan Payment as comma-delimited text: one row for each loan payment; the pay date stands in the file name only.

                source     https://help.alerusrb.com/employers/retirement/multiple-loan-payment-format
                file name  {account:digits(6)}{payDate:yyMMdd}loans.txt (gives the pay date)
                fields     separated by ",", in double quotes where they hold one
                first line exactly the headings below, in this order
                loan       each line names its loan

                #  heading                   role             required  blank                  type     format           width  rules
                1  SOCIAL SECURITY NUMBER    taxpayer-number  yes       file refused           numeric  digits:9         9      lost leading zeros restored
                2  LAST NAME, FIRST NAME MI  name             yes       file refused           text     any              30
                3  LOAN NUMBER               loan-number      yes       line suspended         numeric  digits:3         3      lost leading zeros restored
                4  LOAN PAYMENT AMOUNT       amount           yes       or zero: file refused  numeric  decimal-dollars  10     negative amounts refused
                5  DIVISION/LOCATION         ignore           no        accepted               text     any              4
                6  PAYROLL FREQUENCY         frequency        yes       file refused           numeric  digits:1         1      {{FrequencyCodes}}

                """
            );

    [Fact]
    public void Other_choices_print_too()
    {
        var text =
            LayoutCatalog.Load("summed-loan-csv").Describe() + Layout.Parse(LayoutText.Headless, "own.json").Describe();
        string[] choices =
        [
            "or zero: line skipped",
            "dashed-ssn",
            "gives no pay date: --pay-date is needed",
            "the sum over the person's loans",
            "never quoted",
            "first line data",
            "negative amounts suspended",
        ];
        foreach (var said in choices)
            text.ShouldContain(said);
    }

    [Fact]
    public void A_layout_of_ones_own_reads_its_own_files()
    {
        var layout = Layout.Parse(LayoutText.Headless, "own.json");
        var file = PayrollFile.Read(
            "123456789;1.50\n001234567;-0.75\n",
            layout,
            "any.csv",
            new ReadOptions(PayrollFile.PayDay)
        );
        file.Lines.Select(l => l.Amount).ShouldBe([1.50m, -0.75m]);
        file.Total.ShouldBe(0.75m);
        (file.LayoutName, file.LayoutVersion).ShouldBe(("headless", 3));
    }

    [Theory]
    [InlineData("12345678;1", "person: found \"***-**-5678\" (8 digits), expected 9 digits")]
    [InlineData("123456789;0.00", "dollars: found \"0.00\", expected an amount that is not zero")]
    [InlineData("123456789;\"1\"", "dollars: found \"\"1\"\", expected dollars with at most two decimals")]
    public void And_refuses_what_its_layout_does_not_allow(string line, string said) =>
        PayrollFile
            .Refusal(() =>
                PayrollFile.Read(
                    line,
                    Layout.Parse(LayoutText.Headless, "own.json"),
                    "any.csv",
                    new ReadOptions(PayrollFile.PayDay)
                )
            )
            .ShouldBe("any.csv, line 1, " + said);
}
