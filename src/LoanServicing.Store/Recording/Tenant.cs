namespace LoanServicing.Store.Recording;

/// <summary>Whose books: the name people use, and the one that rows carry.</summary>
public sealed record Tenant(string Name)
{
    public static readonly Tenant Default = new("default");

    /// <summary>Marten's name for the default tenant, or the name itself.</summary>
    public string Stored => Name == "default" ? "*DEFAULT*" : Name;
}
