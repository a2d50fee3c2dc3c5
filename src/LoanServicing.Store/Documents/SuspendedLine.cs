using LoanServicing.Domain.Plans;
using Marten.Schema;

namespace LoanServicing.Store.Documents;

/// <summary>A line of a remittance, or a single repayment, that waits for a person.</summary>
/// <param name="Id"><c>remittance/line</c>, or the id of the repayment's message.</param>
/// <param name="Remittance">Null for a single repayment.</param>
/// <param name="Participant">Null where the line's taxpayer number is nobody's in the plan.</param>
/// <param name="Reason">Stable code, <c>noun.reason</c>.</param>
/// <param name="Since">The business day on which it came in.</param>
public sealed record SuspendedLine(
    string Id,
    Guid? Remittance,
    int? Line,
    string Plan,
    string? Participant,
    string? Loan,
    decimal Amount,
    string Reason,
    string Detail,
    DateOnly Since
)
{
    public static SuspendedLine Of(string plan, RepaymentSuspended e)
    {
        var id = e.Source switch
        {
            { Remittance: { } remittance, Line: { } line } => $"{remittance}/{line}",
            { Remittance: null, Message: { } message } => message,
            _ => throw new InvalidDataException(
                "a repayment in suspense names neither the line nor the message that it came with"
            ),
        };
        return new(
            id,
            e.Source.Remittance,
            e.Source.Line,
            plan,
            e.Participant,
            e.Loan,
            e.Amount,
            e.Reason,
            e.Detail,
            e.On
        );
    }

    public static void ConfigureMarten(DocumentMapping<SuspendedLine> mapping)
    {
        mapping.Alias = "suspended_line";
        mapping.DuplicateField(nameof(Plan));
        mapping.DuplicateField(nameof(Remittance));
        mapping.AddIndex("plan", "remittance");
    }
}
