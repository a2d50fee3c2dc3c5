using System.Text.Json;
using LoanServicing.SampleBooks.Book;
using LoanServicing.SampleBooks.Payroll;

namespace LoanServicing.SampleBooks.Expected;

/// <summary>expected.json: what must come out, one entry a line, written as it is worked out.</summary>
internal static class ExpectedFile
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web);

    /// <param name="participants">With all that happened to them, and their ledgers not yet closed.</param>
    public static void Write(
        string directory,
        BookOptions options,
        IReadOnlyList<SampleParticipant> participants,
        IReadOnlyList<RemittanceResult> remittances
    )
    {
        var yearEnd = new DateOnly(options.Year, 12, 31);
        foreach (var loan in participants.SelectMany(p => p.Loans).Where(loan => loan.IsOpen))
            loan.Ledger.CloseThrough(yearEnd);

        using var writer = TextFile.Create(Path.Combine(directory, "expected.json"), "\n");
        writer.WriteLine($"{{\"year\":{options.Year},\"seed\":{options.Seed},");
        var totals = new ExpectedTotals();
        Entries(
            writer,
            "loans",
            participants.SelectMany(p =>
                p.Loans.Select(loan => Counted(totals, loan, ExpectedLoan.Of(p, loan, yearEnd)))
            )
        );
        Entries(writer, "remittances", remittances);
        writer.WriteLine($"\"suspendedByReason\":{JsonSerializer.Serialize(ByReason(remittances), Format)},");

        var basis = new List<ExpectedBasis>();
        Entries(writer, "forms1099R", participants.SelectMany(p => Forms(p, totals, basis)));
        Entries(writer, "basis", basis);
        totals.Lent += 0.00m;
        totals.PostedLines = remittances.Sum(r => r.Posted);
        totals.PostedTotal = remittances.Sum(r => r.PostedTotal);
        totals.SuspendedLines = remittances.Sum(r => r.Lines - r.Posted);
        writer.WriteLine($"\"totals\":{JsonSerializer.Serialize(totals, Format)}}}");
    }

    private static void Entries<T>(TextWriter writer, string name, IEnumerable<T> entries)
    {
        writer.Write($"\"{name}\":[");
        var separator = "\n";
        foreach (var entry in entries)
        {
            writer.Write(separator);
            writer.Write(JsonSerializer.Serialize(entry, Format));
            separator = ",\n";
        }

        writer.WriteLine("],");
    }

    private static ExpectedLoan Counted(ExpectedTotals totals, SampleLoan loan, ExpectedLoan expected)
    {
        totals.Loans++;
        totals.Lent += loan.Terms.Amount;
        totals.Outstanding += expected.Outstanding;
        totals.PrincipalOutstanding += loan.IsOpen ? loan.Ledger.Principal : 0m;
        totals.LoansByStatus[expected.Status] = totals.LoansByStatus.GetValueOrDefault(expected.Status) + 1;
        return expected;
    }

    private static IEnumerable<ExpectedForm> Forms(
        SampleParticipant participant,
        ExpectedTotals totals,
        List<ExpectedBasis> basis
    )
    {
        var taxYear = new TaxYear(participant);
        foreach (var form in taxYear.Forms)
            totals.FormsByCode[form.Box7] = totals.FormsByCode.GetValueOrDefault(form.Box7) + 1;
        if (taxYear.InvestmentInContract != 0m || taxYear.RepaidAfterDeemed != 0m)
            basis.Add(
                new(
                    participant.Plan.Id,
                    participant.Id,
                    taxYear.RepaidAfterDeemed + 0.00m,
                    taxYear.InvestmentInContract + 0.00m
                )
            );
        return taxYear.Forms;
    }

    private static SortedDictionary<string, int> ByReason(IEnumerable<RemittanceResult> remittances)
    {
        var counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var (reason, count) in remittances.SelectMany(r => r.SuspendedByReason))
            counts[reason] = counts.GetValueOrDefault(reason) + count;
        return counts;
    }
}
