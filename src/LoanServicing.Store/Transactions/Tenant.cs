using LoanServicing.Domain;

namespace LoanServicing.Store.Transactions;

/// <summary>Whose books: the name people use, and the one that rows carry.</summary>
public sealed record Tenant(string Name)
{
    private const string StoredDefault = "*DEFAULT*";

    public static readonly Tenant Default = new("default");

    /// <summary>What a tenant's name has to be, in the words of a refusal.</summary>
    public const string Expected = "a name of 1 to 64 characters without \"/\", control characters or outer spaces";

    /// <summary>Marten's name for the default tenant, or the name itself.</summary>
    public string Stored => Name == "default" ? StoredDefault : Name;

    /// <summary>By the name that somebody gave; null where it can be nobody's.</summary>
    public static Tenant? OfName(string? name) =>
        name is not null && StreamId.IsName(name) && name != StoredDefault ? new(name) : null;

    public static Tenant OfStored(string stored) => stored == StoredDefault ? Default : new(stored);
}
