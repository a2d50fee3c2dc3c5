using System.Text.Json;
using LoanServicing.Domain.Plans;
using LoanServicing.Domain.Regulation.Section72e;
using LoanServicing.Domain.Regulation.Section72p;

namespace LoanServicing.Domain.Facts;

/// <summary>Reads a plan and what changes in it.</summary>
public static class PlanReader
{
    private const decimal MostFinalTolerance = 25.00m;

    private const string CureExpected = "none, max, {\"months\": 3} or {\"days\": 60}";

    /// <param name="from">The day from which its policy is known; days before take it too.</param>
    /// <param name="defaultCure">What a plan without a cure rule has; null where one has to be stated.</param>
    public static PlanDescription Read(DateOnly from, JsonMembers members, CurePeriodRule? defaultCure)
    {
        var (id, kind) = (members.Name("id"), members.Word("kind", Words.PlanKinds));
        var change = Change(members);
        var cure =
            change.CurePeriod
            ?? defaultCure
            ?? throw members.Refused("curePeriod", "nothing", $"the plan's own cure rule: {CureExpected}");
        var provisions = new PlanProvisions(
            members.OptionalFlag("permitsDistributionWhileEmployed") ?? false,
            members.OptionalFlag("acceleratesOnSeverance") ?? true,
            members.OptionalText("employerGroup"),
            members.OptionalShare("employeeContributionShare"),
            members.OptionalWord("employeeContributionRule", Words.EmployeeContributionRules)
                ?? EmployeeContributionRule.UntilRepeal
        );
        members.Done();
        return new(
            id,
            kind,
            change.To(new(from, cure, FinalTolerance: LoanPolicy.DefaultFinalTolerance)),
            provisions == PlanProvisions.Usual ? null : provisions
        );
    }

    /// <summary>Takes the members of a plan that can be amended.</summary>
    public static PolicyChange Change(JsonMembers members)
    {
        var cure = Cure(members);
        if (members.OptionalMembers("settings") is not { } settings)
            return new(cure);
        var change = new PolicyChange(
            cure,
            settings.OptionalFlag("floor10000"),
            settings.OptionalWord("peakMethod", Words.PeakMethods),
            settings.OptionalWord("defaultAccrual", Words.DefaultAccruals),
            settings.OptionalWord("partialPayment", Words.PartialPayments),
            settings.OptionalWord("creditDate", Words.CreditDates),
            settings.OptionalFlag("excessFirst"),
            settings.OptionalWord("deemedOver59Half", Words.DeemedOver59Half),
            settings.OptionalWord("deemedExceptionKnown", Words.DeemedExceptionKnown),
            settings.OptionalWord("offsetOfDeemedLoan", Words.OffsetsOfDeemedLoans),
            settings.OptionalCount("maxLoans"),
            settings.Has("minimumLoan") ? settings.Amount("minimumLoan") : null,
            settings.OptionalFlag("payrollOnly"),
            settings.OptionalCount("payrollGraceDays"),
            FinalTolerance(settings),
            settings.OptionalWord("prepayment", Words.Prepayments)
        );
        settings.Done();
        return change;
    }

    private static decimal? FinalTolerance(JsonMembers settings) =>
        settings.OptionalMoney("finalTolerance") is not { } tolerance ? null
        : tolerance <= MostFinalTolerance ? tolerance
        : throw settings.Refused(
            "finalTolerance",
            $"{tolerance:0.00}",
            $"dollars from 0.00 to {MostFinalTolerance:0.00}"
        );

    private static CurePeriodRule? Cure(JsonMembers members)
    {
        if (members.IsWord("curePeriod", "none") || members.IsWord("curePeriod", "max"))
            return members.Text("curePeriod") == "none" ? new CurePeriodRule.None() : new CurePeriodRule.Maximum();
        if (members.Peek("curePeriod") is { ValueKind: not JsonValueKind.Object } element)
            throw members.Refused("curePeriod", element, CureExpected);
        if (members.OptionalMembers("curePeriod") is not { } rule)
            return null;
        CurePeriodRule cure = rule.Has("months")
            ? new CurePeriodRule.Months(rule.Count("months"))
            : new CurePeriodRule.Days(rule.Count("days"));
        rule.Done();
        return cure;
    }
}
