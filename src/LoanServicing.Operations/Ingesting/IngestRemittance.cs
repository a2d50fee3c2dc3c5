using LoanServicing.Payroll.Layouts;

namespace LoanServicing.Operations.Ingesting;

/// <summary>Take one payroll file in, each line posted to its loan or suspended with a reason.</summary>
/// <param name="FileName">Without its folder.</param>
/// <param name="Plan">The plan that the payroll pays into.</param>
/// <param name="BusinessDate">The day on which it came in.</param>
/// <param name="PayDate">Where the file's name does not say it.</param>
/// <param name="Total">What the amounts have to sum to; null where nobody said.</param>
/// <param name="Count">How many repayments there have to be; null where nobody said.</param>
public sealed record IngestRemittance(
    string FileName,
    ReadOnlyMemory<byte> Content,
    LayoutReference Layout,
    string Plan,
    DateOnly BusinessDate,
    DateOnly? PayDate = null,
    decimal? Total = null,
    int? Count = null
);

/// <summary>
/// How a payroll file is laid out: as a layout that comes with the product, or as a layout file says.
/// </summary>
/// <param name="Text">Of the layout file; null for a layout of that name in the catalog.</param>
public sealed record LayoutReference(string Name, string? Text = null)
{
    /// <exception cref="RefusedException">No layout has that name, or the file is none.</exception>
    public Layout Resolve()
    {
        try
        {
            return Text is null ? LayoutCatalog.Load(Name) : Layout.Parse(Text, Name);
        }
        catch (LayoutRefusedException refused)
        {
            throw RefusedException.Of(nameof(IngestRemittance.Layout), refused.Message);
        }
    }
}
