using LoanServicing.SampleBooks.Book;
using LoanServicing.SampleBooks.Expected;
using LoanServicing.SampleBooks.Ledger;
using LoanServicing.SampleBooks.Payroll;
using LoanServicing.SampleBooks.Stories;

namespace LoanServicing.SampleBooks;

/// <summary>
/// A made-up book of plan loans and a year of its payrolls, with the mistakes that payroll makes planted in it, and
/// what must come out.
/// </summary>
public static class SampleBook
{
    /// <summary>So that each kind of mistake occurs once, and each plan has lines on every pay date.</summary>
    private const int FewestLoans = 50;

    /// <summary>
    /// Writes book.jsonl, events-YYYY-MM.jsonl, payroll/, steps.jsonl and expected.json, over what is there. Files of
    /// another book are not removed.
    /// </summary>
    /// <param name="directory">Made where it is missing.</param>
    /// <param name="progress">Told the percentage done.</param>
    public static void Write(BookOptions options, string directory, IProgress<int>? progress = null) =>
        Run(options, directory, progress);

    /// <returns>The participants with all that happened to them, for tests that count what was planted.</returns>
    internal static IReadOnlyList<SampleParticipant> Run(
        BookOptions options,
        string directory,
        IProgress<int>? progress
    )
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Loans, FewestLoans, nameof(options));
        // Pub. 1220's code M begins with offsets of 2021; the far end only keeps dates within four digits.
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Year, 2021, nameof(options));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.Year, 2099, nameof(options));
        Directory.CreateDirectory(Path.Combine(directory, "payroll"));

        var plans = new[] { SamplePlan.Alpha(options), SamplePlan.Beta(options) };
        var participants = Casting.Cast(options, plans[0], plans[1]);
        var introducedPlans = new HashSet<string>(StringComparer.Ordinal);
        using var steps = new Steps(directory);
        OpeningBook.Write(directory, participants, introducedPlans);
        steps.Add(
            new(options.Year, 1, 1),
            ["import", "book.jsonl"],
            0,
            "The loans as they stand when the year begins."
        );

        var remittances = new List<RemittanceResult>();
        var ingests = plans
            .Select(
                (plan, index) => (Plan: plan, Ingests: new Ingests(plan, steps, Draws.For(options.Seed, -4 - index)))
            )
            .ToList();
        for (var today = new DateOnly(options.Year, 1, 1); today.Year == options.Year; today = today.AddDays(1))
        {
            var isMonthEnd = today == PayFrequencies.MonthEnd(today);
            if (isMonthEnd && MonthlyEvents.Write(directory, today, participants, introducedPlans) is { } events)
                steps.Add(today, ["import", events], 0, "What the month has brought besides payroll.");
            foreach (var (plan, ingest) in ingests)
            {
                ingest.Repeat(today);
                foreach (var payDate in plan.Calendar.PayDates.Where(p => p.IngestOn == today))
                {
                    remittances.Add(PayrollFile.Write(directory, plan, payDate, participants));
                    ingest.Add(payDate, remittances[^1]);
                }
            }

            if (isMonthEnd)
                steps.Add(
                    today,
                    ["close-day", "--through", $"{today:yyyy-MM-dd}"],
                    0,
                    "The month is closed, day by day."
                );
            progress?.Report(today.DayOfYear * 95 / 366);
        }

        ExpectedFile.Write(directory, options, participants, remittances);
        var yearEnd = new DateOnly(options.Year, 12, 31);
        steps.Add(yearEnd, ["verify"], 0, "Everything follows from the log.");
        steps.Add(
            yearEnd.AddDays(15),
            ["year-end", $"{options.Year}", "--out", "year-end", "--format", "csv,pub1220"],
            0,
            "The year's Forms 1099-R."
        );
        progress?.Report(100);
        return participants;
    }
}
