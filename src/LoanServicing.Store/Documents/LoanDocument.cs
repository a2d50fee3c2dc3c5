using JasperFx.Events;
using LoanServicing.Domain.Loans;
using LoanServicing.Store.EventLog;
using Marten.Events.Aggregation;
using Marten.Schema;
using Marten.Schema.Indexing.Unique;

namespace LoanServicing.Store.Documents;

/// <summary>
/// A loan as its events have made it: all that the next fact needs, and what is asked of many loans at once.
/// </summary>
/// <param name="Id">Of the stream.</param>
/// <param name="OldestUnpaidDue">
/// Due date of the oldest installment not paid in full, past or to come; null once nothing is owed.
/// </param>
/// <param name="Arrears">What was stated as missed and is still unpaid.</param>
public sealed record LoanDocument(Guid Id, LoanState State, DateOnly? OldestUnpaidDue, Arrears Arrears)
{
    public string Plan => State.Plan;

    public string Participant => State.Participant;

    public string Loan => State.Loan;

    public DateOnly MadeOn => State.Terms.MadeOn;

    public DateOnly InOrderFrom => State.InOrderFrom;

    public DateOnly? DeemedOn => State.Deemed?.On;

    public DateOnly? ClosedOn => State.Closed?.On;

    /// <summary>
    /// Whether something agreed or moved does not fit what was owed, or once did not and was settled.
    /// </summary>
    public bool HasDiscrepancy => State.Closed is { Discrepancy: not 0m } || State.HasSettlement;

    public static LoanDocument Of(Guid id, LoanState state) =>
        new(id, state, state.Closed is null ? state.Position.OldestUnpaidDue(state.Schedule) : null, Arrears.Of(state));

    /// <summary>The columns that are searched, beside the document itself.</summary>
    public static void ConfigureMarten(DocumentMapping<LoanDocument> mapping)
    {
        mapping.Alias = StreamTypes.OfLoan;
        mapping.UniqueIndex(
            UniqueIndexType.DuplicatedField,
            "loan_by_name",
            TenancyScope.PerTenant,
            loan => loan.Plan,
            loan => loan.Participant,
            loan => loan.Loan
        );
        // Without an index: a repayment changes some of them, and its row is to stay on its page.
        foreach (
            var member in (string[])
                [
                    nameof(MadeOn),
                    nameof(InOrderFrom),
                    nameof(OldestUnpaidDue),
                    nameof(DeemedOn),
                    nameof(ClosedOn),
                    nameof(HasDiscrepancy),
                ]
        )
            mapping.DuplicateField(member);
    }
}

/// <summary>Keeps a loan's document in step with its stream, in the transaction that appends to it.</summary>
public sealed class LoanProjection : SingleStreamProjection<LoanDocument, Guid>
{
    public LoanProjection() => IncludeType<LoanEvent>();

    public override LoanDocument Evolve(LoanDocument? snapshot, Guid id, IEvent e) =>
        LoanDocument.Of(id, LoanState.Evolve(snapshot?.State, (LoanEvent)e.Data));
}
