using LoanServicing.Domain.Calendar;
using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Participants;
using LoanServicing.Domain.Regulation.Section72p;

namespace LoanServicing.Domain.Facts;

/// <summary>
/// Reads facts in the vocabulary of the scenario contract. What does not fit is a <see cref="FactRefusedException"/>
/// with its path.
/// </summary>
public static class FactReader
{
    // Ten years: no law lets a delay be longer than one, and what is longer than the loan itself is a slip.
    private const int MostDelayMonths = 120;

    private static readonly Dictionary<string, Func<DateOnly, JsonMembers, Fact>> Facts = new()
    {
        ["account-valued"] = (on, m) =>
            new AccountValuedFact(on, m.Money("vested"), m.OptionalMoney("afterTaxBasis"), Roth(m)),
        ["outside-loan"] = (on, m) =>
            new OutsideLoanFact(on, m.Name("loan"), m.OptionalText("plan"), m.Money("balance")),
        ["originated"] = (on, m) =>
            new OriginatedFact(
                on,
                m.Name("loan"),
                LoanTermsReader.Terms(on, m),
                m.OptionalFlag("agreement") ?? true,
                LoanTermsReader.Circumstances(m)
            ),
        ["taken-over"] = TakenOver,
        ["paid"] = Paid,
        ["payment-reversed"] = (on, m) =>
            new PaymentReversedFact(on, m.Name("loan"), m.Date("paidOn"), m.Amount("amount")),
        ["payment-recredited"] = (on, m) =>
            new PaymentRecreditedFact(
                on,
                m.Name("loan"),
                m.Date("paidOn"),
                m.Amount("amount"),
                m.Date("from"),
                m.Text("evidence"),
                m.Text("approvedBy")
            ),
        ["discrepancy-settled"] = (on, m) =>
            new DiscrepancySettledFact(
                on,
                m.Name("loan"),
                m.Word("matter", Words.DiscrepancyMatters),
                m.Date("movedOn"),
                m.Difference("amount"),
                m.Text("evidence"),
                m.Text("approvedBy")
            ),
        ["offset"] = (on, m) =>
            new OffsetFact(
                on,
                m.Name("loan"),
                m.Has("amount") ? m.Amount("amount") : null,
                m.OptionalMoney("withheld")
            ),
        ["refinanced"] = (on, m) =>
            new RefinancedFact(
                on,
                m.Name("loan"),
                Replaced(m),
                LoanTermsReader.Terms(on, m, hasPurpose: false),
                m.OptionalWord("limitSet", Words.LimitSets) ?? LimitSet.Standard
            ),
        ["rescheduled"] = Rescheduled,
        ["pledged"] = (on, m) => new PledgedFact(on, m.Name("loan"), m.Amount("amount"), m.Flag("securesPlanLoan")),
        ["leave-started"] = LeaveStarted,
        ["leave-ended"] = (on, m) =>
            new LeaveEndedFact(
                on,
                m.OptionalName("loan"),
                m.Word("then", Words.AfterLeave),
                m.OptionalDate("finalDue")
            ),
        ["disaster-delay"] = (on, m) =>
            new DisasterDelayFact(
                on,
                m.Name("loan"),
                m.Date("dueFrom"),
                m.Date("dueTo"),
                m.Count("delayMonths", most: MostDelayMonths)
            ),
        ["withholding-consent-revoked"] = (on, m) => new WithholdingConsentRevokedFact(on, m.Name("loan")),
        ["corrected"] = (on, m) =>
            new CorrectedFact(
                on,
                m.Name("loan"),
                m.Word("method", Words.CorrectionMethods),
                m.OptionalDate("finalDue")
            ),
        ["distributed"] = Distributed,
        ["basis-attributed"] = (on, m) => new BasisAttributedFact(on, m.Amount("amount")),
        ["transition"] = Transition,
        ["plan-amended"] = PlanAmended,
        ["severed"] = (on, _) => new SeveredFact(on),
        ["rehired"] = (on, _) => new RehiredFact(on),
        ["deadline-postponed"] = DeadlinePostponed,
        ["transferred-out"] = (on, m) =>
            new TransferredOutFact(on, m.Name("loan"), m.Word("kind", Words.Transfers), m.Text("to")),
        ["disabled"] = (on, _) => new DisabledFact(on),
        ["died"] = (on, _) => new DiedFact(on),
        ["plan-terminated"] = (on, _) => new PlanTerminatedFact(on),
    };

