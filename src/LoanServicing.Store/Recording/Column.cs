using Npgsql;
using NpgsqlTypes;

namespace LoanServicing.Store.Recording;

/// <summary>One column of rows that are written in sets: its name, its type and where a row's value comes from.</summary>
public abstract class Column<TRow>(string name, NpgsqlDbType type, bool isKey)
{
    public string Name => name;

    /// <summary>Whether it finds the row, rather than being changed.</summary>
    public bool IsKey => isKey;

    internal NpgsqlDbType Type => type;

    /// <summary>All values of a set of rows as one array.</summary>
    public abstract NpgsqlParameter Values(IReadOnlyList<TRow> rows);

    /// <summary>A row's value as a cell of the binary COPY format.</summary>
    internal abstract void Write(TRow row, CopyCells cells);

    public static Column<TRow> Of<TValue>(string name, NpgsqlDbType type, Func<TRow, TValue> value) => new Typed<TValue>(name, type, value, false);

    public static Column<TRow> Key<TValue>(string name, NpgsqlDbType type, Func<TRow, TValue> value) => new Typed<TValue>(name, type, value, true);

    private sealed class Typed<TValue>(string name, NpgsqlDbType type, Func<TRow, TValue> value, bool isKey) : Column<TRow>(name, type, isKey)
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

/// <summary>The statements that write a set of rows of one table, each one round trip whatever the number of rows.</summary>
public sealed class RowSet<TRow>(string table, params Column<TRow>[] columns)
{
    private readonly string insert = $"insert into {table} (tenant_id, {Names(columns)}) select current_setting('loans.tenant'), * from {Unnest(columns)}";

    private readonly string update =
        $"update {table} t set {string.Join(", ", columns.Where(c => !c.IsKey).Select(c => $"{c.Name} = u.{c.Name}"))} from {Unnest(columns)} "
        + $"where t.tenant_id = (select current_setting('loans.tenant')) and {string.Join(" and ", columns.Where(c => c.IsKey).Select(c => $"t.{c.Name} = u.{c.Name}"))}";

    public IReadOnlyList<Column<TRow>> Columns => columns;

    /// <summary>All columns of a row, the tenant's first.</summary>
    internal string ColumnNames { get; } = $"tenant_id, {Names(columns)}";

    /// <summary>A row as COPY has it in its binary format, the columns as <see cref="ColumnNames"/> names them.</summary>
    /// <param name="tenant">As stored.</param>
    internal void Write(string tenant, TRow row, CopyCells cells)
    {
        cells.Begin(columns.Length + 1);
        cells.Write(tenant);
        foreach (var column in columns)
            column.Write(row, cells);
    }

    public void Insert(NpgsqlBatch batch, IReadOnlyList<TRow> rows) => Add(batch, insert, rows);

    public void Update(NpgsqlBatch batch, IReadOnlyList<TRow> rows) => Add(batch, update, rows);

    private static string Names(Column<TRow>[] columns) => string.Join(", ", columns.Select(c => c.Name));

    private static string Unnest(Column<TRow>[] columns) => $"unnest({string.Join(", ", columns.Select((_, i) => $"${i + 1}"))}) as u ({Names(columns)})";

    private void Add(NpgsqlBatch batch, string sql, IReadOnlyList<TRow> rows)
    {
        if (rows.Count == 0)
            return;
        var command = new NpgsqlBatchCommand(sql);
        foreach (var column in columns)
            command.Parameters.Add(column.Values(rows));
        batch.BatchCommands.Add(command);
    }
}
