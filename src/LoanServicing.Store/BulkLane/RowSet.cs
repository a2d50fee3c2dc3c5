using LoanServicing.Store.Configuration;
using LoanServicing.Store.ProofLane;
using Npgsql;

namespace LoanServicing.Store.BulkLane;

/// <summary>The statements that write a set of rows of one table, each one round trip whatever the number of rows.</summary>
/// <param name="drawn">A column that the server fills for each inserted row, and how; null for none.</param>
public sealed class RowSet<TRow>(string table, Column<TRow>[] columns, (string Name, string Expression)? drawn = null)
{
    private const string OfTenant = $"current_setting('{StoreConfiguration.TenantSetting}')";

    private readonly string insert =
        $"insert into {table} (tenant_id, {Names(columns)}{(drawn is null ? "" : $", {drawn.Value.Name}")}) "
        + $"select {OfTenant}, u.*{(drawn is null ? "" : $", {drawn.Value.Expression}")} from {Unnest(columns)}";

    // The rows are there, and locked. An update that joins them to the set would leave it to the planner how they are found, which of a young table may read
    // every row of the tenant for each set; a conflict is found through its index, row by row.
    private readonly string update =
        $"insert into {table} (tenant_id, {Names(columns)}) select {OfTenant}, u.* from {Unnest(columns)} "
        + $"on conflict (tenant_id, {string.Join(", ", columns.Where(c => c.IsKey).Select(c => c.Name))}) "
        + $"do update set {string.Join(", ", columns.Where(c => !c.IsKey).Select(c => $"{c.Name} = excluded.{c.Name}"))}";

    public RowSet(string table, params Column<TRow>[] columns)
        : this(table, columns, null)
    {
    }

    public string Table => table;

    public IReadOnlyList<Column<TRow>> Columns => columns;

    internal string UpdateStatement => update;

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