    /// <summary>Whether a fact of that name belongs to the contract's vocabulary.</summary>
    public static bool Knows(string fact) => Facts.ContainsKey(fact);

    public static IEnumerable<string> Names => Facts.Keys;

    /// <summary>
    /// Takes the fact's own members; the caller takes those that it adds, and ends with <see cref="JsonMembers.Done"/>.
    /// </summary>
    public static Fact Read(string fact, JsonMembers members) => Facts[fact](members.Date("on"), members);

    public static ParticipantDescription ReadParticipant(JsonMembers members)
    {
        var participant = new ParticipantDescription(
            members.Name("id"),
            members.Date("birthDate"),
            members.OptionalFlag("publicSafety") ?? false
        );
        members.Done();
        return participant;
    }

    private static RothAccount? Roth(JsonMembers members)
    {
        if (members.OptionalMembers("roth") is not { } roth)
            return null;
        var account = new RothAccount(roth.Money("contributions"), roth.Money("earnings"), roth.Year("firstYear"));
        roth.Done();
        return account;
    }

    private static TakenOverFact TakenOver(DateOnly on, JsonMembers members)
    {
        var loan = members.Name("loan");
        var madeOn = members.Date("madeOn");
        if (madeOn > on)
            throw members.Refused("madeOn", $"{madeOn:yyyy-MM-dd}", $"a day not after the takeover, {on:yyyy-MM-dd}");
        var terms = LoanTermsReader.Terms(madeOn, members);
        var (agreement, circumstances) = (
            members.OptionalFlag("agreement") ?? true,
            LoanTermsReader.Circumstances(members)
        );
        var principal = members.Amount("principal");
        var interest = members.Money("interest");
        var oldest = members.OptionalDate("oldestUnpaidDue");
        if (oldest is { } due && (due >= on || !terms.Schedule.IsDueDate(due, terms.Schedule.CountThrough(due) - 1)))
            throw members.Refused(
                "oldestUnpaidDue",
                $"{due:yyyy-MM-dd}",
                $"a due date of the loan before {on:yyyy-MM-dd}"
            );
        DeemedElsewhere? deemed = null;
        if (members.OptionalMembers("deemed") is { } elsewhere)
        {
            deemed = new(elsewhere.Date("on"), elsewhere.Amount("amount"), elsewhere.Flag("reported"));
            elsewhere.Done();
            if (deemed.On >= on || deemed.On < madeOn)
                throw members.Refused(
                    "deemed.on",
                    $"{deemed.On:yyyy-MM-dd}",
                    $"a day from {madeOn:yyyy-MM-dd} to the day before the takeover"
                );
        }

        var repaid = members.OptionalMoney("repaidAfterDeemed") ?? 0m;
        if (repaid > 0m && deemed is null)
            throw members.Refused(
                "repaidAfterDeemed",
                $"{repaid:0.00}",
                "nothing, because the loan was not deemed distributed"
            );
        return new(
            on,
            loan,
            terms,
            agreement,
            circumstances,
            principal,
            interest,
            oldest,
            members.Money("highestPriorYear"),
            deemed,
            repaid,
            members.OptionalCount("leaveUsedDays", least: 0) ?? 0
        );
    }

    private static PaidFact Paid(DateOnly on, JsonMembers members)
    {
        var loan = members.Name("loan");
        decimal? amount = null;
        if (members.IsWord("amount", "scheduled"))
            members.Optional("amount");
        else
            amount = members.Amount("amount");
        var count = members.OptionalCount("count");
        var every = members.OptionalWord("every", Words.Frequencies);
        if (count is null != every is null)
            throw members.Refused(count is null ? "count" : "every", "nothing", "count and every together, or neither");
        if (every is { } run && LoanTermsReader.YearsOf(run, count!.Value) + on.Year > Era.Last.Year)
            throw members.Refused("count", $"{count}", $"a run that ends by {Era.Last:yyyy-MM-dd}");
        var withheldOn = members.OptionalDate("withheldOn");
        if (withheldOn > on)
            throw members.Refused(
                "withheldOn",
                $"{withheldOn:yyyy-MM-dd}",
                $"a day not after the one that it was received on, {on:yyyy-MM-dd}"
            );
        return new(on, loan, amount, count ?? 1, every, withheldOn);
    }

    private static IReadOnlyList<string> Replaced(JsonMembers members)
    {
        var names = members.Names("replaces");
        return names.Count > 0 && names.Distinct().Count() == names.Count
            ? names
            : throw members.Refused(
                "replaces",
                $"[{string.Join(", ", names)}]",
                "the names of the replaced loans, each once, as [\"A\"]"
            );
    }

