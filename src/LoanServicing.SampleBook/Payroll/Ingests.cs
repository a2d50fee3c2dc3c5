using LoanServicing.SampleBooks.Book;

namespace LoanServicing.SampleBooks.Payroll;

/// <summary>
/// How the files of one plan are handed over: mostly once, one first with a wrong total, and one a second time.
/// </summary>
internal sealed class Ingests
{
    private readonly SamplePlan plan;
    private readonly Steps steps;
    private readonly int wrongTotal;
    private readonly int repeated;
    private (DateOnly On, IReadOnlyList<string> Arguments)? repetition;

    public Ingests(SamplePlan plan, Steps steps, Draws draws)
    {
        this.plan = plan;
        this.steps = steps;
        wrongTotal = draws.Between(3, (plan.Calendar.Count / 2) - 1);
        repeated = draws.Between(plan.Calendar.Count / 2, plan.Calendar.Count - 4);
    }

    public void Add(PayDate payDate, RemittanceResult result)
    {
        if (payDate.Index == wrongTotal)
        {
            const string why =
                "The total that payroll wrote is 100 dollars more than the lines come to, so the file is refused.";
            steps.Add(payDate.IngestOn, Arguments(payDate, result, result.Total + 100m), 2, why);
            steps.Add(
                payDate.IngestOn,
                Arguments(payDate, result, result.Total),
                Exit(result),
                "The same file with the total put right is taken."
            );
            return;
        }

        var arguments = Arguments(payDate, result, result.Total);
        steps.Add(payDate.IngestOn, arguments, Exit(result), Why(payDate, result));
        if (payDate.Index == repeated)
            repetition = (payDate.IngestOn.AddDays(1), arguments);
    }

    /// <summary>A file that is sent once more, on the day after.</summary>
    public void Repeat(DateOnly today)
    {
        if (repetition is not { } again || again.On != today)
            return;
        steps.Add(today, again.Arguments, 0, "The very same file again changes nothing.");
        repetition = null;
    }

    private static int Exit(RemittanceResult result) => result.Posted == result.Lines ? 0 : 1;

    private static string Why(PayDate payDate, RemittanceResult result)
    {
        var when = payDate.IsLate
            ? $"The payroll of {payDate.On:yyyy-MM-dd} comes {payDate.IngestOn.DayNumber - payDate.On.DayNumber} days late"
            : "The payroll comes on its pay date";
        var suspended = result.Lines - result.Posted;
        return suspended == 0 ? when + "." : $"{when}; {suspended} of its lines cannot be posted.";
    }

    private string[] Arguments(PayDate payDate, RemittanceResult result, decimal total) =>
        [
            "ingest",
            result.File,
            "--layout",
            plan.Layout,
            "--plan",
            plan.Id,
            .. plan.IsSummed ? ["--pay-date", $"{payDate.On:yyyy-MM-dd}"] : Array.Empty<string>(),
            "--total",
            $"{total:F2}",
            "--count",
            $"{result.Lines}",
        ];
}
