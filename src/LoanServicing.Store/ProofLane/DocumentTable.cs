using LoanServicing.Store.BulkLane;
using LoanServicing.Store.Transactions;
using NpgsqlTypes;

namespace LoanServicing.Store.ProofLane;

/// <summary>
/// Compares documents as they are stored with those that follow from the log: by the bytes in which the server sends
/// their rows. For one thread.
/// </summary>
/// <param name="what">What a document is of, as people call it.</param>
internal sealed class DocumentTable<TDocument>(string what, RowSet<TDocument> rows, Tenant tenant)
{
    private static readonly string[] Naming = ["plan", "participant", "loan", "id"];

    private readonly CopyCells computed = new();

    public string Name => rows.Table;

    /// <summary>In the order in which the cells of a row are.</summary>
    public string Columns => rows.ColumnNames;

    /// <summary>The row of a document, good until the next is asked for.</summary>
    public ReadOnlySpan<byte> Row(TDocument document)
    {
        computed.Clear();
        rows.Write(tenant.Stored, document, computed);
        return computed.Written.Span;
    }

    /// <summary>What a row says otherwise, in words. One of the two may be empty, where there is no such row.</summary>
    /// <param name="is_">As stored.</param>
    /// <param name="was">As it follows from the log.</param>
    public Difference Differs(ReadOnlySpan<byte> is_, ReadOnlySpan<byte> was)
    {
        if (is_.IsEmpty)
            return new("read-model", NameOf(was), "no document", "the document that follows from the log");
        if (was.IsEmpty)
            return new("read-model", NameOf(is_), "a document", "none: nothing in the log is its origin");
        return new(
            "read-model",
            NameOf(was),
            string.Join(", ", Otherwise(is_, was)),
            "the document that follows from the log"
        );
    }

    /// <summary>Where a column's cell is in a row.</summary>
    public int CellOf(string column) => 1 + rows.Columns.TakeWhile(other => other.Name != column).Count();

    /// <summary>
    /// A document by its names, <c>loan ACME/M1/001</c>, and by its id where the names do not tell it from others.
    /// </summary>
    private string NameOf(ReadOnlySpan<byte> row)
    {
        var cells = new CopyRow(row);
        cells.Next();
        var names = new List<(int Place, string Text)>();
        foreach (var column in rows.Columns)
        {
            var cell = cells.Next();
            if (Array.IndexOf(Naming, column.Name) is var place && place >= 0 && !cells.IsNull)
                names.Add((place, CopyRow.Text(column.Type, cell, false)));
        }

        var byName = names.Exists(name =>
            Naming[name.Place] is "participant" || (Naming[name.Place] is "plan" && what == "plan")
        );
        return $"{what} "
            + $"{string.Join('/', names.Where(name => !byName || Naming[name.Place] != "id").OrderBy(name => name.Place).Select(name => name.Text))}";
    }

    private List<string> Otherwise(ReadOnlySpan<byte> is_, ReadOnlySpan<byte> was)
    {
        var left = new CopyRow(is_);
        var right = new CopyRow(was);
        var found = new List<string>();
        if (!left.Next().SequenceEqual(right.Next()))
            found.Add("another tenant");
        foreach (var column in rows.Columns)
        {
            var one = left.Next();
            var other = right.Next();
            if (left.IsNull == right.IsNull && one.SequenceEqual(other))
                continue;
            if (column.Type == NpgsqlDbType.Jsonb)
                found.AddRange(
                    JsonDifferences.Between(
                        CopyRow.Text(column.Type, one, left.IsNull),
                        CopyRow.Text(column.Type, other, right.IsNull)
                    )
                );
            else
                found.Add(
                    $"{column.Name} {CopyRow.Text(column.Type, one, left.IsNull)} instead of "
                        + $"{CopyRow.Text(column.Type, other, right.IsNull)}"
                );
        }

        return found;
    }
}
