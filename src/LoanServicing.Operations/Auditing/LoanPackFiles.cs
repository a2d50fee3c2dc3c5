using LoanServicing.Domain;
using LoanServicing.Domain.Auditing;
using LoanServicing.Operations.Auditing.Pages;
using LoanServicing.Store.Transactions;

namespace LoanServicing.Operations.Auditing;

/// <summary>A loan's pack as files: for machines, and as a page that prints.</summary>
internal static class LoanPackFiles
{
    public static IEnumerable<OutputFile> Of(LoanPack pack, Tenant tenant) =>
        [
            new($"{NameOf(pack, tenant)}.json", stream => PackJson.Write(stream, pack)),
            new(PageOf(pack, tenant), stream => LoanPage.Write(stream, pack)),
        ];

    /// <summary>The name of its page.</summary>
    public static string PageOf(LoanPack pack, Tenant tenant) => $"{NameOf(pack, tenant)}.html";

    private static string NameOf(LoanPack pack, Tenant tenant) =>
        PackFileName.Of(
            $"{pack.Plan}/{pack.Participant}/{pack.Loan}",
            StreamId.OfLoan(tenant.Name, pack.Plan, pack.Participant, pack.Loan)
        );
}
