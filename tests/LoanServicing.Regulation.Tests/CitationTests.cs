using System.Reflection;
using System.Text.RegularExpressions;
using LoanServicing.Domain.Regulation;
using LoanServicing.Domain.Regulation.Section72p;

namespace LoanServicing.Regulation.Tests;

/// <summary>Every citation has the house form, and every provision that the code rests on has a test.</summary>
public partial class CitationTests(ITestOutputHelper output)
{
    private static readonly Type[] DomainTypes = typeof(LoanAmountLimit).Assembly.GetTypes();

    // Citations that need no test of their own, each with its reason. Empty, and meant to stay so.
    private static readonly Dictionary<string, string> Untested = [];

    [Fact]
    public void Every_citation_has_the_house_form() => Malformed(RuleCatalog.Citations(DomainTypes)).ShouldBeEmpty();

    [Fact]
    public void Every_citation_has_a_test_that_names_it()
    {
        var tested = Traits();
        var citations = RuleCatalog.Citations(DomainTypes);
        output.WriteLine(
            $"{citations.Select(pair => pair.Citation).Distinct().Count()} provisions cited in {citations.Count} "
                + $"places; {tested.Count} provisions named by tests"
        );
        citations.Count.ShouldBeGreaterThan(10);
        Uncovered(citations, tested).ShouldBeEmpty();
    }

