namespace LoanServicing.Store.Transactions;

/// <summary>Whose books: the name people use, and the one that rows carry.</summary>
public sealed record Tenant(string Name)
{
    private const string StoredDefault = "*DEFAULT*";

    public static readonly Tenant Default = new("default");

    /// <summary>Marten's name for the default tenant, or the name itself.</summary>
    public string Stored => Name == "default" ? StoredDefault : Name;

    public static Tenant OfStored(string stored) => stored == StoredDefault ? Default : new(stored);
}
