namespace LoanServicing.Store.Schema;

/// <summary>How far a database has been migrated.</summary>
/// <param name="Number">Of the last numbered file; 0 for none.</param>
/// <param name="Marten">Hash of what Marten made; null where the tables were made without it.</param>
public sealed record SchemaVersion(int Number, string? Marten)
{
    /// <summary>Whether nothing is in waiting.</summary>
    public bool IsCurrent => Number == Migrator.Latest && Marten == MartenSchema.Sha256;

    /// <exception cref="SchemaRefusedException">The database was migrated by a later version.</exception>
    public void Check()
    {
        if (Number > Migrator.Latest)
            throw new SchemaRefusedException(
                $"the database has schema {Number}, migrated by a later version of loans than this one, which knows "
                    + $"schema {Migrator.Latest}; use the later version"
            );
    }
}

/// <summary>
/// The database is not one that this version can work on. The message names both versions and says what to do.
/// </summary>
public sealed class SchemaRefusedException(string message) : Exception(message);

/// <summary>
/// Changes of the schema are in waiting that this version needs. The message names the command that makes them.
/// </summary>
public sealed class SchemaBehindException(string found)
    : Exception($"{found}: run loans database migrate, as a login that may act as {Roles.Owner}")
{
    public SchemaBehindException(SchemaVersion found)
        : this(
            $"the database has schema {found.Number}, and this version of loans needs {Migrator.Latest} with {MartenSchema.Name}"
        ) { }
}
