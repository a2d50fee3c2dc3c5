using System.Text.Json;
using LoanServicing.Domain.Calendar;
using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Regulation.Section72p;

namespace LoanServicing.Domain.Facts;

/// <summary>Reads what was agreed about a loan.</summary>
internal static class LoanTermsReader
{
    /// <param name="hasPurpose">Whether a purpose can be stated: a loan that replaces another acquires nothing (26 CFR
    /// 1.72(p)-1 A-8(a)).</param>
    public static LoanTerms Terms(DateOnly madeOn, JsonMembers members, bool hasPurpose = true)
    {
        var amount = members.Amount("amount");
        var rate = members.Rate("annualRate");
        var frequency = members.Frequency("frequency");
        var installments = members.Count("installments");
        var firstDue = members.Date("firstDue");
        if (firstDue < madeOn)
            throw members.Refused(
                "firstDue",
                $"{firstDue:yyyy-MM-dd}",
                $"a day not before the loan's own, {madeOn:yyyy-MM-dd}"
            );
        var purpose = (hasPurpose ? members.OptionalWord("purpose", Words.Purposes) : null) ?? LoanPurpose.General;
        var dueDays = DueDays(members);
        CheckDueDates(members, frequency, installments, firstDue, dueDays);
        var terms = new LoanTerms(
            madeOn,
            amount,
            rate,
            frequency,
            installments,
            firstDue,
            purpose,
            dueDays,
            Schedule(members, installments)
        );
        return terms.LevelInstallment is 0m
            ? throw members.Refused(
                "amount",
                $"{amount:0.00}",
                $"enough for {installments} installments of a cent or more"
            )
            : terms;
    }

    public static void CheckDueDates(
        JsonMembers members,
        Frequency frequency,
        int installments,
        DateOnly firstDue,
        SemimonthlyDays? dueDays
    )
    {
        if (YearsOf(frequency, installments) + firstDue.Year > Era.Last.Year)
            throw members.Refused("installments", $"{installments}", $"a last installment by {Era.Last:yyyy-MM-dd}");
        if (Calendar.DueDates.Problem(frequency, firstDue, dueDays) is { } problem)
            throw members.Refused("firstDue", $"{firstDue:yyyy-MM-dd}", $"a due date of the loan: {problem}");
    }

    /// <summary>Null where nothing is out of the ordinary.</summary>
    public static LoanCircumstances? Circumstances(JsonMembers members)
    {
        var circumstances = new LoanCircumstances(
            BonaFide: members.OptionalFlag("bonaFide") ?? true,
            CreditCard: members.OptionalWord("via", Words.Channels) ?? false,
            AcquisitionDebt: AcquisitionDebt(members),
            InvestmentProgram: InvestmentProgram(members),
            Contract: members.OptionalWord("contract", Words.Contracts),
            PayrollWithholding: members.OptionalFlag("payrollWithholding") ?? false,
            AdditionalSecurity: members.OptionalFlag("additionalSecurity") ?? false,
            LimitSet: members.OptionalWord("limitSet", Words.LimitSets) ?? LimitSet.Standard,
            RothShare: RothShare(members)
        );
        return circumstances == LoanCircumstances.Ordinary ? null : circumstances;
    }

    public static int YearsOf(Frequency frequency, int installments) => 1 + (installments / frequency.PeriodsPerYear());

    public static SemimonthlyDays? DueDays(JsonMembers members)
    {
        if (members.Optional("dueDays") is not { } element)
            return null;
        return
            element is { ValueKind: JsonValueKind.Array }
            && element.GetArrayLength() == 2
            && element[0].ValueKind == JsonValueKind.Number
            && element[0].TryGetInt32(out var earlier)
            && element[1].ValueKind == JsonValueKind.Number
            && element[1].TryGetInt32(out var later)
            && earlier is >= 1 and <= 27
            && later > earlier
            && later <= 31
            ? new(earlier, later)
            : throw members.Refused(
                "dueDays",
                element,
                "two days of the month in order, the first not after the 27th, as [10, 25]"
            );
    }

    private static AcquisitionDebt? AcquisitionDebt(JsonMembers members)
    {
        if (members.OptionalMembers("acquisitionDebt") is not { } debt)
            return null;
        var read = new AcquisitionDebt(debt.Date("on"), debt.Flag("dwelling"));
        debt.Done();
        return read;
    }

    private static InvestmentProgramFacts? InvestmentProgram(JsonMembers members)
    {
        if (members.OptionalMembers("investmentProgram") is not { } program)
            return null;
        var read = new InvestmentProgramFacts(
            program.Flag("established"),
            program.Flag("earmarked"),
            program.Flag("participantsOnly"),
            program.Flag("maturesOnSeverance"),
            program.Flag("insider")
        );
        program.Done();
        return read;
    }

    private static decimal RothShare(JsonMembers members)
    {
        var source = members.OptionalWord("source", Words.Sources);
        if (members.OptionalMembers("sources") is not { } sources)
            return source ?? 0m;
        if (source is not null)
            throw members.Refused("sources", "it beside source", "one of them");
        var (pretax, roth) = (sources.OptionalShare("pretax") ?? 0m, sources.OptionalShare("roth") ?? 0m);
        sources.Done();
        return pretax + roth == 1m
            ? roth
            : throw members.Refused(
                "sources",
                $"{pretax} and {roth}",
                "shares that sum to 1, as {\"pretax\": 0.8, \"roth\": 0.2}"
            );
    }

    private static List<ScheduleStep>? Schedule(JsonMembers members, int installments)
    {
        if (members.Optional("schedule") is not { } element)
            return null;
        if (element.ValueKind != JsonValueKind.Array)
            throw members.Refused("schedule", element, "steps, as [{\"count\": 16, \"amount\": 2907}]");
        var steps = new List<ScheduleStep>();
        foreach (var item in element.EnumerateArray())
        {
            var step = new JsonMembers(item, $"{members.Path}.schedule[{steps.Count}]");
            steps.Add(new(step.Count("count"), step.Amount("amount")));
            step.Done();
        }

        return steps.Sum(step => step.Count) == installments
            ? steps
            : throw members.Refused("schedule", element, $"steps of {installments} installments together");
    }
}
