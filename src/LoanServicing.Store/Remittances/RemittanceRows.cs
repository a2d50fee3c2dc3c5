using LoanServicing.Domain.Plans;
using LoanServicing.Store.Recording;
using Npgsql;
using NpgsqlTypes;

namespace LoanServicing.Store.Remittances;

/// <summary>A remittance as a row: its control totals, and where in the log its events lie.</summary>
public sealed record RemittanceRow(RemittanceReceived Received, string Plan, long FirstSequence, long LastSequence);

/// <summary>A line that waits for a person.</summary>
public sealed record SuspenseRow(Guid Remittance, int Line, string Plan, string? Participant, string? Loan, decimal Amount, string Reason, string Detail, DateOnly Since);

/// <summary>Remittances and what of them is in suspense.</summary>
public static class RemittanceRows
{
    internal static readonly RowSet<RemittanceRow> Remittances = new(
        "remittance",
        Column<RemittanceRow>.Key("remittance", NpgsqlDbType.Uuid, r => r.Received.Remittance),
        Column<RemittanceRow>.Of("plan", NpgsqlDbType.Varchar, r => r.Plan),
        Column<RemittanceRow>.Of("file_name", NpgsqlDbType.Varchar, r => r.Received.FileName),
        Column<RemittanceRow>.Of("sha256", NpgsqlDbType.Varchar, r => r.Received.Sha256),
        Column<RemittanceRow>.Of("layout", NpgsqlDbType.Varchar, r => r.Received.Layout),
        Column<RemittanceRow>.Of("pay_date", NpgsqlDbType.Date, r => r.Received.PayDate),
        Column<RemittanceRow>.Of("received_on", NpgsqlDbType.Date, r => r.Received.On),
        Column<RemittanceRow>.Of("lines", NpgsqlDbType.Integer, r => r.Received.Lines),
        Column<RemittanceRow>.Of("total", NpgsqlDbType.Numeric, r => r.Received.Total),
        Column<RemittanceRow>.Of("posted", NpgsqlDbType.Integer, r => r.Received.Posted),
        Column<RemittanceRow>.Of("posted_total", NpgsqlDbType.Numeric, r => r.Received.PostedTotal),
        Column<RemittanceRow>.Of("suspended", NpgsqlDbType.Integer, r => r.Received.Lines - r.Received.Posted),
        Column<RemittanceRow>.Of("suspended_total", NpgsqlDbType.Numeric, r => r.Received.Total - r.Received.PostedTotal),
        Column<RemittanceRow>.Of("first_seq", NpgsqlDbType.Bigint, r => r.FirstSequence),
        Column<RemittanceRow>.Of("last_seq", NpgsqlDbType.Bigint, r => r.LastSequence));

    internal static readonly RowSet<SuspenseRow> Suspense = new(
        "suspense",
        Column<SuspenseRow>.Key("remittance", NpgsqlDbType.Uuid, r => r.Remittance),
        Column<SuspenseRow>.Key("line", NpgsqlDbType.Integer, r => r.Line),
        Column<SuspenseRow>.Of("plan", NpgsqlDbType.Varchar, r => r.Plan),
        Column<SuspenseRow>.Of("participant", NpgsqlDbType.Varchar, r => r.Participant),
        Column<SuspenseRow>.Of("loan", NpgsqlDbType.Varchar, r => r.Loan),
        Column<SuspenseRow>.Of("amount", NpgsqlDbType.Numeric, r => r.Amount),
        Column<SuspenseRow>.Of("reason", NpgsqlDbType.Varchar, r => r.Reason),
        Column<SuspenseRow>.Of("detail", NpgsqlDbType.Varchar, r => r.Detail),
        Column<SuspenseRow>.Of("since", NpgsqlDbType.Date, r => r.Since));

    public static SuspenseRow Row(string plan, RepaymentSuspended e) =>
        new(e.Source.Remittance!.Value, e.Source.Line!.Value, plan, e.Participant, e.Loan, e.Amount, e.Reason, e.Detail, e.On);

    internal static void Insert(NpgsqlBatch batch, IReadOnlyList<RemittanceRow> remittances, IReadOnlyList<SuspenseRow> suspense)
    {
        Remittances.Insert(batch, remittances);
        Suspense.Insert(batch, suspense);
    }
}
