using LoanServicing.Domain.Plans;
using Marten.Schema;

namespace LoanServicing.Store.Documents;

/// <summary>A line of a remittance that waits for a person.</summary>
/// <param name="Id"><c>remittance/line</c>.</param>
/// <param name="Participant">Null where the line's taxpayer number is nobody's in the plan.</param>
/// <param name="Reason">Stable code, <c>noun.reason</c>.</param>
/// <param name="Since">The business day on which it came in.</param>
public sealed record SuspendedLine(
    string Id, Guid Remittance, int Line, string Plan, string? Participant, string? Loan, decimal Amount, string Reason, string Detail, DateOnly Since)
{
    public static SuspendedLine Of(string plan, RepaymentSuspended e)
    {
        var (remittance, line) = (e.Source.Remittance!.Value, e.Source.Line!.Value);
        return new($"{remittance}/{line}", remittance, line, plan, e.Participant, e.Loan, e.Amount, e.Reason, e.Detail, e.On);
    }

    public static void ConfigureMarten(DocumentMapping<SuspendedLine> mapping)
    {
        mapping.Alias = "suspended_line";
        mapping.DuplicateField(nameof(Plan));
        mapping.DuplicateField(nameof(Remittance));
        mapping.AddIndex("plan", "remittance");
    }
}
