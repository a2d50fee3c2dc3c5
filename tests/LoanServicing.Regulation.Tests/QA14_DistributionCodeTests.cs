using LoanServicing.Domain.Regulation.Form1099R;
using LoanServicing.Domain.Regulation.Section72p;
using LoanServicing.Domain.Regulation.Section72t;
using LoanServicing.Domain.Tests;

namespace LoanServicing.Regulation.Tests;

/// <summary>Box 7 for every kind of money and cause, and that the IRS's e-file programs accept it.</summary>
public class QA14_DistributionCodeTests(ITestOutputHelper output)
{
    private static readonly EarlyDistributionFacts At40 = new(
        Given.Day("2024-06-15"),
        Given.Day("1984-01-20"),
        null,
        null,
        null
    );
    private static readonly EarlyDistributionFacts At60 = At40 with { BirthDate = Given.Day("1964-01-20") };
    private static readonly EarlyDistributionFacts LeftAt56 = At40 with
    {
        BirthDate = Given.Day("1968-01-20"),
        SeveredOn = At40.On,
    };
    private static readonly EarlyDistributionFacts Disabled = At40 with { DisabledOn = At40.On };
    private static readonly EarlyDistributionFacts Died = At40 with { DiedOn = At40.On };
    private static readonly EarlyDistributionFacts Of457b = At40 with { Plan = PlanKind.Governmental457b };

    public static TheoryData<EarlyDistributionFacts, string, string, string, string, string> Codes =>
        new()
        {
            // Deemed; qualified offset, other offset or cash; the same two from a designated Roth account.
            { At40, "L1", "1M", "1", "MB", "1B" },
            { At60, "L", "7M", "7", "MB", "7B" },
            { LeftAt56, "L", "2M", "2", "MB", "2B" },
            { Disabled, "L", "M", "3", "MB", "B" },
            { Died, "L", "4M", "4", "MB", "4B" },
            { Of457b, "L", "2M", "2", "MB", "2B" },
            { Of457b with { BirthDate = Given.Day("1964-01-20") }, "L", "7M", "7", "MB", "7B" },
            { Of457b with { RolledIntoPlan = true }, "L1", "1M", "1", "MB", "1B" },
        };

    [
        Theory,
        MemberData(nameof(Codes), DisableDiscoveryEnumeration = true),
        Cites("26 CFR 1.72(p)-1 A-14"),
        Cites("26 CFR 1.72(p)-1 A-11(b)")
    ]
    public void Codes_follow_age_cause_plan_and_money(
        EarlyDistributionFacts facts,
        string deemed,
        string qualified,
        string ordinary,
        string rothQualified,
        string rothOrdinary
    )
    {
        DistributionCode.OfDeemed(facts, roth: false, DeemedOver59Half.L, DeemedExceptionKnown.L).ShouldBe(deemed);
        DistributionCode.OfDeemed(facts, roth: true, DeemedOver59Half.L7, DeemedExceptionKnown.L2).ShouldBe("LB");
        DistributionCode.OfOffset(facts, qualified: true, roth: false).ShouldBe(qualified);
        DistributionCode.OfOffset(facts, qualified: false, roth: false).ShouldBe(ordinary);
        DistributionCode.OfActual(facts, roth: false).ShouldBe(ordinary);
        DistributionCode.OfOffset(facts, qualified: true, roth: true).ShouldBe(rothQualified);
        DistributionCode.OfActual(facts, roth: true).ShouldBe(rothOrdinary);
    }

    [Fact, Cites("26 CFR 1.72(p)-1 A-14")]
    public void The_plans_choice_covers_a_457b_plans_exception_too()
    {
        DistributionCode.OfDeemed(Of457b, roth: false, DeemedOver59Half.L, DeemedExceptionKnown.L2).ShouldBe("L2");
        DistributionCode.OfDeemed(At60, roth: false, DeemedOver59Half.L7, DeemedExceptionKnown.L).ShouldBe("L7");
    }

