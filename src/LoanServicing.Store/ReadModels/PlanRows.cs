using LoanServicing.Domain.Plans;
using LoanServicing.Store.EventLog;
using LoanServicing.Store.Recording;
using Npgsql;
using NpgsqlTypes;
using static LoanServicing.Store.Recording.Column<LoanServicing.Store.Recording.PlanRecord>;

namespace LoanServicing.Store.ReadModels;

/// <summary>The plan as a row: its policies by effective date, and how far its business days are closed.</summary>
public static class PlanRows
{
    public static readonly RowSet<PlanRecord> All = new(
        "plan",
        Key("plan", NpgsqlDbType.Varchar, r => r.State!.Plan),
        Of("stream_id", NpgsqlDbType.Uuid, r => r.Stream),
        Of("kind", NpgsqlDbType.Varchar, r => r.State!.Kind.ToString()),
        Of("provisions", NpgsqlDbType.Jsonb, r => r.State!.Provisions == PlanProvisions.Usual ? null : EventJson.Write(r.State!.Provisions)),
        Of("policies", NpgsqlDbType.Jsonb, r => EventJson.Write(r.State!.Policies.ToArray())),
        Of("closed_through", NpgsqlDbType.Date, r => r.State!.ClosedThrough),
        Of("settled_through", NpgsqlDbType.Date, r => r.State!.SettledThrough),
        Of("payroll_in_through", NpgsqlDbType.Date, r => r.State!.PayrollInThrough),
        Of("version", NpgsqlDbType.Bigint, r => r.Version),
        Of("head", NpgsqlDbType.Bytea, r => r.Head));

    internal static readonly string Select = $"select {string.Join(", ", All.Columns.Select(column => column.Name))} from plan";

    /// <summary>Reads a row of <see cref="Select"/>, cell by cell in the order of the columns above.</summary>
    internal static PlanRecord Read(NpgsqlDataReader row)
    {
        var cells = new Cells(row);
        var (plan, stream, kind) = (cells.Next<string>(), cells.Next<Guid>(), Enum.Parse<PlanKind>(cells.Next<string>()));
        var provisions = cells.NextJson<PlanProvisions>() ?? PlanProvisions.Usual;
        var policies = cells.NextJson<LoanPolicy[]>()!;
        var (closed, settled, payroll) = (cells.NextOrNull<DateOnly>(), cells.NextOrNull<DateOnly>(), cells.NextOrNull<DateOnly>());
        var (version, head) = (cells.Next<long>(), cells.Next<byte[]>());
        return new(stream) { IsStored = true, Version = version, Head = head, State = new(plan, kind, provisions, policies, closed, settled, payroll, version) };
    }
}
