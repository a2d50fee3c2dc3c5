using LoanServicing.Store.EventLog;
using LoanServicing.Store.Transactions;
using Npgsql;

namespace LoanServicing.Store.ProofLane;

/// <summary>
/// Stored documents of a table that is small beside the log, held until each has been compared with the one that
/// follows from it.
/// </summary>
internal sealed class HeldRows<TDocument>(DocumentTable<TDocument> table, Tenant tenant, IReplaySink sink)
{
    private readonly int idCell = table.CellOf("id");
    private readonly Dictionary<string, byte[]> stored = [];

    /// <param name="which">A condition on the columns.</param>
    public void Load(NpgsqlConnection connection, string which)
    {
        stored.Clear();
        using var rows = BinaryCopy.Of(
            connection,
            $"select {table.Columns} from {table.Name} where tenant_id = {Sql.Text(tenant.Stored)} and {which}"
        );
        while (rows.Read())
            stored.Add(Key(rows.Row), rows.Row.ToArray());
    }

    public void Compare(TDocument document, Guid stream, long version)
    {
        var computed = table.Row(document);
        stored.Remove(Key(computed), out var row);
        if (!computed.SequenceEqual(row))
            sink.Differs(table, row, computed, stream, version);
    }

    /// <summary>Those that nothing was compared with: the log has nothing that they follow from.</summary>
    public void End(Guid stream, long version)
    {
        foreach (var row in stored.Values)
            sink.Differs(table, row, default, stream, version);
        stored.Clear();
    }

    private string Key(ReadOnlySpan<byte> row) => Convert.ToHexString(new CopyRow(row).Cell(idCell));
}

/// <summary>Values within a statement that takes no parameters.</summary>
internal static class Sql
{
    public static string Text(string value) => $"'{value.Replace("'", "''", StringComparison.Ordinal)}'";
}
