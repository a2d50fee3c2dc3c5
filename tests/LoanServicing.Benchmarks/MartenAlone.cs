using JasperFx;
using LoanServicing.Domain;
using LoanServicing.Store.Documents;
using LoanServicing.Store.EventLog;
using LoanServicing.Store.Transactions;
using Marten;
using Marten.Services;

namespace LoanServicing.Benchmarks;

/// <summary>
/// The least that a program on Marten does to show a loan: one document, loaded by its id and printed.
/// </summary>
internal static class MartenAlone
{
    /// <param name="connectionString">Of a login that row policies do not hold.</param>
    public static async Task<int> ShowAsync(string connectionString, string plan, string participant, string loan)
    {
        await using var store = DocumentStore.For(options =>
        {
            options.Connection(connectionString);
            options.AutoCreateSchemaObjects = AutoCreate.None;
            options.Serializer(new SystemTextJsonSerializer(new(EventJson.Options)));
            options.Policies.AllDocumentsAreMultiTenanted();
            options.Policies.ForAllDocuments(mapping =>
            {
                mapping.Metadata.LastModified.Enabled = false;
                mapping.Metadata.DotNetType.Enabled = false;
                mapping.Metadata.Version.Enabled = false;
            });
        });
        await using var session = store.QuerySession();
        var id = StreamId.OfLoan(Tenant.Default.Name, plan, participant, loan);
        var document =
            await session.LoadAsync<LoanDocument>(id) ?? throw new InvalidDataException("there is no such loan");
        Console.WriteLine(EventJson.Write(document));
        return 0;
    }
}
