using LoanServicing.Domain.Plans;
using Marten.Schema;
using Marten.Schema.Indexing.Unique;

namespace LoanServicing.Store.Documents;

/// <summary>A payroll file that was taken in: its control totals, and where in the log its events lie.</summary>
/// <param name="Id">Made of the plan, the pay date and the file's SHA-256.</param>
/// <param name="ReceivedOn">Business day.</param>
/// <param name="FirstSequence">A line's disposition is found between the two without an index on the log.</param>
public sealed record RemittanceDocument(
    Guid Id,
    string Plan,
    string FileName,
    string Sha256,
    string Layout,
    DateOnly PayDate,
    DateOnly ReceivedOn,
    int Lines,
    decimal Total,
    int Posted,
    decimal PostedTotal,
    long FirstSequence,
    long LastSequence
)
{
    public static RemittanceDocument Of(string plan, RemittanceReceived e, long firstSequence, long lastSequence) =>
        new(
            e.Remittance,
            plan,
            e.FileName,
            e.Sha256,
            e.Layout,
            e.PayDate,
            e.On,
            e.Lines,
            e.Total,
            e.Posted,
            e.PostedTotal,
            firstSequence,
            lastSequence
        );

    public static void ConfigureMarten(DocumentMapping<RemittanceDocument> mapping)
    {
        mapping.Alias = "remittance";
        mapping.DuplicateField(nameof(Plan));
        mapping.DuplicateField(nameof(PayDate));
        mapping.AddIndex("plan", "pay_date");
    }
}
