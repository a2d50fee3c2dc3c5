using System.Text.Json;
using LoanServicing.Domain.Calendar;
using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Plans;

namespace LoanServicing.Domain.Facts;

/// <summary>Reads facts in the vocabulary of the scenario contract. What does not fit is a <see cref="FactRefusedException"/> with its path.</summary>
public static class FactReader
{
    private static readonly Dictionary<string, Func<DateOnly, JsonMembers, Fact>> Facts = new()
    {
        ["account-valued"] = (on, m) => new AccountValuedFact(on, m.Money("vested"), m.OptionalMoney("afterTaxBasis")),
        ["originated"] = (on, m) => new OriginatedFact(on, m.Name("loan"), Terms(on, m), m.OptionalFlag("agreement") ?? true),
        ["paid"] = Paid,
        ["payment-reversed"] = (on, m) => new PaymentReversedFact(on, m.Name("loan"), m.Date("paidOn"), m.Amount("amount")),
        ["offset"] = (on, m) => new OffsetFact(on, m.Name("loan"), m.Has("amount") ? m.Amount("amount") : null, m.OptionalMoney("withheld") ?? 0m),
        ["refinanced"] = (on, m) => new RefinancedFact(on, m.Name("loan"), Replaced(m), Terms(on, m)),
        ["plan-amended"] = (on, m) => new PlanAmendedFact(on, Policy(on, m)),
        ["severed"] = (on, _) => new SeveredFact(on),
        ["disabled"] = (on, _) => new DisabledFact(on),
        ["died"] = (on, _) => new DiedFact(on),
        ["plan-terminated"] = (on, _) => new PlanTerminatedFact(on),
    };

    /// <summary>Whether a fact of that name belongs to the contract's vocabulary as far as it is built.</summary>
    public static bool Knows(string fact) => Facts.ContainsKey(fact);

    public static IEnumerable<string> Names => Facts.Keys;

    /// <summary>Takes the fact's own members; the caller takes those that it adds, and ends with <see cref="JsonMembers.Done"/>.</summary>
    public static Fact Read(string fact, JsonMembers members) => Facts[fact](members.Date("on"), members);

    public static ParticipantDescription ReadParticipant(JsonMembers members)
    {
        var participant = new ParticipantDescription(members.Name("id"), members.Date("birthDate"));
        members.Done();
        return participant;
    }

    /// <param name="from">The day from which its policy is known; days before take it too.</param>
    // Not modelled: acceleratesOnSeverance, permitsDistributionWhileEmployed and employerGroup change nothing that is built yet, and are refused.
    public static PlanDescription ReadPlan(DateOnly from, JsonMembers members)
    {
        var plan = new PlanDescription(members.Name("id"), members.Word("kind", Words.PlanKinds), Policy(from, members));
        members.Done();
        return plan;
    }

    private static LoanPolicy Policy(DateOnly from, JsonMembers members)
    {
        var cure = Cure(members);
        var settings = members.OptionalMembers("settings");
        var policy = new LoanPolicy(
            from,
            cure,
            settings?.OptionalWord("creditDate", Words.CreditDates) ?? CreditDate.Received,
            settings?.OptionalFlag("floor10000") ?? true,
            settings?.OptionalWord("deemedOver59Half", Words.DeemedOver59Half) ?? DeemedOver59Half.L,
            settings?.OptionalWord("deemedExceptionKnown", Words.DeemedExceptionKnown) ?? DeemedExceptionKnown.L,
            settings?.OptionalCount("payrollGraceDays") ?? LoanPolicy.DefaultPayrollGraceDays);
        settings?.Done();
        return policy;
    }

    private static CurePeriodRule Cure(JsonMembers members)
    {
        const string expected = "none, max, {\"months\": 3} or {\"days\": 60}";
        if (members.Optional("curePeriod") is not { } element)
            throw new FactRefusedException("$.curePeriod", "nothing", $"the plan's own cure rule: {expected}");
        if (element.ValueKind == JsonValueKind.String && element.GetString() is "none")
            return new CurePeriodRule.None();
        if (element.ValueKind == JsonValueKind.String && element.GetString() is "max")
            return new CurePeriodRule.Maximum();
        if (element.ValueKind != JsonValueKind.Object)
            throw members.Refused("curePeriod", element, expected);
        var rule = new JsonMembers(element, "$.curePeriod");
        CurePeriodRule cure = rule.Has("months") ? new CurePeriodRule.Months(rule.Count("months")) : new CurePeriodRule.Days(rule.Count("days"));
        rule.Done();
        return cure;
    }

