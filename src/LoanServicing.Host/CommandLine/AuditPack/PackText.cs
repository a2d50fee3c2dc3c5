using LoanServicing.Operations.Auditing;

namespace LoanServicing.Host.CommandLine.AuditPack;

/// <summary>What a pack says in short, for people, and where it was written to.</summary>
internal static class PackText
{
    public static void Print(TextWriter @out, LoanPackPrepared prepared, IReadOnlyList<string> files)
    {
        var pack = prepared.Pack;
        @out.WriteLine(
            $"{prepared.Loan}: {pack.Events.Count:N0} events, {pack.Payments.Count:N0} payments, "
                + $"effective {pack.Effective:yyyy-MM-dd}"
        );
        foreach (var sentence in pack.Unresolved)
            @out.WriteLine($"  needs a person  {sentence}");
        Print(@out, files);
    }

    public static void Print(TextWriter @out, PlanPackPrepared prepared, IReadOnlyList<string> files)
    {
        var pack = prepared.Pack;
        var open = prepared.OpenDiscrepancies;
        @out.WriteLine(
            $"{pack.Plan}: {pack.Loans:N0} loans from {pack.From:yyyy-MM-dd} to {pack.Through:yyyy-MM-dd}, "
                + $"{(pack.IsTied ? "tied out" : "NOT tied out")}, delinquent {pack.Delinquent.Count:N0}, "
                + $"{(open > 0 ? $"discrepancies {open:N0}, " : "")}sampled {prepared.Sampled.Count:N0}"
        );
        Print(@out, files);
    }

    private static void Print(TextWriter @out, IReadOnlyList<string> files)
    {
        foreach (var path in files)
            @out.WriteLine($"  {path}");
    }
}
