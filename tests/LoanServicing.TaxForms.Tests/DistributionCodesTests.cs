namespace LoanServicing.TaxForms.Tests;

public sealed class DistributionCodesTests
{
    private const string AllCodes = "123456789ABCDEFGHJKLMNPQRSTUWY";

    [Theory]
    [InlineData("L")]
    [InlineData("M")]
    [InlineData("E")]
    [InlineData("L1")]
    [InlineData("1L")]
    [InlineData("LB")]
    [InlineData("MB")]
    [InlineData("7M")]
    [InlineData("G4")]
    [InlineData("81")]
    public void These_stand(string box7) => DistributionCodes.Accepts(box7).ShouldBeTrue();

    [Theory]
    [InlineData("")]
    [InlineData("LM")]
    [InlineData("ML")]
    [InlineData("L3")]
    [InlineData("3M")]
    [InlineData("LG")]
    [InlineData("A")]
    [InlineData("17")]
    [InlineData("1LB")]
    [InlineData("I")]
    [InlineData("l1")]
    [InlineData("11")]
    public void These_do_not(string box7) => DistributionCodes.Accepts(box7).ShouldBeFalse();

    [Theory]
    [InlineData("1L", "L1")]
    [InlineData("BL", "LB")]
    [InlineData("M1", "1M")]
    [InlineData("M7", "7M")]
    [InlineData("BM", "MB")]
    [InlineData("B7", "7B")]
    [InlineData("G4", "4G")]
    [InlineData("BG", "GB")]
    [InlineData("7", "7")]
    public void L_is_printed_first_then_a_digit_and_B_last(string box7, string printed)
    {
        DistributionCodes.AsPrinted(box7).ShouldBe(printed);
        DistributionCodes.AsPrinted(printed).ShouldBe(printed);
    }

    [Theory]
    [InlineData("L3", "L alone or with one of 1247B")]
    [InlineData("A", "A with one of 47")]
    [InlineData("EE", "E alone or with nothing")]
    [InlineData("??", "one or two of the codes 123456789ABCDEFGHJKLMNPQRSTUWY")]
    public void A_message_says_what_may_stand(string box7, string expected) =>
        DistributionCodes.Expected(box7).ShouldBe(expected);

    [Fact]
    public void Of_all_pairs_as_many_stand_as_the_table_has() =>
        AllCodes
            .SelectMany(a => AllCodes.Where(b => b >= a).Select(b => $"{a}{b}"))
            .Count(DistributionCodes.Accepts)
            .ShouldBe(46);

    [Fact]
    public void The_matrix_is_that_of_the_reference_beside_the_clone()
    {
        if (SharedReference.Find("1099r-box7-pairs.csv") is not { } path)
            return;
        var rows = SharedReference
            .Rows(path)
            .ToDictionary(row => row["code"], row => row["efile_accepted_second_codes(_=stands alone)"].Split(' '));
        string.Concat(rows.Keys).ShouldBe(AllCodes);
        foreach (var (first, seconds) in rows)
        {
            DistributionCodes.Accepts(first).ShouldBe(seconds.Contains("_"), first);
            foreach (var second in rows.Keys)
                DistributionCodes
                    .Accepts(first + second)
                    .ShouldBe(seconds.Contains(second) || rows[second].Contains(first), first + second);
        }
    }
}
