using LoanServicing.SampleBooks.Book;

namespace LoanServicing.SampleBooks.Payroll;

/// <summary>What became of one payroll file.</summary>
/// <param name="Lines">Those that carry a repayment.</param>
/// <param name="SuspendedByReason">How many lines, in order of the codes.</param>
internal sealed record RemittanceResult(
    string File,
    string Plan,
    DateOnly PayDate,
    int Lines,
    decimal Total,
    int Posted,
    decimal PostedTotal,
    SortedDictionary<string, int> SuspendedByReason
);

/// <summary>Writes the file of one pay date in its plan's layout.</summary>
internal static class PayrollFile
{
    public static RemittanceResult Write(
        string directory,
        SamplePlan plan,
        PayDate payDate,
        IEnumerable<SampleParticipant> participants
    )
    {
        var file = "payroll/" + (plan.IsSummed ? SummedLoanCsv.FileName(plan, payDate) : AlerusRows.FileName(payDate));
        var suspended = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var (lines, total, posted, postedTotal) = (0, 0.00m, 0, 0.00m);
        using var writer = TextFile.Create(Path.Combine(directory, file), "\r\n");
        writer.WriteLine(plan.IsSummed ? SummedLoanCsv.Headings : AlerusRows.Headings);
        foreach (var line in new PayrollRun(plan, payDate).Lines(participants))
        {
            if (plan.IsSummed)
                SummedLoanCsv.Write(writer, line);
            else
                AlerusRows.Write(writer, line);
            if (line.Amount == 0m)
                continue;
            lines++;
            total += line.Amount;
            if (line.Suspended is { } reason)
            {
                suspended[reason] = suspended.GetValueOrDefault(reason) + 1;
                continue;
            }

            posted++;
            postedTotal += line.Amount;
        }

        return new(file, plan.Id, payDate.On, lines, total, posted, postedTotal, suspended);
    }
}
