using System.Text.Json.Nodes;

namespace LoanServicing.SampleBooks.Tests;

public sealed class ImportFileTests(PayrollFileTests.Year year) : IClassFixture<PayrollFileTests.Year>
{
    [Fact]
    public void Every_line_has_an_id_of_its_own() =>
        year.Book.Facts().Select(fact => (string)fact["id"]!).ShouldBeUnique();

    [Fact]
    public void A_plan_and_a_participant_are_whole_the_first_time_and_an_id_afterwards()
    {
        var known = new HashSet<string>();
        foreach (var fact in year.Book.Facts())
        {
            foreach (var member in new[] { "plan", "participant" })
            {
                if (fact[member] is JsonObject whole)
                    known.Add((string)whole["id"]!).ShouldBeTrue();
                else if (fact[member] is { } id)
                    known.ShouldContain((string)id!);
            }
        }
    }

    [Fact]
    public void Nothing_is_told_before_it_happens()
    {
        foreach (var (on, arguments, _) in year.Book.Steps("import"))
            year.Book.Lines(arguments[1])
                .Where(fact => fact["on"] is not null)
                .ShouldAllBe(fact => WrittenBook.Day(fact["on"]) <= on);
    }

    [Fact]
    public void Taxpayer_numbers_are_unique_and_belong_to_nobody()
    {
        var numbers = year
            .Book.Facts()
            .Where(fact => (string)fact["fact"]! == "person")
            .Select(fact => (string)fact["taxpayerNumber"]!)
            .ToList();

        numbers.ShouldBeUnique();
        numbers.ShouldAllBe(number =>
            number.Length == 9 && number[0] == '9' && string.CompareOrdinal(number.Substring(3, 2), "50") < 0
        );
    }

    /// <summary>
    /// All loans of a participant together stay within half of what is vested and 50,000 dollars; none takes five years
    /// (26 USC 72(p)(2)).
    /// </summary>
    [Fact]
    public void Every_loan_is_within_the_limits_of_72p()
    {
        foreach (var participant in year.Book.Participants)
        {
            participant
                .Loans.Sum(loan => loan.Terms.Amount)
                .ShouldBeLessThanOrEqualTo(Math.Min(50_000m, participant.Vested / 2m));
            participant.Loans.ShouldAllBe(loan =>
                loan.Terms.FinalDue <= loan.Terms.MadeOn.AddYears(5) && participant.ValuedOn <= loan.Terms.MadeOn
            );
        }
    }

    [Fact]
    public void A_replacement_loan_is_due_by_the_replaced_loans_latest_permissible_date_and_covers_it()
    {
        var replaced = year.Book.Participants.Where(p => p.Loans[0].End?.Ending == Book.Ending.Refinanced).ToList();

        replaced.ShouldNotBeEmpty();
        foreach (var participant in replaced)
        {
            participant
                .Loans[1]
                .Terms.FinalDue.ShouldBeLessThanOrEqualTo(participant.Loans[0].Terms.MadeOn.AddYears(5));
            participant.Loans[1].Terms.Amount.ShouldBeGreaterThanOrEqualTo(participant.Loans[0].End!.Amount);
        }
    }

    [Fact]
    public void The_steps_are_in_order_and_end_with_the_years_close_and_forms()
    {
        var steps = year.Book.Steps().ToList();

        steps.Select(step => step.On).ShouldBeInOrder();
        steps[0].Arguments.ShouldBe(["import", "book.jsonl"]);
        steps
            .TakeLast(3)
            .Select(step => string.Join(' ', step.Arguments))
            .ShouldBe([
                "close-day --through 2025-12-31",
                "verify",
                "year-end 2025 --out year-end --format csv,pub1220",
            ]);
        steps
            .Where(step => step.Arguments[0] is "import" or "ingest")
            .ShouldAllBe(step => File.Exists(year.Book.PathOf(step.Arguments[1])));
    }
}
