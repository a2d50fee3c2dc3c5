using LoanServicing.Store.EventLog;
using LoanServicing.Store.Transactions;
using Npgsql;

namespace LoanServicing.Store.ProofLane;

/// <summary>
/// Rows of one table in the order of the streams that they belong to, to be gone through together with other tables.
/// The server sorts them: each table is read once from its beginning to its end, whereas to fetch the rows through an
/// index is to fetch a page for each of them.
/// </summary>
internal sealed class SortedRows : IDisposable
{
    private readonly BinaryCopy copy;
    private readonly int idCell;

    private SortedRows(BinaryCopy copy, int idCell)
    {
        (this.copy, this.idCell) = (copy, idCell);
        Advance();
    }

    /// <summary>The row reached.</summary>
    public BinaryCopy Row => copy;

    /// <summary>Whether the last row has been passed.</summary>
    public bool IsAtEnd { get; private set; }

    /// <summary>The stream of the row reached.</summary>
    public ReadOnlySpan<byte> Id => copy[idCell];

    /// <param name="idCell">Where in the row the stream's id is.</param>
    /// <param name="within">What orders the rows of one stream; empty where there is one row only.</param>
    public static SortedRows Of(
        NpgsqlConnection connection,
        Tenant tenant,
        string table,
        string columns,
        string id,
        int idCell,
        StreamRange range,
        string within = ""
    ) =>
        new(
            BinaryCopy.Of(
                connection,
                $"select {columns} from {table} where tenant_id = {Sql.Text(tenant.Stored)} and {range.Condition(id)} order by {id}{within}"
            ),
            idCell
        );

    public void Advance() => IsAtEnd = !copy.Read();

    /// <summary>Whether the row reached is one of that stream.</summary>
    public bool IsOf(ReadOnlySpan<byte> stream) => !IsAtEnd && Id.SequenceEqual(stream);

    /// <summary>Whether the row reached is one of a stream that comes before that one.</summary>
    public bool IsBefore(ReadOnlySpan<byte> stream) => !IsAtEnd && Id.SequenceCompareTo(stream) < 0;

    public void Dispose() => copy.Dispose();
}
