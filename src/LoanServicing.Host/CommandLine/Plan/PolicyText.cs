using System.Diagnostics;
using LoanServicing.Domain.Plans;
using LoanServicing.Domain.Regulation.Section72p;

namespace LoanServicing.Host.CommandLine.Plan;

/// <summary>A loan program in words: the cure period, and what is set otherwise than usual.</summary>
internal static class PolicyText
{
    public static string Of(LoanPolicy policy)
    {
        var usual = new LoanPolicy(policy.From, policy.CurePeriod, FinalTolerance: LoanPolicy.DefaultFinalTolerance);
        var set = typeof(LoanPolicy)
            .GetProperties()
            .Where(property => property.Name is not (nameof(LoanPolicy.From) or nameof(LoanPolicy.CurePeriod)))
            .Where(property => !Equals(property.GetValue(policy), property.GetValue(usual)))
            .Select(property =>
                $"{property.Name[..1].ToLowerInvariant()}{property.Name[1..]} {property.GetValue(policy) ?? "none"}"
            );
        return string.Join(", ", set.Prepend(Of(policy.CurePeriod)));
    }

    private static string Of(CurePeriodRule rule) =>
        rule switch
        {
            CurePeriodRule.None => "no cure period",
            CurePeriodRule.Maximum => "the longest cure period that the law allows",
            CurePeriodRule.Months months => $"a cure period of {months.Count} months",
            CurePeriodRule.Days days => $"a cure period of {days.Count} days",
            _ => throw new UnreachableException($"{rule.GetType().Name} is no cure rule"),
        };
}
