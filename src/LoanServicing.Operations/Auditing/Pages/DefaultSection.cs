using System.Xml.Linq;
using LoanServicing.Domain.Auditing;
using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Plans;
using LoanServicing.Domain.Regulation.Section72p;
using static LoanServicing.Operations.Auditing.Pages.Markup;

namespace LoanServicing.Operations.Auditing.Pages;

/// <summary>Each deemed distribution step by step, with the paragraph that each step rests on.</summary>
internal static class DefaultSection
{
    public static XElement Of(LoanPack pack) =>
        Section(
            "default",
            "Deemed distribution, step by step",
            pack.Defaults.Count == 0 ? P("soft", "None.") : null,
            pack.Defaults.Select(computed =>
                new object[]
                {
                    El(
                        "h3",
                        null,
                        $"{Printed.Money(computed.Amount)} on {Printed.Day(computed.On)}, {Printed.Words(computed.Reason)}"
                    ),
                    computed.TakenBackBy is { } correction
                        ? P("alarm", $"Taken back by the correction of event {correction}.")
                        : null!,
                    El("ol", "steps", Steps(computed, pack)),
                }
            )
        );

    private static IEnumerable<XElement> Steps(DefaultComputation computed, LoanPack pack)
    {
        if (computed.Unpaid is { } unpaid)
        {
            yield return Step("The installment that was not paid", CurePeriod.Cites, P(null, Unpaid(unpaid)));
            yield return Step("The end of its cure period", CurePeriod.Cites, P(null, Cure(unpaid.Cure)));
            yield return Step("What came in until then", CurePeriod.Cites, P(null, Lacking(unpaid)));
        }
        else
        {
            yield return Step("What failed", computed.Cites, P(null, Failure(computed, pack)));
        }

        if (computed.Balance is { } balance)
        {
            yield return Step(
                $"What was owed at the close of {Printed.Day(computed.On)}",
                DeemedDistribution.CitesMissed,
                Balance(computed, balance)
            );
        }

        yield return Step("The deemed distribution", computed.Cites, P(null, Amount(computed)));
        yield return Step(
            "What is taxed and reported",
            computed.Forms.Count > 0 ? computed.Forms[0].Authority : computed.Cites,
            computed.Forms.Count == 0 ? P("soft", Unreported(computed)) : OutcomeSections.FormTable(computed.Forms),
            computed.Forms.Count == 0 ? null : P(null, Recovered(computed))
        );
    }

    private static string Unpaid(UnpaidInstallment unpaid)
    {
        var what = unpaid.Asked is { } asked ? $" for {Printed.Money(asked)}" : ", the last, for all that was left";
        var cameIn = unpaid.CameIn == 0m ? "Nothing" : $"Only {Printed.Money(unpaid.CameIn)}";
        return $"Installment {unpaid.Number} was due on {Printed.Day(unpaid.Due)}{what}. {cameIn} of it had come in.";
    }

    private static string Lacking(UnpaidInstallment unpaid) =>
        $"By the close of {Printed.Day(unpaid.Cure.Ends)} "
        + $"the installment still lacked {Printed.Money(unpaid.Lacking)}.";

    private static string Unreported(DefaultComputation computed) =>
        computed.Recording is null
            ? "A form reports it once the close of the day has stated it."
            : "No form reports it.";

    private static string Recovered(DefaultComputation computed) =>
        $"Basis recovered: {Printed.Money(computed.BasisRecovered)} (box 5). Box 2a is box 1 less that.";

    private static string Cure(CureEnd cure) =>
        cure.Rule switch
        {
            CurePeriodRule.None =>
                $"The plan gives none: what is unpaid at the close of {Printed.Day(cure.Due)} has failed.",
            _ when cure.Rule is not CurePeriodRule.Maximum && cure.Ends == cure.LatestByLaw =>
                $"The plan allows {Printed.Rule(cure.Rule)} and the law no day after {LatestByLaw(cure)}. "
                    + $"It ended on {Printed.Day(cure.Ends)}.",
            CurePeriodRule.Maximum => $"The plan allows as long as the law does: to {LatestByLaw(cure)}.",
            _ => $"The plan allows {Printed.Rule(cure.Rule)}: to {Printed.Day(cure.Ends)}. "
                + $"The law would allow no day after {LatestByLaw(cure)}.",
        };

    private static string LatestByLaw(CureEnd cure) =>
        $"{Printed.Day(cure.LatestByLaw)}, "
        + "the end of the calendar quarter after the one in which the installment was due";

    private static string Failure(DefaultComputation computed, LoanPack pack)
    {
        var later = pack.LaterFindings.Where(change => change.On == computed.On).Select(change => change.Finding);
        var finding = pack.Origination.Findings.Concat(later).LastOrDefault(found => found.Deems == computed.Reason);
        return finding is null ? $"{Printed.Words(computed.Reason)}." : $"{finding.Rule}: {finding.Detail}";
    }

    private static XElement Balance(DefaultComputation computed, BalanceOnDay balance)
    {
        var rows = new List<(string What, string How, decimal Amount)>
        {
            ("Principal after the latest payment", "", balance.Principal),
        };
        if (balance.InterestDue != 0m)
            rows.Add(("Interest then due and unpaid", "", balance.InterestDue));
        rows.AddRange(
            balance.Accruals.Select(accrual =>
                (
                    $"Interest from {Printed.Day(accrual.From)} to {Printed.Day(accrual.To)}",
                    How(accrual),
                    accrual.Interest
                )
            )
        );
        if (balance.PartDeemedBefore != 0m)
            rows.Add(("The part that was deemed before", "", -balance.PartDeemedBefore));
        var accrues = balance.Accrual == DefaultAccrual.Compound ? "Interest compounds" : "Interest runs simple";
        var table = Table(
            null,
            rows,
            new Column<(string What, string How, decimal Amount)>("", "w", row => row.What),
            new(accrues, "w", row => row.How),
            new("Amount", "n", row => Printed.Money(row.Amount))
        );
        table
            .Element("tbody")!
            .Add(
                El(
                    "tr",
                    "total",
                    El("td", null, "Owed and not yet deemed"),
                    El("td", null),
                    El("td", "n", Printed.Money(balance.Owed - balance.PartDeemedBefore))
                )
            );
        return table;
    }

    private static string How(InterestAccrual accrual) =>
        accrual.PeriodsPerYear is { } periods
            ? $"{Printed.Money(accrual.Balance)} × {Printed.Percent(accrual.AnnualRate)} ÷ {periods}"
            : $"{Printed.Money(accrual.BalanceDays)} dollar-days × "
                + $"{Printed.Percent(accrual.AnnualRate)} ÷ {accrual.DaysPerYear:0}";

    private static string Amount(DefaultComputation computed)
    {
        var howMuch = computed.Reason is DeemingReason.AmountLimit or DeemingReason.Refinancing
            ? "the amount over the limit and no more"
            : "all of it";
        var stated = computed.Recording is { } recording
            ? $"Stated by event {recording.Version} under rule set {computed.RuleSet}, "
                + $"recorded {Printed.Time(recording.RecordedAt)}{AgreedSections.By(recording)}."
            : "It follows from the facts and has not been stated yet.";
        var amount = Printed.Money(computed.Amount);
        return $"{amount}, {howMuch}, is deemed distributed on {Printed.Day(computed.On)}. {stated}";
    }

    private static XElement Step(string title, string cites, params object?[] content) =>
        El("li", null, El("h4", null, title, " ", El("span", "law", cites)), content);
}
