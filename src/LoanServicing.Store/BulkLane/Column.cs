using LoanServicing.Store.ProofLane;
using Npgsql;
using NpgsqlTypes;

namespace LoanServicing.Store.BulkLane;

/// <summary>
/// One column of rows that are written in sets: its name, its type and where a row's value comes from.
/// </summary>
public abstract class Column<TRow>(string name, NpgsqlDbType type, ColumnUse use)
{
    public string Name => name;

    public ColumnUse Use => use;

    internal NpgsqlDbType Type => type;

    /// <summary>All values of a set of rows as one array.</summary>
    public abstract NpgsqlParameter Values(IReadOnlyList<TRow> rows);

    /// <summary>A row's value as a cell of the binary COPY format.</summary>
    internal abstract void Write(TRow row, CopyCells cells);

    public static Column<TRow> Of<TValue>(string name, NpgsqlDbType type, Func<TRow, TValue> value) =>
        new Typed<TValue>(name, type, value, ColumnUse.Changes);

    public static Column<TRow> Fixed<TValue>(string name, NpgsqlDbType type, Func<TRow, TValue> value) =>
        new Typed<TValue>(name, type, value, ColumnUse.Stays);

    public static Column<TRow> Key<TValue>(string name, NpgsqlDbType type, Func<TRow, TValue> value) =>
        new Typed<TValue>(name, type, value, ColumnUse.Finds);

    private sealed class Typed<TValue>(string name, NpgsqlDbType type, Func<TRow, TValue> value, ColumnUse use)
        : Column<TRow>(name, type, use)
    {
        private readonly Action<CopyCells, TValue> write = CopyCells.Writer<TValue>(type);

        internal override void Write(TRow row, CopyCells cells) => write(cells, value(row));

        public override NpgsqlParameter Values(IReadOnlyList<TRow> rows)
        {
            var values = new TValue[rows.Count];
            for (var i = 0; i < values.Length; i++)
                values[i] = value(rows[i]);
            return new NpgsqlParameter<TValue[]> { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | Type };
        }
    }
}

/// <summary>What a column is to an update of its row.</summary>
public enum ColumnUse
{
    /// <summary>It is changed.</summary>
    Changes,

    /// <summary>It has one value for as long as the row is there, and is left as it is.</summary>
    Stays,

    /// <summary>It finds the row.</summary>
    Finds,
}