    // Constants and clauses are found by reflection; this finds what stands in the middle of a method.
    [Fact]
    public void A_citation_in_any_string_of_the_domain_has_the_house_form_and_a_test()
    {
        var literals = Directory
            .EnumerateFiles(
                Path.Combine(RepositoryRoot.Path, "src", "LoanServicing.Domain"),
                "*.cs",
                SearchOption.AllDirectories
            )
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}"))
            .SelectMany(file =>
                File.ReadLines(file)
                    .Where(line => !line.TrimStart().StartsWith("//"))
                    .SelectMany(line =>
                        Literal().Matches(line).Select(match => (match.Groups[1].Value, Path.GetFileName(file)))
                    )
            )
            .ToList();
        output.WriteLine($"{literals.Count} citations in strings");
        literals.Count.ShouldBeGreaterThan(15);
        Malformed(literals).ShouldBeEmpty();
        Uncovered(literals, Traits()).ShouldBeEmpty();
    }

    [Fact]
    public void Every_citation_that_a_test_names_has_the_house_form() =>
        Malformed(Traits().Select(citation => (citation, "a test"))).ShouldBeEmpty();

    [Theory]
    [InlineData("26 CFR 1.72(p)-1 A-10(a)")]
    [InlineData("26 CFR 1.72(p)-1 A-5")]
    [InlineData("26 CFR 1.72(p)-1 Q&A-20")]
    [InlineData("26 CFR 1.72(p)-1 A-22(c)(2)(iv)")]
    [InlineData("26 CFR 1.72(p)-1")]
    [InlineData("26 USC 72(p)(2)(A)(ii)")]
    [InlineData("26 USC 402(c)(3)(C)(ii)")]
    [InlineData("26 USC 4975")]
    [InlineData("26 USC 402A(d)(2)")]
    [InlineData("26 USC 1400Q(c)(1)")]
    [InlineData("26 CFR 1.72(e)-1T A-5(a)")]
    [InlineData("26 CFR 1.402A-1 A-11")]
    [InlineData("26 CFR 31.3405(c)-1 A-11")]
    [InlineData("26 CFR 35.3405-1 F-4")]
    [InlineData("29 CFR 2550.408b-1")]
    [InlineData("29 CFR 2550.408b-1(f)(2)")]
    [InlineData("50 USC 3937(a)(1)")]
    [InlineData("50 USC App. 526")]
    [InlineData("Pub. L. 116-136 s. 2202(b)(1)")]
    [InlineData("Notice 88-74")]
    [InlineData("Notice 2020-50")]
    [InlineData("Notice 2020-50 s. 5.B")]
    [InlineData("Rev. Proc. 2018-52")]
    [InlineData("Rev. Proc. 2021-30 s. 6.07")]
    public void The_house_form_is_recognized(string citation) => Citation.IsWellFormed(citation).ShouldBeTrue();

    // The form in which the domain's own comments cite the regulation on offsets (QualifiedLoanOffset,
    // RolloverDeadline, Figures).
    [Fact]
    public void A_paragraph_of_a_regulation_without_questions_has_the_house_form() =>
        Citation.IsWellFormed("26 CFR 1.402(c)-3(a)").ShouldBeTrue();

    [Theory]
    [InlineData("")]
    [InlineData("72(p)(2)(A)")]
    [InlineData("IRC 72(p)(2)(A)")]
    [InlineData("26 USC")]
    [InlineData("26 USC 72(p")]
    [InlineData("26 USC 72 (p)")]
    [InlineData("26 CFR 1.72(p)-1 A10")]
    [InlineData("26 CFR 1.72(p)-1 A-10 (a)")]
    [InlineData("26 CFR 1.72(p)-1, A-10(a)")]
    [InlineData("see 26 CFR 1.72(p)-1 A-10(a)")]
    [InlineData("26 CFR 1.72(p)-1 A-10(a), (b)")]
    [InlineData("26 CFR ...-1")]
    [InlineData("26 CFR 1.72(p)-1 ")]
    [InlineData("26 USC 72(p)\n")]
    [InlineData("51 USC 3937")]
    [InlineData("29 CFR 2550.408b-1 (f)(2)")]
    [InlineData("26 CFR 35.3405-1, f-4")]
    [InlineData("Pub. L. 116-136")]
    [InlineData("Pub. L. 116-136, s. 2202")]
    [InlineData("P.L. 116-136 s. 2202")]
    [InlineData("Notice 2020")]
    [InlineData("IRS Notice 2020-50")]
    [InlineData("Notice 2020-50 Q&A-3")]
    [InlineData("Rev. Proc. 2021-30 6.07")]
    [InlineData("Revenue Procedure 2021-30")]
    public void Anything_else_is_not(string citation) => Citation.IsWellFormed(citation).ShouldBeFalse();

    [Fact]
    public void The_checks_can_fail()
    {
        var planted = RuleCatalog.Citations([typeof(Planted)]);
        planted.Select(pair => pair.Citation).ShouldBe(["26 usc 72(p)", "26 USC 72(t)(99)"], ignoreOrder: true);
        Malformed(planted).ShouldBe(["Planted.CitesWrongly: 26 usc 72(p)"]);
        Uncovered(planted, ["26 USC 72(p)"])
            .ShouldBe(["Planted.CitesWrongly: 26 usc 72(p)", "Planted.Rule: 26 USC 72(t)(99)"]);
        Uncovered(planted, ["26 usc 72(p)", "26 USC 72(t)"]).ShouldBeEmpty();
        Uncovered(planted, ["26 usc 7", "26 USC 72(t)(9"]).Count.ShouldBe(2);
    }

    private static List<string> Malformed(IEnumerable<(string Citation, string Place)> citations) =>
        [
            .. citations
                .Where(pair => !Citation.IsWellFormed(pair.Citation))
                .Select(pair => $"{pair.Place}: {pair.Citation}"),
        ];

    // A test of a whole paragraph covers its parts: "26 USC 72(t)" covers "26 USC 72(t)(2)".
    private static List<string> Uncovered(
        IEnumerable<(string Citation, string Place)> citations,
        IReadOnlyCollection<string> tested
    ) =>
        [
            .. citations
                .Where(pair =>
                    !Untested.ContainsKey(pair.Citation)
                    && !tested.Any(named => pair.Citation == named || pair.Citation.StartsWith(named + "("))
                )
                .Select(pair => $"{pair.Place}: {pair.Citation}"),
        ];

    private static HashSet<string> Traits() =>
        [
            .. typeof(CitationTests)
                .Assembly.GetTypes()
                .SelectMany(type => type.GetMethods().Cast<MemberInfo>().Append(type))
                .SelectMany(member => member.GetCustomAttributes<CitesAttribute>(inherit: false))
                .Select(cites => cites.Citation),
        ];

    [GeneratedRegex("\"((?:(?:26|29|38|50) (?:USC|CFR) |Pub\\. L\\. |Notice \\d|Rev\\. Proc\\. )[^\"]*)\"")]
    private static partial Regex Literal();

    private static class Planted
    {
        public const string CitesWrongly = "26 usc 72(p)";
        public const string Other = "nothing";
        public static readonly Rule<int, int> Rule = new(
            "Whose?",
            new Clause<int, int>("26 USC 72(t)(99)", new(new(2000, 1, 1)), null, _ => true, n => n)
        );
    }
}
