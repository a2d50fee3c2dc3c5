using System.Text.Json;
using JasperFx;
using JasperFx.Events;
using JasperFx.Events.Projections;
using JasperFx.MultiTenancy;
using LoanServicing.Store.Documents;
using LoanServicing.Store.EventLog;
using LoanServicing.Store.Transactions;
using Marten;
using Marten.Services.Json.Transformations;
using Npgsql;

namespace LoanServicing.Store.Configuration;

/// <summary>
/// Marten as this product uses it: one append mode, stored names, tenants apart, nothing made or changed at run time.
/// </summary>
public static class StoreConfiguration
{
    /// <summary>The setting of a transaction by which row policies know the tenant.</summary>
    public const string TenantSetting = "loans.tenant";

    /// <param name="source">As the role that does the work.</param>
    public static void Configure(StoreOptions options, NpgsqlDataSource source)
    {
        options.Connection(source);
        options.AutoCreateSchemaObjects = AutoCreate.None;
        options.Serializer(new Marten.Services.SystemTextJsonSerializer(new JsonSerializerOptions(EventJson.Options)));
        options.DisableNpgsqlLogging = true;
        // A write that is tried again would be so in a transaction without tenant, locks and what was done before it.
        options.ConfigureWritePolly(_ => { });
        options.ConfigurePolly(_ => { });
        ConfigureEvents(options);
        ConfigureDocuments(options);
        options.Listeners.Add(new ChainListener());
    }

    private static void ConfigureEvents(StoreOptions options)
    {
        options.Events.StreamIdentity = StreamIdentity.AsGuid;
        options.Events.TenancyStyle = TenancyStyle.Conjoined;
        // The mode decides what Marten's own functions in the database are: whoever migrates in another one breaks the
        // others.
        options.Events.AppendMode = EventAppendMode.Rich;
        options.Events.MetadataConfig.EnableAll();
        foreach (var stored in EventTypes.All)
            MapNames(options, stored);
        options.Projections.Add(new LoanProjection(), ProjectionLifecycle.Inline);
        options.Projections.Add(new ParticipantProjection(), ProjectionLifecycle.Inline);
        options.Projections.Add(new PlanProjection(), ProjectionLifecycle.Inline);
        options.Projections.Add(new RemittanceProjection(), ProjectionLifecycle.Inline);
        options.Projections.Add(new AccountProjection(), ProjectionLifecycle.Inline);
    }

    // New events have the current name; what is stored under an earlier one is read through its upcasters.
    private static void MapNames(StoreOptions options, StoredType stored)
    {
        options.Events.MapEventType(stored.Type, stored.CurrentName);
        foreach (var earlier in stored.Names.Where(name => name != stored.CurrentName))
            options.Events.Upcast(
                stored.Type,
                earlier,
                new JsonTransformation((_, row, ordinal) => EventJson.Read(earlier, row.GetString(ordinal)))
            );
    }

    private static void ConfigureDocuments(StoreOptions options)
    {
        options.Policies.AllDocumentsAreMultiTenanted();
        options.Policies.ForAllDocuments(mapping =>
        {
            // What a rebuild could not make again is not kept.
            mapping.Metadata.LastModified.Enabled = false;
            mapping.Metadata.DotNetType.Enabled = false;
            mapping.Metadata.Version.Enabled = false;
        });
        options.Schema.For<LoanDocument>().UseRowLevelSecurity(TenantSetting);
        options.Schema.For<ParticipantDocument>().UseRowLevelSecurity(TenantSetting);
        options.Schema.For<PlanDocument>().UseRowLevelSecurity(TenantSetting);
        options.Schema.For<AccountDocument>().UseRowLevelSecurity(TenantSetting);
        options.Schema.For<RemittanceDocument>().UseRowLevelSecurity(TenantSetting);
        options.Schema.For<SuspendedLine>().UseRowLevelSecurity(TenantSetting);
        options.Schema.For<HandledMessage>().UseRowLevelSecurity(TenantSetting);
    }
}
