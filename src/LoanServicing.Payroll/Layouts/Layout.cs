using System.Collections.Immutable;

namespace LoanServicing.Payroll.Layouts;

public enum Quoting
{
    None,

    /// <summary>A field may stand in double quotes, a quote in it doubled; it ends on its own line.</summary>
    DoubleQuotes,
}

public enum HeaderRow
{
    /// <summary>The first line already carries data.</summary>
    None,

    /// <summary>The first line is the headings of all columns, in order, letter for letter.</summary>
    Exact,
}

/// <summary>How a line says which loan it repays.</summary>
public enum LoanIdentity
{
    /// <summary>By a loan number of its own.</summary>
    Explicit,

    /// <summary>Not at all: the amount is the sum over the person's loans.</summary>
    Summed,
}

/// <summary>
/// How one kind of payroll file is written: data, so that a new payroll is a new file and not a new release.
/// </summary>
/// <param name="Version">Counted up with every change of meaning; a remittance keeps the version it was read
/// by.</param>
/// <param name="Source">Where the sender publishes the layout; null when unknown.</param>
/// <param name="FileName">Null: names say nothing.</param>
/// <param name="Json">The layout file itself.</param>
public sealed record Layout(
    string Name,
    int Version,
    string Description,
    string? Source,
    char Delimiter,
    Quoting Quoting,
    HeaderRow Header,
    FileNamePattern? FileName,
    LoanIdentity LoanReference,
    ImmutableArray<LayoutColumn> Columns,
    string Json
)
{
    /// <summary>Reads a layout file; an unknown member is an error, comments and trailing commas are not.</summary>
    /// <param name="source">What a message calls the file.</param>
    /// <exception cref="LayoutRefusedException">Names the file, the JSON path, what was found and what was
    /// expected.</exception>
    public static Layout Parse(string json, string source) => LayoutFile.Parse(json, source);

    /// <summary>The whole layout for people.</summary>
    public string Describe() => LayoutDescription.Of(this);
}
