using System.Text.Json;
using LoanServicing.Store.EventLog;
using Npgsql;

namespace LoanServicing.Store.ReadModels;

/// <summary>The cells of one row, read from left to right.</summary>
internal struct Cells(NpgsqlDataReader row)
{
    private int ordinal;

    public T Next<T>() => row.GetFieldValue<T>(ordinal++);

    public T? NextOrNull<T>()
        where T : struct => row.IsDBNull(ordinal++) ? null : row.GetFieldValue<T>(ordinal - 1);

    public T? NextJson<T>()
        where T : class => row.IsDBNull(ordinal++) ? null : JsonSerializer.Deserialize<T>(row.GetString(ordinal - 1), EventJson.Options);

    public void Skip(int cells) => ordinal += cells;

    /// <summary>Passes over the rest of something that is not there.</summary>
    public T? SkipTo<T>(int cells)
        where T : class
    {
        Skip(cells);
        return null;
    }
}
