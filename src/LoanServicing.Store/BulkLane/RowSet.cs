using LoanServicing.Store.Configuration;
using LoanServicing.Store.ProofLane;
using Npgsql;

namespace LoanServicing.Store.BulkLane;

/// <summary>
/// The statements that write a set of rows of one table, each one round trip whatever the number of rows.
/// </summary>
/// <param name="drawn">A column that the server fills for each inserted row, and how; null for none.</param>
public sealed class RowSet<TRow>(string table, Column<TRow>[] columns, (string Name, string Expression)? drawn = null)
{
    private const string OfTenant = $"current_setting('{StoreConfiguration.TenantSetting}')";

    private readonly string insert =
        $"insert into {table} (tenant_id, {Names(columns)}{(drawn is null ? "" : $", {drawn.Value.Name}")}) "
        + $"select {OfTenant}, u.*{(drawn is null ? "" : $", {drawn.Value.Expression}")} from {Unnest(columns)}";

    private readonly string update = UpdateOf(table, Updated(columns));

    private readonly Column<TRow>[] updated = Updated(columns);

    public RowSet(string table, params Column<TRow>[] columns)
        : this(table, columns, null) { }

    public string Table => table;

    public IReadOnlyList<Column<TRow>> Columns => columns;

    internal string UpdateStatement => update;

    /// <summary>All columns of a row, the tenant's first.</summary>
    internal string ColumnNames { get; } = $"tenant_id, {Names(columns)}";

    /// <summary>
    /// A row as COPY has it in its binary format, the columns as <see cref="ColumnNames"/> names them.
    /// </summary>
    /// <param name="tenant">As stored.</param>
    internal void Write(string tenant, TRow row, CopyCells cells)
    {
        cells.Begin(columns.Length + 1);
        cells.Write(tenant);
        foreach (var column in columns)
            column.Write(row, cells);
    }

    public void Insert(NpgsqlBatch batch, IReadOnlyList<TRow> rows) => Add(batch, insert, columns, rows);

    public void Update(NpgsqlBatch batch, IReadOnlyList<TRow> rows) => Add(batch, update, updated, rows);

    private static string Names(Column<TRow>[] columns) => string.Join(", ", columns.Select(c => c.Name));

    private static string Unnest(Column<TRow>[] columns) =>
        $"unnest({string.Join(", ", columns.Select((_, i) => $"${i + 1}"))}) as u ({Names(columns)})";

    private static Column<TRow>[] Updated(Column<TRow>[] columns) =>
        [.. columns.Where(column => column.Use != ColumnUse.Stays)];

    private static string UpdateOf(string table, Column<TRow>[] columns) =>
        $"update {table} t set {Pairs(columns, ColumnUse.Changes, ", ", "")} from {Unnest(columns)} "
        + $"where t.tenant_id = (select {OfTenant}) and {Pairs(columns, ColumnUse.Finds, " and ", "t.")}";

    private static string Pairs(Column<TRow>[] columns, ColumnUse use, string separator, string prefix) =>
        string.Join(
            separator,
            columns.Where(column => column.Use == use).Select(column => $"{prefix}{column.Name} = u.{column.Name}")
        );

    private static void Add(NpgsqlBatch batch, string sql, Column<TRow>[] columns, IReadOnlyList<TRow> rows)
    {
        if (rows.Count == 0)
            return;
        var command = new NpgsqlBatchCommand(sql);
        foreach (var column in columns)
            command.Parameters.Add(column.Values(rows));
        batch.BatchCommands.Add(command);
    }
}
