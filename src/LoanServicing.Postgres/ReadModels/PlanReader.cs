using LoanServicing.Domain.Plans;
using LoanServicing.Postgres.Recording;
using Npgsql;

namespace LoanServicing.Postgres.ReadModels;

/// <summary>Reads a plan without locking it.</summary>
public static class PlanReader
{
    public static async Task<PlanState> ReadAsync(LogSession session, string plan, CancellationToken cancellation = default)
    {
        await using var command = new NpgsqlCommand($"{PlanRows.Select} where tenant_id = current_setting('loans.tenant') and plan = $1", session.Connection) { Parameters = { new() { Value = plan } } };
        await using var row = await command.ExecuteReaderAsync(cancellation);
        return await row.ReadAsync(cancellation) ? PlanRows.Read(row).State! : throw new InvalidDataException($"plan {plan} has loans and no row; run loans rebuild");
    }
}