    private static RescheduledFact Rescheduled(DateOnly on, JsonMembers members)
    {
        var loan = members.Name("loan");
        var frequency = members.Frequency("frequency");
        var installments = members.Count("installments");
        var firstDue = members.Date("firstDue");
        var dueDays = LoanTermsReader.DueDays(members);
        if (firstDue <= on)
            throw members.Refused("firstDue", $"{firstDue:yyyy-MM-dd}", $"a day after the agreement, {on:yyyy-MM-dd}");
        LoanTermsReader.CheckDueDates(members, frequency, installments, firstDue, dueDays);
        if (!members.Flag("consent"))
            throw members.Refused("consent", "false", "true: installments change by agreement only");
        return new(on, loan, frequency, installments, firstDue, dueDays);
    }

    private static LeaveStartedFact LeaveStarted(DateOnly on, JsonMembers members)
    {
        var loan = members.OptionalName("loan");
        var kind = members.Word("kind", Words.Leaves);
        decimal? rate = members.Has("annualRate") ? members.Rate("annualRate") : null;
        if (rate is not null && kind != SuspensionKind.MilitaryService)
            throw members.Refused("annualRate", $"{rate}", "no rate of its own: only military service lowers it");
        return new(on, loan, kind, rate);
    }

    private static DistributedFact Distributed(DateOnly on, JsonMembers members)
    {
        var fact = new DistributedFact(
            on,
            members.Money("cash"),
            members.OptionalMoney("directRollover") ?? 0m,
            members.OptionalMoney("employerSecurities") ?? 0m,
            members.OptionalFlag("total") ?? false,
            members.OptionalMoney("withheld"),
            FromRoth(members)
        );
        if (fact.Cash + fact.DirectRollover + fact.EmployerSecurities == 0m)
            throw members.Refused("cash", "0", "an amount above 0 in cash, directRollover or employerSecurities");
        if (fact.FromRoth is { } roth && (roth.Cash > fact.Cash || roth.DirectRollover > fact.DirectRollover))
            throw members.Refused(
                "fromRoth",
                $"{roth.Cash:0.00} and {roth.DirectRollover:0.00}",
                $"at most the cash, {fact.Cash:0.00}, and the direct rollover, {fact.DirectRollover:0.00}"
            );
        return fact.Withheld > fact.Cash
            ? throw members.Refused("withheld", $"{fact.Withheld:0.00}", $"at most the cash, {fact.Cash:0.00}")
            : fact;
    }

    private static RothMoney? FromRoth(JsonMembers members)
    {
        if (members.OptionalMembers("fromRoth") is not { } roth)
            return null;
        var money = new RothMoney(
            roth.OptionalMoney("cash") ?? 0m,
            roth.OptionalMoney("directRollover") ?? 0m,
            roth.OptionalMoney("earnings") ?? 0m
        );
        if (money.Earnings > money.Cash + money.DirectRollover)
            throw roth.Refused(
                "earnings",
                $"{money.Earnings:0.00}",
                $"at most the Roth money distributed, {money.Cash + money.DirectRollover:0.00}"
            );
        roth.Done();
        return money;
    }

    private static DeadlinePostponedFact DeadlinePostponed(DateOnly on, JsonMembers members)
    {
        var (from, to, until) = (members.Date("dueFrom"), members.Date("dueTo"), members.Date("until"));
        if (to < from)
            throw members.Refused("dueTo", $"{to:yyyy-MM-dd}", $"a day not before dueFrom, {from:yyyy-MM-dd}");
        if (until < to)
            throw members.Refused("until", $"{until:yyyy-MM-dd}", $"a day not before dueTo, {to:yyyy-MM-dd}");
        return new(on, from, to, until, members.Text("authority"));
    }

    private static PlanAmendedFact PlanAmended(DateOnly on, JsonMembers members) =>
        members.Has("settings") || members.Has("curePeriod")
            ? new(on, PlanReader.Change(members))
            : throw members.Refused("settings", "nothing", "what changes: settings, or curePeriod");

    private static TransitionFact Transition(DateOnly on, JsonMembers members) =>
        on is { Month: 1, Day: 1 }
            ? new(on)
            : throw members.Refused("on", $"{on:yyyy-MM-dd}", "a 1 January (26 CFR 1.72(p)-1 A-22(c)(2)(ii))");
}
