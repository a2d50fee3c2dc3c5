using System.Text.Json.Nodes;
using LoanServicing.Domain.Auditing;
using LoanServicing.Domain.Plans;
using LoanServicing.Store.ReadModels;

namespace LoanServicing.Host.Plans;

/// <summary>A plan as of both times.</summary>
/// <param name="ClosedThrough">The last business day closed; null where none is.</param>
/// <param name="SettledThrough">The last day whose payroll is no longer waited for.</param>
/// <param name="Policy">In force on the effective day.</param>
/// <param name="Loans">Made or taken over by the effective day.</param>
internal sealed record PlanAnswer(
    string Plan, PlanKind Kind, DateOnly Effective, DateOnly? ClosedThrough, DateOnly? SettledThrough, JsonObject Policy, int Loans, DateOnly From, RollForward Principal)
{
    private string PolicyInWords { get; init; } = "";

    /// <param name="plan">As it was known.</param>
    /// <param name="known">All its accounts, read with that plan.</param>
    /// <param name="recordedBy">Until when what was recorded counts, that moment included; null for all.</param>
    public static async Task<PlanAnswer> OfAsync(PlanState plan, IAsyncEnumerable<RecordedAccount> known, DateTimeOffset? recordedBy, DateOnly from, DateOnly through)
    {
        var (loans, sum) = (0, RollForward.None);
        await foreach (var recorded in known)
        {
            if ((recordedBy is { } time ? recorded.AsRecordedBy(time, plan) : recorded)?.History is not { } account)
                continue;
            var made = account.Loans.Where(loan => loan.Made.On <= through).Select(loan => (loan, account)).ToList();
            sum += RollForward.Of(made, from, through);
            loans += made.Count;
        }

        var policy = plan.PolicyOn(through);
        return new(plan.Plan, plan.Kind, through, plan.ClosedThrough, plan.SettledThrough, PolicyText.Members(policy), loans, from, sum)
        {
            PolicyInWords = $"since {policy.From:yyyy-MM-dd}: {PolicyText.Of(policy)}",
        };
    }

    public void Print(TextWriter @out)
    {
        @out.WriteLine($"{Plan}  at the close of {Effective:yyyy-MM-dd}: {Loans:N0} loans");
        @out.WriteLine($"  closed through       {(ClosedThrough is { } closed ? $"{closed:yyyy-MM-dd}, settled through {SettledThrough:yyyy-MM-dd}" : "no day")}");
        @out.WriteLine($"  policy               {PolicyInWords}");
        @out.WriteLine($"  principal, {From:yyyy-MM-dd} to {Effective:yyyy-MM-dd}");
        foreach (var (sign, amount, what) in Terms(Principal))
            @out.WriteLine($"    {sign} {amount,18:N2}  {what}");
        if (Principal.Unexplained != 0m)
            @out.WriteLine($"  does not add up by {Principal.Unexplained:N2}; run loans verify");
    }

    public static IReadOnlyList<(char Sign, decimal Amount, string What)> Terms(RollForward principal) =>
    [
        (' ', principal.Opening, "opening"),
        ('+', principal.Lent, "lent"),
        ('+', principal.TakenOver, "taken over"),
        ('-', principal.PrincipalRepaid, "repaid"),
        ('-', principal.Offset, "offset"),
        ('-', principal.Refinanced, "refinanced"),
        ('+', principal.Corrections, "corrections"),
        ('=', principal.Closing, "closing"),
    ];
}