    [Fact, Cites("26 CFR 1.72(p)-1 A-14")]
    public void Direct_rollovers_have_codes_of_their_own()
    {
        DistributionCode.OfDirectRollover(At40, roth: false, toRothIra: false).ShouldBe("G");
        DistributionCode.OfDirectRollover(Died, roth: false, toRothIra: false).ShouldBe("4G");
        DistributionCode.OfDirectRollover(At60, roth: true, toRothIra: false).ShouldBe("GB");
        DistributionCode.OfDirectRollover(At60, roth: true, toRothIra: true).ShouldBe("H");
        DistributionCode.OfDirectRollover(Died, roth: true, toRothIra: true).ShouldBe("4H");
    }

    [Fact, Cites("26 CFR 1.72(p)-1 A-14")]
    public void Every_code_is_accepted_by_the_e_file_matrix_and_printed_in_its_order()
    {
        var pairs = Matrix();
        var codes = AllCodes().Distinct().Order(StringComparer.Ordinal).ToList();
        output.WriteLine(string.Join(" ", codes));
        codes.Count.ShouldBeGreaterThan(20);
        codes.Where(code => !Accepts(pairs, code)).ShouldBeEmpty();
        codes
            .Where(code =>
                code.Length == 2
                && code[0] != 'L'
                && char.IsLetter(code[0])
                && (char.IsDigit(code[1]) || code[0] == 'B')
            )
            .ShouldBeEmpty();
        Accepts(pairs, "3M").ShouldBeFalse();
        Accepts(pairs, "LM").ShouldBeFalse();
        Accepts(pairs, "D").ShouldBeFalse();
    }

    private static IEnumerable<string> AllCodes() =>
        from plan in Enum.GetValues<PlanKind>()
        from facts in new[]
        {
            At40,
            At60,
            LeftAt56,
            Disabled,
            Died,
            Disabled with
            {
                DiedOn = At40.On,
            },
            At60 with
            {
                DisabledOn = At40.On,
            },
        }
        from rolledIn in new[] { true, false }
        from roth in new[] { true, false }
        from choice in new[] { true, false }
        let all = facts with
        {
            Plan = plan,
            RolledIntoPlan = rolledIn,
        }
        from code in new[]
        {
            DistributionCode.OfDeemed(
                all,
                roth,
                choice ? DeemedOver59Half.L : DeemedOver59Half.L7,
                choice ? DeemedExceptionKnown.L : DeemedExceptionKnown.L2
            ),
            DistributionCode.OfOffset(all, choice, roth),
            DistributionCode.OfActual(all, roth),
            DistributionCode.OfDirectRollover(all, roth, choice),
        }
        select code;

    private static bool Accepts(Dictionary<char, string> pairs, string code) =>
        code.Length == 1
            ? pairs[code[0]].Contains('_')
            : pairs[code[0]].Contains(code[1]) || pairs[code[1]].Contains(code[0]);

    // The table that the forms' writer embeds; beside it, where the clone stands among them, the reference that it was
    // made from.
    private static Dictionary<char, string> Matrix()
    {
        var embedded = File.ReadAllLines(
                Path.Combine(RepositoryRoot.Path, "src", "LoanServicing.TaxForms", "Layouts", "box7-pairs.csv")
            )
            .Skip(1)
            .Select(line => line.Split(','))
            .ToDictionary(row => row[0][0], row => Sorted((row[1] == "yes" ? "_ " : "") + row[2]));
        var reference = Path.Combine(RepositoryRoot.Path, "..", "shared", "reference", "1099r-box7-pairs.csv");
        if (File.Exists(reference))
            File.ReadAllLines(reference)
                .Skip(1)
                .Select(Columns)
                .ToDictionary(row => row[0][0], row => Sorted(row[3]))
                .ShouldBe(embedded, ignoreOrder: true);
        return embedded;
    }

    private static string Sorted(string codes) => string.Concat(codes.Where(code => code != ' ').Order());

    // Commas inside quotes belong to their column.
    private static string[] Columns(string line) =>
        string.Concat(
                line.Split('"').Index().Select(part => part.Index % 2 == 0 ? part.Item : part.Item.Replace(',', ';'))
            )
            .Split(',');
}
