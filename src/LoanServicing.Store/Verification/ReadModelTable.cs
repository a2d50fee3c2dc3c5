using LoanServicing.Store.Recording;
using NpgsqlTypes;

namespace LoanServicing.Store.Verification;

/// <summary>
/// Compares rows of a read model as they are stored with those that follow from the log: by the bytes in which the server sends them, and only where these
/// differ cell by cell. For one thread.
/// </summary>
internal sealed class ReadModelTable<TRecord>(string table, RowSet<TRecord> rows, Tenant tenant)
{
    private static readonly string[] Naming = ["plan", "participant", "loan", "remittance", "line"];

    private readonly CopyCells computed = new();

    public string Name => table;

    /// <summary>In the order in which the cells of a row are.</summary>
    public string Columns => rows.ColumnNames;

    /// <summary>The row that follows from the log, good until the next is asked for.</summary>
    public ReadOnlySpan<byte> Row(TRecord record)
    {
        computed.Clear();
        rows.Write(tenant.Stored, record, computed);
        return computed.Written.Span;
    }

    /// <param name="is_">As stored; empty for none.</param>
    /// <param name="was">As it follows from the log.</param>
    public bool Same(ReadOnlySpan<byte> is_, ReadOnlySpan<byte> was) => is_.SequenceEqual(was) || (!is_.IsEmpty && !was.IsEmpty && Compare(is_, was, null));

    /// <summary>What a row says otherwise, in words. One of the two may be empty, where there is no such row.</summary>
    public Difference Differs(ReadOnlySpan<byte> is_, ReadOnlySpan<byte> was)
    {
        if (is_.IsEmpty)
            return new("read-model", NameOf(was), "no row", "the row that follows from the log");
        if (was.IsEmpty)
            return new("read-model", NameOf(is_), "a row", "none: the log has no such stream");
        var found = new List<string>();
        Compare(is_, was, found);
        return new("read-model", NameOf(was), string.Join(", ", found), "the row that follows from the log");
    }

    /// <summary>Where a column's cell is in a row.</summary>
    public int CellOf(string column) => 1 + rows.Columns.TakeWhile(other => other.Name != column).Count();

    /// <summary>The plan and the participant that a row names.</summary>
    public (string Plan, string Participant) AccountOf(ReadOnlySpan<byte> row) =>
        (System.Text.Encoding.UTF8.GetString(new CopyRow(row).Cell(CellOf("plan"))), System.Text.Encoding.UTF8.GetString(new CopyRow(row).Cell(CellOf("participant"))));

    /// <summary>A row by its names: <c>loan ACME/M1/001</c>.</summary>
    public string NameOf(ReadOnlySpan<byte> row)
    {
        var cells = new CopyRow(row);
        cells.Next();
        var names = new List<(int Place, string Text)>();
        foreach (var column in rows.Columns)
        {
            var cell = new Cell(ref cells);
            if (Array.IndexOf(Naming, column.Name) is var place && place >= 0 && !cell.IsNull)
                names.Add((place, cell.Text(column.Type, cell)));
        }

        return $"{table} {string.Join('/', names.OrderBy(name => name.Place).Select(name => name.Text))}";
    }

    // Stops at the first difference where nobody asks for them all.
    private bool Compare(ReadOnlySpan<byte> is_, ReadOnlySpan<byte> was, List<string>? found)
    {
        var left = new CopyRow(is_);
        var right = new CopyRow(was);
        var same = left.Next().SequenceEqual(right.Next());
        foreach (var column in rows.Columns)
        {
            var one = new Cell(ref left);
            var other = new Cell(ref right);
            if (one.Same(column.Type, other))
                continue;
            if (found is null)
                return false;
            same = false;
            found.Add($"{column.Name} {one.Text(column.Type, other)} instead of {other.Text(column.Type, one)}");
        }

        return same;
    }

    private readonly ref struct Cell
    {
        private readonly ReadOnlySpan<byte> value;

        public Cell(ref CopyRow row)
        {
            value = row.Next();
            IsNull = row.IsNull;
        }

        public bool IsNull { get; }

        public bool Same(NpgsqlDbType type, Cell other) => IsNull == other.IsNull && (value.SequenceEqual(other.value) || (!IsNull && type switch
        {
            NpgsqlDbType.Numeric => CopyNumeric.Same(value, other.value),
            NpgsqlDbType.Jsonb => CopyJsonb.Same(value, other.value),
            _ => false,
        }));

        // Two amounts are shown with as many places.
        public string Text(NpgsqlDbType type, Cell beside) => type == NpgsqlDbType.Numeric && !IsNull
            ? CopyNumeric.Text(value, Math.Max(CopyNumeric.Places(value), beside.IsNull ? 0 : CopyNumeric.Places(beside.value)))
            : CopyRow.Text(type, value, IsNull);
    }
}
