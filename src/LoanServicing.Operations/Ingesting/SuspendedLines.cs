using LoanServicing.Domain;
using LoanServicing.Domain.Plans;
using LoanServicing.Payroll.Matching;
using LoanServicing.Payroll.Reading;

namespace LoanServicing.Operations.Ingesting;

/// <summary>The lines of a remittance that wait for a person, and why.</summary>
internal sealed class SuspendedLines(RemittanceFile file, Guid remittance)
{
    private readonly SortedDictionary<int, (MatchedLine Line, SuspenseReason Reason, string Detail)> lines = [];

    public void Add(in MatchedLine line, SuspenseReason reason, string? detail = null) =>
        lines.Add(line.Line, (line, reason, detail ?? reason.Sentence));

    /// <summary>
    /// Keeps what can be posted, and suspends the rest: what fits no loan, and what an earlier remittance of the same
    /// pay date has already posted, so that a file sent again with one line changed has the effect of that line only.
    /// </summary>
    /// <param name="posted">What earlier remittances of the pay date posted; used up here.</param>
    public List<MatchedLine> SetAside(MatchedLine[] matched, Dictionary<(Guid Loan, decimal Amount), int> posted)
    {
        var kept = new List<MatchedLine>(matched.Length);
        foreach (var line in matched)
        {
            if (line.Suspended is { } reason)
                Add(line, reason);
            else if (WasPosted(line))
                Add(line, SuspenseReason.LineAlreadyRemitted);
            else
                kept.Add(line);
        }

        return kept;

        bool WasPosted(in MatchedLine line)
        {
            if (posted.Count == 0 || line.Loans.Length != 1)
                return false;
            var natural = (line.Loans[0].Stream, file.Lines[line.Line].Amount);
            if (!posted.TryGetValue(natural, out var times) || times == 0)
                return false;
            posted[natural] = times - 1;
            return true;
        }
    }

    /// <summary>In line order.</summary>
    public IEnumerable<RepaymentSuspended> Events(DateOnly on) =>
        lines.Values.Select(item => new RepaymentSuspended(
            on,
            item.Line.Participant,
            item.Line.Loans.Length == 1 ? item.Line.Loans[0].Name : null,
            file.Lines[item.Line.Line].Amount,
            item.Reason.Code,
            item.Detail,
            Source.RemittanceLine(remittance, file.Lines[item.Line.Line].LineNumber)
        ));
}