    private static PaidFact Paid(DateOnly on, JsonMembers members)
    {
        var loan = members.Name("loan");
        decimal? amount = null;
        if (members.Has("amount") && IsScheduled(members))
            members.Optional("amount");
        else
            amount = members.Amount("amount");
        var count = members.OptionalCount("count");
        var every = members.OptionalWord("every", Words.Frequencies);
        if (count is null != every is null)
            throw new FactRefusedException(count is null ? "$.count" : "$.every", "nothing", "count and every together, or neither");
        if (every is { } run && YearsOf(run, count!.Value) + on.Year > Era.Last.Year)
            throw new FactRefusedException("$.count", $"{count}", $"a run that ends by {Era.Last:yyyy-MM-dd}");
        return new(on, loan, amount, count ?? 1, every, members.OptionalDate("withheldOn"));
    }

    private static bool IsScheduled(JsonMembers members) => members.Peek("amount") is { ValueKind: JsonValueKind.String } word && word.GetString() == "scheduled";

    private static string Replaced(JsonMembers members)
    {
        var element = members.Required("replaces");
        return element is { ValueKind: JsonValueKind.Array } && element.GetArrayLength() == 1 && element[0].ValueKind == JsonValueKind.String
            ? element[0].GetString()!
            : throw members.Refused("replaces", element, "the name of one replaced loan, as [\"A\"]");
    }

    private static LoanTerms Terms(DateOnly madeOn, JsonMembers members)
    {
        var amount = members.Amount("amount");
        var rate = members.Rate("annualRate");
        var frequency = members.Frequency("frequency");
        var installments = members.Count("installments");
        var firstDue = members.Date("firstDue");
        if (firstDue < madeOn)
            throw new FactRefusedException("$.firstDue", $"{firstDue:yyyy-MM-dd}", $"a day not before the loan's own, {madeOn:yyyy-MM-dd}");
        if (YearsOf(frequency, installments) + firstDue.Year > Era.Last.Year)
            throw new FactRefusedException("$.installments", $"{installments}", $"a last installment by {Era.Last:yyyy-MM-dd}");
        var purpose = members.OptionalWord("purpose", Words.Purposes) ?? LoanPurpose.General;
        var dueDays = DueDays(members);
        if (DueDates.Problem(frequency, firstDue, dueDays) is { } problem)
            throw new FactRefusedException("$.firstDue", $"{firstDue:yyyy-MM-dd}", $"a due date of the loan: {problem}");
        var terms = new LoanTerms(madeOn, amount, rate, frequency, installments, firstDue, purpose, dueDays, Schedule(members, installments));
        return terms.LevelInstallment is 0m ? throw new FactRefusedException("$.amount", $"{amount:0.00}", $"enough for {installments} installments of a cent or more") : terms;
    }

    private static int YearsOf(Frequency frequency, int installments) => 1 + (installments / frequency.PeriodsPerYear());

    private static SemimonthlyDays? DueDays(JsonMembers members)
    {
        if (members.Optional("dueDays") is not { } element)
            return null;
        return element is { ValueKind: JsonValueKind.Array } && element.GetArrayLength() == 2
            && element[0].ValueKind == JsonValueKind.Number && element[0].TryGetInt32(out var earlier)
            && element[1].ValueKind == JsonValueKind.Number && element[1].TryGetInt32(out var later)
            && earlier is >= 1 and <= 27 && later > earlier && later <= 31
            ? new(earlier, later)
            : throw members.Refused("dueDays", element, "two days of the month in order, the first not after the 27th, as [10, 25]");
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
            var step = new JsonMembers(item, $"$.schedule[{steps.Count}]");
            steps.Add(new(step.Count("count"), step.Amount("amount")));
            step.Done();
        }

        return steps.Sum(step => step.Count) == installments ? steps : throw members.Refused("schedule", element, $"steps of {installments} installments together");
    }
}
