using LoanServicing.Store.EventLog;
using LoanServicing.Store.Recording;
using Npgsql;

namespace LoanServicing.Store.Verification;

/// <summary>The stored rows of one plan in a table that is small beside the log, held until each has been compared with the one that follows from it.</summary>
/// <param name="keys">The columns that tell one row from another.</param>
internal sealed class HeldRows<TRecord>(ReadModelTable<TRecord> table, Tenant tenant, IReplaySink sink, params string[] keys)
{
    private readonly int[] keyCells = [.. keys.Select(table.CellOf)];
    private readonly Dictionary<string, byte[]> stored = [];

    /// <param name="plans">A condition on the column <c>plan</c>.</param>
    public void Load(NpgsqlConnection connection, string plans)
    {
        stored.Clear();
        using var rows = BinaryCopy.Of(connection, $"select {table.Columns} from {table.Name} where tenant_id = {Sql.Text(tenant.Stored)} and plan {plans}");
        while (rows.Read())
            stored.Add(Key(rows.Row), rows.Row.ToArray());
    }

    public void Compare(TRecord record, Guid stream, long version)
    {
        var computed = table.Row(record);
        stored.Remove(Key(computed), out var row);
        if (!table.Same(row, computed))
            sink.Differs(table, row, computed, stream, version);
    }

    /// <summary>Those that nothing was compared with: the log has nothing that they follow from.</summary>
    public void End(Guid stream, long version)
    {
        foreach (var row in stored.Values)
            sink.Differs(table, row, default, stream, version);
        stored.Clear();
    }

    private string Key(ReadOnlySpan<byte> row)
    {
        var key = new System.Text.StringBuilder();
        foreach (var cell in keyCells)
            key.Append(Convert.ToHexString(new CopyRow(row).Cell(cell))).Append('/');
        return key.ToString();
    }
}

/// <summary>Values within a statement that takes no parameters.</summary>
internal static class Sql
{
    public static string Text(string value) => $"'{value.Replace("'", "''", StringComparison.Ordinal)}'";
}
