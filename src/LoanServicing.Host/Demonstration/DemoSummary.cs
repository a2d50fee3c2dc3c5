using LoanServicing.Host.CommandLine;
using LoanServicing.SampleBooks;

namespace LoanServicing.Host.Demonstration;

/// <summary>What a demonstration did, for a person to read.</summary>
internal sealed record DemoSummary(
    BookOptions Options,
    string Directory,
    IReadOnlyList<DemoStepResult> Steps,
    BookOutcome Book,
    BookReading Totals,
    IReadOnlyList<string> Differences,
    TimeSpan Generating,
    TimeSpan All
)
{
    private const int DifferencesShown = 10;

    private readonly IReadOnlyList<DemoStepResult> failed = [.. Steps.Where(step => !step.IsAsExpected)];

    public bool IsAsExpected => Differences.Count == 0 && failed.Count == 0;

    private IEnumerable<(string Reason, int Lines)> Suspended =>
        Book
            .Remittances.SelectMany(remittance => remittance.SuspendedByReason)
            .GroupBy(pair => pair.Key)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => (group.Key, group.Sum(pair => pair.Value)));

    private (int Lines, double Seconds) Ingested =>
        (
            Book.Remittances.Sum(remittance => remittance.Lines),
            Steps.Where(step => step.Step.Arguments[0] == "ingest").Sum(step => step.Elapsed.TotalSeconds)
        );

    public object Document() =>
        new
        {
            Options.Loans,
            Options.Year,
            Options.Seed,
            Directory,
            asExpected = IsAsExpected,
            differences = Differences,
            unexpectedExits = failed.Select(step => new
            {
                step.Step.Arguments,
                step.Exit,
                expected = step.Step.Exit,
                step.Output,
            }),
            loansByStatus = Book
                .Loans.GroupBy(loan => loan.Status)
                .ToDictionary(group => group.Key, group => group.Count()),
            postedLines = Book.Remittances.Sum(remittance => remittance.Posted),
            suspendedByReason = Suspended.ToDictionary(pair => pair.Reason, pair => pair.Lines),
            formsByCode = Book
                .Forms1099R.GroupBy(form => form.Box7)
                .ToDictionary(group => group.Key, group => group.Count()),
            linesPerSecond = Ingested.Lines / Ingested.Seconds,
            seconds = All.TotalSeconds,
        };

    public async Task PrintAsync(Terminal terminal, FrontDoor loans, string[] database, CancellationToken cancellation)
    {
        var @out = terminal.Out;
        await @out.WriteLineAsync(
            $"A year of two plans: {Book.Loans.Count:N0} loans, {Options.Year}, seed {Options.Seed}, in "
                + $"{Steps.Count:N0} commands"
        );
        PrintLoans(@out);
        PrintLines(@out);
        PrintTaxes(@out);
        await PrintOneLifeAsync(terminal, loans, database, cancellation);
        PrintComparison(@out);
        await @out.WriteLineAsync($"Files, the commands (steps.jsonl) and the database are in {Directory}");
    }

    private void PrintLoans(TextWriter @out)
    {
        @out.WriteLine();
        @out.WriteLine($"Loans at the close of {Options.Year}-12-31");
        foreach (var status in Book.Loans.GroupBy(loan => loan.Status).OrderByDescending(group => group.Count()))
        {
            @out.WriteLine(
                $"  {status.Key, -12} {status.Count(), 8:N0}   outstanding {status.Sum(loan => loan.Outstanding), 16:N2}"
            );
        }

        @out.WriteLine($"  {"lent", -12} {Totals.Lent, 37:N2}");
        @out.WriteLine($"  {"principal", -12} {Totals.PrincipalOutstanding, 37:N2}   still owed");
    }

    private void PrintLines(TextWriter @out)
    {
        @out.WriteLine();
        @out.WriteLine(
            $"Payroll: {Book.Remittances.Count:N0} files, {Book.Remittances.Sum(remittance => remittance.Lines):N0} "
                + $"lines, {Book.Remittances.Sum(remittance => remittance.Total):N2}"
        );
        @out.WriteLine(
            $"  {"posted", -28} {Book.Remittances.Sum(remittance => remittance.Posted), 8:N0}   "
                + $"{Book.Remittances.Sum(remittance => remittance.PostedTotal), 16:N2}"
        );
        foreach (var (reason, lines) in Suspended)
            @out.WriteLine($"  {reason, -28} {lines, 8:N0}   suspended");
        @out.WriteLine(
            $"  ingested at {Ingested.Lines / Ingested.Seconds:N0} lines a second, each file a command of its own; all "
                + $"done in {All.TotalSeconds:0.0} s"
        );
        @out.WriteLine($"  {Parts()}");
    }

    // How long each kind of command took, in the order in which they are first met; the first import apart from the
    // others.
    private string Parts()
    {
        var parts = Steps
            .GroupBy(step => ReferenceEquals(step, Steps[0]) ? "first import" : step.Step.Arguments[0])
            .Select(part => $"{part.Count():N0} {part.Key} {part.Sum(step => step.Elapsed.TotalSeconds):0.0} s");
        var others = All - Generating - TimeSpan.FromTicks(Steps.Sum(step => step.Elapsed.Ticks));
        return $"generating {Generating.TotalSeconds:0.0} s, {string.Join(", ", parts)}, "
            + $"comparing {others.TotalSeconds:0.0} s";
    }

    private void PrintTaxes(TextWriter @out)
    {
        var deemed = Book.Loans.Select(loan => loan.Deemed).OfType<DatedAmount>().ToList();
        @out.WriteLine();
        @out.WriteLine(
            $"Deemed distributions: {deemed.Count:N0}, {deemed.Sum(amount => amount.Amount):N2}; repaid since "
                + $"{Book.Loans.Sum(loan => loan.RepaidAfterDeemed):N2}, which is basis (26 CFR 1.72(p)-1 A-21(a))"
        );
        @out.WriteLine($"Forms 1099-R for {Options.Year}: {Book.Forms1099R.Count:N0}");
        var byCode = Book.Forms1099R.GroupBy(form => form.Box7).OrderBy(group => group.Key, StringComparer.Ordinal);
        foreach (var code in byCode)
        {
            @out.WriteLine(
                $"  code {code.Key, -3} {code.Count(), 6:N0}   box 1 {code.Sum(form => form.Box1), 14:N2}   box 2a "
                    + $"{code.Sum(form => form.Box2a), 14:N2}   box 5 {code.Sum(form => form.Box5), 12:N2}"
            );
        }
    }

    // A loan that lived through most of what there is: deemed, and repaid since.
    private async Task PrintOneLifeAsync(
        Terminal terminal,
        FrontDoor loans,
        string[] database,
        CancellationToken cancellation
    )
    {
        if (Totals.Life is not { } life)
            return;
        await terminal.Out.WriteLineAsync();
        var name = $"{life.Plan}/{life.Participant}/{life.Loan}";
        await terminal.Out.WriteLineAsync($"One loan's life: loans history {name}");
        await loans(["history", name, "--business-date", $"{Options.Year}-12-31", .. database], terminal, cancellation);
    }

    private void PrintComparison(TextWriter @out)
    {
        @out.WriteLine();
        foreach (var step in failed)
        {
            @out.WriteLine(
                $"loans {string.Join(' ', step.Step.Arguments)}: ended with {step.Exit}, expected {step.Step.Exit}: "
                    + $"{step.Output.Trim()}"
            );
        }

        foreach (var difference in Differences.Take(DifferencesShown))
            @out.WriteLine(difference);
        @out.WriteLine(
            IsAsExpected
                ? $"As expected.json says, to the cent and the day: {Book.Loans.Count:N0} loans, "
                    + $"{Book.Remittances.Count:N0} files, {Book.Forms1099R.Count:N0} forms, {Book.Basis.Count:N0} bases"
                : $"Not as expected.json says: {Differences.Count:N0} differences, "
                    + $"{failed.Count:N0} commands that ended otherwise"
        );
    }
}
