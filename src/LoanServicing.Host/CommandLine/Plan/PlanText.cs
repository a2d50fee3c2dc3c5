using LoanServicing.Domain.Auditing;
using LoanServicing.Operations.Asking.Plans;

namespace LoanServicing.Host.CommandLine.Plan;

/// <summary>Answers about a plan for people.</summary>
internal static class PlanText
{
    public static void Print(TextWriter @out, PlanShown shown)
    {
        var closed = shown.ClosedThrough is { } day
            ? $"{day:yyyy-MM-dd}, settled through {shown.SettledThrough:yyyy-MM-dd}"
            : "no day";
        @out.WriteLine($"{shown.Plan}  at the close of {shown.Effective:yyyy-MM-dd}: {shown.Loans:N0} loans");
        @out.WriteLine($"  closed through       {closed}");
        @out.WriteLine($"  policy               since {shown.Policy.From:yyyy-MM-dd}: {PolicyText.Of(shown.Policy)}");
        @out.WriteLine($"  principal, {shown.From:yyyy-MM-dd} to {shown.Effective:yyyy-MM-dd}");
        foreach (var (sign, amount, what) in Terms(shown.Principal))
            @out.WriteLine($"    {sign} {amount, 18:N2}  {what}");
        if (shown.Principal.Unexplained != 0m)
            @out.WriteLine($"  does not add up by {shown.Principal.Unexplained:N2}; run loans verify");
    }

    public static void Print(TextWriter @out, PlanComparison comparison)
    {
        @out.WriteLine(
            $"{comparison.Plan} from {comparison.From:yyyy-MM-dd} to {comparison.Effective:yyyy-MM-dd}, "
                + $"as recorded by {AnswerText.Of(comparison.Recorded)} and by {AnswerText.Of(comparison.Against)}"
        );
        Print(@out, "  ", comparison.Before, comparison.After);
        foreach (var amendment in comparison.Amendments)
            @out.WriteLine(AnswerText.Of(amendment));
        foreach (var loan in comparison.Changed)
        {
            @out.WriteLine($"{loan.Loan}");
            foreach (var e in loan.Events)
                @out.WriteLine($"  {AnswerText.Of(e)}");
            Print(@out, "    ", loan.Before, loan.After);
        }
    }

    private static void Print(TextWriter @out, string indent, RollForward before, RollForward after)
    {
        var differing = Terms(before).Zip(Terms(after)).Where(pair => pair.First.Amount != pair.Second.Amount).ToList();
        foreach (var (was, becomes) in differing)
            @out.WriteLine($"{indent}{was.What, -21}  {was.Amount:N2} → {becomes.Amount:N2}");
        if (differing.Count == 0)
            @out.WriteLine($"{indent}no difference");
    }

    private static IReadOnlyList<(char Sign, decimal Amount, string What)> Terms(RollForward principal) =>
        [
            (' ', principal.Opening, "opening"),
            ('+', principal.Lent, "lent"),
            ('+', principal.TakenOver, "taken over"),
            ('-', principal.PrincipalRepaid, "repaid"),
            ('-', principal.Offset, "offset"),
            ('-', principal.Refinanced, "refinanced"),
            ('-', principal.Transferred, "transferred"),
            ('-', principal.WrittenOff, "written off"),
            ('+', principal.Corrections, "corrections"),
            ('=', principal.Closing, "closing"),
        ];
}
