using System.Text;
using System.Text.Json.Nodes;

namespace LoanServicing.Host.Tests;

/// <summary>
/// loans evaluate: files and folders in, reports out in order, refusals that say where, what was found and what was
/// expected.
/// </summary>
public sealed class EvaluateTests : IDisposable
{
    private const string Made =
        """{ "fact": "originated", "on": "2024-02-01", "loan": "A", "amount": 6000,"""
        + """ "annualRate": 0.06, "frequency": "monthly", "installments": 24, "firstDue": "2024-03-01" }""";

    private readonly string folder = Directory.CreateTempSubdirectory("loans-evaluate-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Reports_come_a_line_each_in_the_order_read()
    {
        Write("b.json", Scenario("second", Made));
        Write("a.json", Scenario("first", Made));
        Write("c.txt", "not read");
        var third = Write("z/third.json", Scenario("third", Made));
        var result = await RunAsync(folder, third);
        result.ShouldExit(0).Error.ShouldBeEmpty();
        Lines(result).Select(report => report["scenario"]!.GetValue<string>()).ShouldBe(["first", "second", "third"]);
        Lines(result)[0]["loans"]!["A"]!["installment"]!.ToJsonString().ShouldBe("265.92");
        Lines(result)[0]["loans"]!["A"]!["outstanding"]!.ToJsonString().ShouldBe("6013.81");
    }

    [Fact]
    public async Task A_refused_file_leaves_the_others_evaluated()
    {
        Write("1.json", Scenario("one", Made));
        Write("2.json", Scenario("two", """{ "fact": "sneezed", "on": "2024-02-02" }"""));
        Write("3.json", Scenario("three", Made));
        var result = await RunAsync(folder);
        result.ShouldExit(2);
        Lines(result).Select(report => report["scenario"]!.GetValue<string>()).ShouldBe(["one", "three"]);
        result.Error.ShouldStartWith(
            $"loans: {Path.Combine(folder, "2.json")}: $.facts[1].fact: found \"sneezed\", expected one of account-valued,"
        );
    }

    [Fact]
    public async Task What_cannot_be_worked_out_says_so()
    {
        Write(
            "a.json",
            """{ "scenario": "a", "asOf": "2024-02-15", "plan": { "id": "P", "kind": "401a" },"""
                + """ "participant": { "id": "M", "birthDate": "1980-01-01" }, "facts": [ """
                + Made
                + " ] }"
        );
        var result = await RunAsync(folder);
        result.ShouldExit(1);
        Lines(result)[0]["unresolved"]!.AsArray().Count.ShouldBe(1);
        Lines(result)[0]["limits"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task Comments_and_trailing_commas_are_allowed()
    {
        Write(
            "a.json",
            "// why not\n" + Scenario("a", Made).Replace("\"asOf\"", "/* here */ \"asOf\"").Replace("] }", ", ], }")
        );
        (await RunAsync(folder)).ShouldExit(0);
    }

    public static TheoryData<string, string> Refused =>
        new()
        {
            {
                """{ "fact": "paid", "on": "2024-03-01", "loan": "Z", "amount": 10 }""",
                "$.facts[2]: found loan.unknown: loan Z was not made by then"
            },
            {
                """{ "fact": "paid", "on": "2024-01-31", "loan": "A", "amount": 10 }""",
                "$.facts[2]: found loan.unknown: loan A was not made by then"
            },
            {
                """{ "fact": "paid", "on": "2024-01-31", "loan": "A", "amount": 70 }""",
                "$.facts[2]: found loan.unknown: loan A was not made by then"
            },
            {
                """{ "fact": "paid", "on": "2024-03-01", "loan": "A", "amount": 0 }""",
                "$.facts[2].amount: found 0, expected dollars above 0"
            },
            {
                """{ "fact": "paid", "on": "2024-03-01", "loan": "A", "amount": 1e400 }""",
                "$.facts[2].amount: found 1e400, expected dollars"
            },
            {
                """{ "fact": "paid", "on": "2024-02-30", "loan": "A", "amount": 1 }""",
                "$.facts[2].on: found \"2024-02-30\", expected a date that exists"
            },
            {
                """{ "fact": "offset", "on": "2024-03-01", "loan": "A", "amount": 7000 }""",
                "$.facts[2]: found offset.barred"
            },
            {
                """{ "fact": "severed", "on": "2024-02-20" }, { "fact": "offset", "on": "2024-03-01", "loan": "A", "amount": 7000 }""",
                "$.facts[3]: found offset.exceeds-outstanding: an offset of 7000.00 is more than the"
            },
            {
                """{ "fact": "payment-reversed", "on": "2024-03-01", "loan": "A", "paidOn": "2024-02-20", "amount": 3 }""",
                "$.facts[2]: found reversal.no-payment"
            },
            { Made, "$.facts[2]: found loan.exists: loan A of participant M is already made" },
            {
                """{ "fact": "severed", "on": "2024-02-20", "on": "2024-02-21" }""",
                "$.facts[2].on: found it a second time, expected each field once"
            },
            {
                """{ "fact": "severed", "on": "2024-02-20", "why": 1 }""",
                "$.facts[2].why: found an unknown field, expected one of fact, on"
            },
            { """{ "fact": "severed" }""", "$.facts[2].on: found nothing, expected a date, YYYY-MM-DD" },
            {
                """{ "fact": "leave-ended", "on": "2024-03-20", "loan": "A", "then": "reamortize" }""",
                "$.facts[2]: found leave.not-started"
            },
            {
                """{ "fact": "pledged", "on": "2024-03-20", "loan": "A", "amount": 5, "securesPlanLoan": false }""",
                "$.facts[2]: found loan.exists"
            },
            {
                """{ "fact": "refinanced", "on": "2024-03-20", "loan": "B", "replaces": ["A", "A"], "amount": 7000,"""
                    + """ "annualRate": 0.06, "frequency": "monthly", "installments": 24, "firstDue": "2024-04-01" }""",
                "$.facts[2].replaces: found [A, A], expected the names of the replaced loans, each once"
            },
            {
                """{ "fact": "refinanced", "on": "2024-03-20", "loan": "B", "replaces": ["A"], "amount": 50,"""
                    + """ "annualRate": 0.06, "frequency": "monthly", "installments": 24, "firstDue": "2024-04-01" }""",
                "$.facts[2]: found refinancing.too-small"
            },
            { """{ "fact": "severed", "on": "2024-02-20" } ] } { "more": [ """, "found no JSON (" },
            { """{ "fact": "severed", "on": "\ud800" }""", "$.facts[2].on: found" },
            {
                """{ "fact": "account-valued", "on": "2024-02-20", "vested": 1e-400 }""",
                "$.facts[2].vested: found 1e-400, expected dollars"
            },
            {
                """{ "fact": "account-valued", "on": "2024-02-20", "vested": 20.00999999999999999999999999999999 }""",
                "$.facts[2].vested: found 20.0099"
            },
            {
                """{ "fact": "severed", "on": "2024-02-20", "a\n\u001bb": 1 }""",
                "$.facts[2].a··b: found an unknown field"
            },
            {
                """{ "fact": "plan-amended", "on": "2024-02-20" }""",
                "$.facts[2].settings: found nothing, expected what changes"
            },
            {
                """{ "fact": "disaster-delay", "on": "2024-03-20", "loan": "A", "dueFrom": "2027-01-01", "dueTo": "2027-06-30", "delayMonths": 6 }""",
                "$.facts[2]: found delay.no-installment: no installment of loan A falls due"
            },
            {
                """{ "fact": "disaster-delay", "on": "2024-03-20", "loan": "A", "dueFrom": "2024-03-02", "dueTo": "2024-03-31", "delayMonths": 6 }""",
                "$.facts[2]: found delay.no-installment"
            },
            {
                """{ "fact": "disaster-delay", "on": "2024-03-20", "loan": "A", "dueFrom": "2024-04-01", "dueTo": "2024-06-30", "delayMonths": 121 }""",
                "$.facts[2].delayMonths: found 121, expected a whole number from 1 to 120"
            },
            {
                """{ "fact": "died", "on": "2024-02-20" }, { "fact": "died", "on": "2024-02-21" }""",
                "$.facts[3]: found fact.happened-once: what happens once is already recorded, for 2024-02-20"
            },
        };

    [Theory, MemberData(nameof(Refused))]
    public async Task A_fact_that_contradicts_or_cannot_be_is_refused(string fact, string message)
    {
        var file = Write("a.json", Scenario("a", $"{Made}, {fact}").Replace("2024-02-15", "2024-06-30"));
        var result = await RunAsync(file);
        result.ShouldExit(2).Out.ShouldBeEmpty();
        result.Error.ShouldStartWith($"loans: {file}: ");
        result.Error.ShouldContain(message);
        result.Error.TrimEnd().ShouldNotContain('\n');
    }

    [Theory]
    [InlineData("", "found no JSON (")]
    [InlineData("[]", "$: found [], expected an object")]
    [InlineData("null", "$: found null, expected an object")]
    [InlineData("{ }", "$.scenario: found nothing, expected a text")]
    public async Task A_file_that_is_no_scenario_is_refused(string text, string message) =>
        (await RunAsync(Write("a.json", text))).ShouldExit(2).Error.ShouldContain(message);

    [Fact]
    public async Task Files_made_to_hurt_are_refused()
    {
        (await RunAsync(Write("deep.json", new string('[', 100_000))))
            .ShouldExit(2)
            .Error.ShouldContain("found no JSON (");
        (await RunAsync(Write("long.json", Scenario("a", Made) + new string(' ', 10 * 1024 * 1024))))
            .ShouldExit(2)
            .Error.ShouldContain("expected a scenario of at most");
        (await RunAsync(Path.Combine(folder, "nowhere.json"))).ShouldExit(2).Error.ShouldContain("nowhere.json");
        var garbled = Path.Combine(folder, "garbled.json");
        File.WriteAllBytes(garbled, [0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]);
        (await RunAsync(garbled)).ShouldExit(2).Out.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_path_that_is_none_leaves_the_others_evaluated()
    {
        var file = Write("a.json", Scenario("a", Made));
        var result = await RunAsync(file, "", "/dev/zero", file);
        result.ShouldExit(2);
        Lines(result).Count.ShouldBe(2);
        result.Error.ShouldContain("found no name, expected a file that can be read");
        result.Error.ShouldContain("/dev/zero: $: found more than 4,194,304 bytes");
    }

    [Fact]
    public async Task A_mark_of_utf_8_and_a_name_that_begins_with_an_at_sign_are_no_mistake()
    {
        var file = Write("@a.json", "\ufeff" + Scenario("a", Made));
        Lines((await RunAsync(file)).ShouldExit(0)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_reversal_names_the_day_on_which_the_payment_came_in()
    {
        const string paid =
            """, { "fact": "paid", "on": "2024-03-04", "withheldOn": "2024-03-01", "loan": "A", "amount": "scheduled" },"""
            + """ { "fact": "payment-reversed", "on": "2024-03-08", "loan": "A", "paidOn": "2024-03-04", "amount": 265.92 }""";
        var scenario = Scenario("a", Made + paid)
            .Replace("2024-02-15", "2024-03-10")
            .Replace("\"max\"", "\"max\", \"settings\": { \"creditDate\": \"withheld\" }");
        var report = Lines((await RunAsync(Write("a.json", scenario))).ShouldExit(0)).ShouldHaveSingleItem();
        report["loans"]!["A"]!["nextUnpaidDue"]!.GetValue<string>().ShouldBe("2024-03-01");
    }

    [Fact]
    public async Task A_fact_after_the_day_is_left_aside_but_read()
    {
        (
            await RunAsync(
                Write(
                    "a.json",
                    Scenario("a", Made + """, { "fact": "paid", "on": "2031-01-01", "loan": "nobody", "amount": 1 }""")
                )
            )
        ).ShouldExit(0);
        (
            await RunAsync(
                Write(
                    "b.json",
                    Scenario("b", Made + """, { "fact": "paid", "on": "2031-01-01", "loan": "nobody", "amount": -1 }""")
                )
            )
        ).ShouldExit(2);
    }

    private static string Scenario(string name, string facts) =>
        $$"""{ "scenario": "{{name}}", "asOf": "2024-02-15", "plan": { "id": "P", "kind": "401a", "curePeriod": "max" },"""
        + """ "participant": { "id": "M", "birthDate": "1980-01-01" },"""
        + $$""" "facts": [ { "fact": "account-valued", "on": "2024-02-01", "vested": 40000 }, {{facts}} ] }""";

    private static List<JsonObject> Lines(CommandResult result) =>
        [
            .. result
                .Out.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => JsonNode.Parse(line)!.AsObject()),
        ];

    private static async Task<CommandResult> RunAsync(params string[] paths)
    {
        await using var output = new StringWriter();
        await using var error = new StringWriter();
        var exit = await LoansProgram.RunAsync(
            ["evaluate", .. paths],
            new(output, error),
            TestContext.Current.CancellationToken
        );
        return new(exit, output.ToString(), error.ToString());
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        return path;
    }
}
