using System.Buffers.Text;
using LoanServicing.Domain.Plans;
using LoanServicing.Store.Transactions;
using Npgsql;

namespace LoanServicing.Store.ProofLane;

/// <summary>A plan as its log makes it.</summary>
/// <param name="Stream">Its stream.</param>
/// <param name="ClosedAt">Where in the log its latest business day was closed; null where none was.</param>
/// <param name="Remittances">The payrolls that came in for it.</param>
internal sealed record ReplayedPlan(
    Guid Stream,
    PlanState State,
    long? ClosedAt,
    IReadOnlyList<RemittanceReceived> Remittances
)
{
    /// <summary>
    /// The day through which what follows on a loan must be stated: a loan that was written since the last close has
    /// the rest stated at the next one.
    /// </summary>
    /// <param name="latest">Where the loan's latest event is in the log.</param>
    public DateOnly? StatedThrough(long latest) => ClosedAt > latest ? State.SettledThrough : null;
}

/// <summary>Where in the log the events of each remittance lie.</summary>
internal sealed class RemittanceExtents
{
    private readonly Dictionary<Guid, (long First, long Last)> extents = [];

    public bool TryGet(Guid remittance, out (long First, long Last) extent) =>
        extents.TryGetValue(remittance, out extent);

    /// <summary>Counts an event in, by what it is correlated with.</summary>
    public void Take(ReadOnlySpan<byte> correlation, long sequence)
    {
        const int uuidCharacters = 36;
        if (
            correlation.Length == uuidCharacters
            && Utf8Parser.TryParse(correlation, out Guid remittance, out var read)
            && read == uuidCharacters
        )
            Widen(remittance, sequence, sequence);
    }

    /// <summary>Asks the log itself, which goes through all of it.</summary>
    public static async Task<RemittanceExtents> ReadAsync(
        NpgsqlConnection connection,
        Tenant tenant,
        CancellationToken cancellation
    )
    {
        var read = new RemittanceExtents();
        await using var command = new NpgsqlCommand(
            "select correlation_id, min(seq_id), max(seq_id) from mt_events where tenant_id = $1 and correlation_id "
                + "is not null group by correlation_id",
            connection
        )
        {
            CommandTimeout = 0,
            Parameters = { new() { Value = tenant.Stored } },
        };
        await using var row = await command.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            if (Guid.TryParseExact(row.GetString(0), "D", out var remittance))
                read.Widen(remittance, row.GetInt64(1), row.GetInt64(2));
        }

        return read;
    }

    /// <summary>Joins what another part of the log showed.</summary>
    public void Add(RemittanceExtents others)
    {
        foreach (var (remittance, extent) in others.extents)
            Widen(remittance, extent.First, extent.Last);
    }

    private void Widen(Guid remittance, long first, long last)
    {
        ref var extent = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(
            extents,
            remittance,
            out var known
        );
        extent = known ? (Math.Min(extent.First, first), Math.Max(extent.Last, last)) : (first, last);
    }
}
