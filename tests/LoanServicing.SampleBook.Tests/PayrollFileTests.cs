namespace LoanServicing.SampleBooks.Tests;

public sealed class PayrollFileTests(PayrollFileTests.Year year) : IClassFixture<PayrollFileTests.Year>
{
    [Fact]
    public void Every_file_has_the_lines_and_the_total_that_its_result_says()
    {
        foreach (var result in year.Book.Expected["remittances"]!.AsArray())
        {
            var amounts = Amounts((string)result!["file"]!);
            amounts.Count.ShouldBe((int)result["lines"]!, (string)result["file"]!);
            amounts.Sum().ShouldBe((decimal)result["total"]!);
            (
                (int)result["posted"]! + result["suspendedByReason"]!.AsObject().Sum(reason => (int)reason.Value!)
            ).ShouldBe(amounts.Count);
        }
    }

    [Fact]
    public void Every_file_is_taken_once_with_its_own_total_and_a_wrong_total_is_put_right_at_once()
    {
        var taken = new HashSet<string>();
        var (refused, repeated) = (new List<string>(), new List<string>());
        foreach (var (_, arguments, exit) in year.Book.Steps("ingest"))
        {
            var total = decimal.Parse(arguments[Array.IndexOf(arguments, "--total") + 1]);
            var plan = arguments[Array.IndexOf(arguments, "--plan") + 1];
            var result = Result(arguments[1]);
            if (exit == 2)
            {
                total.ShouldNotBe((decimal)result["total"]!);
                refused.Add(plan);
                continue;
            }

            total.ShouldBe((decimal)result["total"]!);
            if (taken.Add(arguments[1]))
            {
                exit.ShouldBe(result["suspendedByReason"]!.AsObject().Count == 0 ? 0 : 1);
                continue;
            }

            exit.ShouldBe(0);
            repeated.Add(plan);
        }

        taken.Count.ShouldBe(year.Book.Expected["remittances"]!.AsArray().Count);
        refused.Order().ShouldBe(["ALPHA", "BETA"]);
        repeated.Order().ShouldBe(["ALPHA", "BETA"]);
    }

    [Theory]
    [InlineData("ALPHA", 26, 14)]
    [InlineData("BETA", 24, 13)]
    public void Every_pay_date_of_the_year_has_a_file_and_three_are_late(string plan, int files, int fewestDaysApart)
    {
        var days = year.Book.Expected["remittances"]!
            .AsArray()
            .Where(r => (string)r!["plan"]! == plan)
            .Select(r => (On: WrittenBook.Day(r!["payDate"]), File: (string)r["file"]!))
            .OrderBy(r => r.On)
            .ToList();
        var ingested = year
            .Book.Steps("ingest")
            .Where(step => step.Exit != 2)
            .GroupBy(step => step.Arguments[1])
            .ToDictionary(group => group.Key, group => group.First().On);

        days.Count.ShouldBe(files);
        days.Zip(days.Skip(1))
            .ShouldAllBe(pair => pair.Second.On.DayNumber - pair.First.On.DayNumber >= fewestDaysApart);
        days.Count(day => ingested[day.File] > day.On).ShouldBe(3);
        days.ShouldAllBe(day => ingested[day.File].DayNumber - day.On.DayNumber <= 9);
    }

    [Fact]
    public void A_summed_file_names_a_taxpayer_once_unless_the_line_is_repeated()
    {
        foreach (var result in year.Book.Expected["remittances"]!.AsArray().Where(r => (string)r!["plan"]! == "BETA"))
        {
            var rows = File.ReadLines(year.Book.PathOf((string)result!["file"]!)).Skip(1).ToList();
            rows.ShouldAllBe(row => row.Split(',', StringSplitOptions.None).Length == 20);
            (rows.Count - rows.Select(row => row[..11]).Distinct().Count()).ShouldBe(
                (int?)result["suspendedByReason"]!["line.repeated"] ?? 0
            );
        }
    }

    private System.Text.Json.Nodes.JsonNode Result(string file) =>
        year.Book.Expected["remittances"]!.AsArray().Single(r => (string)r!["file"]! == file)!;

    // Both layouts quote names only, which stand before the amount.
    private List<decimal> Amounts(string file) =>
        [
            .. File.ReadLines(year.Book.PathOf(file))
                .Skip(1)
                .Select(row =>
                    file.EndsWith(".txt", StringComparison.Ordinal) ? row.Split(',')[^3] : row.Split(',')[16]
                )
                .Where(amount => amount.Length > 0)
                .Select(decimal.Parse),
        ];

    public sealed class Year : IDisposable
    {
        public WrittenBook Book { get; } = new(new(600, 2025, 3));

        public void Dispose() => Book.Dispose();
    }
}
