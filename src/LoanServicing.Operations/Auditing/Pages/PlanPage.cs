using System.Xml.Linq;
using LoanServicing.Domain.Auditing;
using static LoanServicing.Operations.Auditing.Pages.Markup;

namespace LoanServicing.Operations.Auditing.Pages;

/// <summary>A plan's pack as a page that prints.</summary>
internal static class PlanPage
{
    /// <param name="fileOf">The page of a loan in the sample, in the same folder.</param>
    /// <param name="sampled">The packs of the sample, in its order.</param>
    public static void Write(
        Stream stream,
        PlanPack pack,
        Func<LoanPack, string> fileOf,
        IReadOnlyList<LoanPack> sampled
    )
    {
        XElement[] sections =
        [
            RollForward(pack),
            PayrollSection.Of(pack),
            Delinquent(pack),
            Suspense(pack),
            Discrepancies(pack),
            Sample(pack, fileOf, sampled),
        ];
        Markup.Write(stream, $"Audit pack, plan {pack.Plan}", [Head(pack, sections), Key(pack), .. sections]);
    }

    private static XElement Head(PlanPack pack, IEnumerable<XElement> sections) =>
        El(
            "header",
            null,
            P("kind", "Audit pack of a plan’s loans"),
            El("h1", null, pack.Plan),
            P(
                null,
                $"From {Printed.Day(pack.From)} through the close of {Printed.Day(pack.Through)}, "
                    + $"as recorded by {Printed.Time(pack.RecordedBy)}. "
                    + $"Worked out under rule set {pack.RuleSet}; amounts in US dollars."
            ),
            LoanPage.Contents(sections)
        );

    private static XElement Key(PlanPack pack) =>
        Terms(
            "key",
            ("Loans in the period", Printed.Count(pack.Loans)),
            ("Principal at the close", Printed.Money(pack.RollForward.Closing)),
            (
                "Roll-forward",
                pack.RollForward.Unexplained == 0m
                    ? "ties"
                    : $"differs by {Printed.Money(pack.RollForward.Unexplained)}"
            ),
            ("Payrolls", Tied(pack)),
            ("Delinquent or deemed", Printed.Count(pack.Delinquent.Count)),
            (
                "In suspense",
                $"{Printed.Money(pack.Suspense.Items.Sum(item => item.Amount))} in "
                    + $"{Printed.Count(pack.Suspense.Items.Count)} {(pack.Suspense.Items.Count == 1 ? "line" : "lines")}"
            ),
            (
                "Discrepancies on loans",
                pack.Discrepancies.Count(found => found.Open != 0m) is var open and > 0
                    ? El("span", "alarm", $"{Printed.Count(open)}, each needs a person")
                    : null
            )
        );

    private static string Tied(PlanPack pack)
    {
        var untied = pack.Remittances.Count(remittance => !remittance.IsTied);
        return $"{Printed.Count(pack.Remittances.Count)}, {(untied > 0 ? $"{untied} not tied out" : "all tied out")}";
    }

    private static XElement RollForward(PlanPack pack)
    {
        var roll = pack.RollForward;
        var table = Table(
            "narrow",
            (IReadOnlyList<(string Term, string Sign, decimal Amount)>)
                [
                    ($"Principal owed at the close of {Printed.Day(pack.From.AddDays(-1))}", "", roll.Opening),
                    ("Lent", "+", roll.Lent),
                    ("Taken over from other systems", "+", roll.TakenOver),
                    ("Principal repaid", "−", roll.PrincipalRepaid),
                    ("Offset", "−", roll.Offset),
                    ("Refinanced into other loans", "−", roll.Refinanced),
                    ("Notes transferred in kind", "−", roll.Transferred),
                    ("Written off at the end", "−", roll.WrittenOff),
                    ("Corrections", "±", roll.Corrections),
                ],
            new Column<(string Term, string Sign, decimal Amount)>("", "w", row => row.Term),
            new("", "d", row => row.Sign),
            new("Principal", "n", row => Printed.Money(row.Amount))
        );
        table
            .Element("tbody")!
            .Add(
                El(
                    "tr",
                    "total",
                    El("td", null, $"Principal owed at the close of {Printed.Day(pack.Through)}"),
                    El("td", null, "="),
                    El("td", "n", Printed.Money(roll.Closing))
                )
            );
        return Section(
            "roll-forward",
            "Roll-forward",
            P(
                null,
                "Each term is counted from the events of the period; "
                    + "opening and closing are worked out from every loan’s own record."
            ),
            table,
            roll.Unexplained == 0m
                ? P("soft", "The terms come to the closing principal, to the cent.")
                : P(
                    "alarm",
                    "The terms do not come to the closing principal: "
                        + $"they differ by {Printed.Money(roll.Unexplained)}."
                )
        );
    }

    private static XElement Delinquent(PlanPack pack) =>
        Section(
            "delinquent",
            "Delinquent and deemed loans",
            P(
                null,
                "What is behind, in cure, or deemed distributed and still owed at the close of "
                    + $"{Printed.Day(pack.Through)}, the oldest first."
            ),
            pack.Delinquent.Count == 0
                ? P("soft", "None.")
                : Table(
                    null,
                    pack.Delinquent,
                    new Column<Delinquency>("Participant / loan", "d", loan => $"{loan.Participant} / {loan.Loan}"),
                    new("Status", "d", loan => loan.Status),
                    new("Oldest unpaid", "d", loan => Printed.Day(loan.OldestUnpaidDue)),
                    new("Cure ends", "d", loan => Printed.Day(loan.CureEnds)),
                    new("Missed", "n", loan => loan.Missed),
                    new("Arrears", "n", loan => Printed.Money(loan.Arrears)),
                    new("Owed", "n", loan => Printed.Money(loan.Outstanding)),
                    new("Deemed on", "d", loan => Printed.Day(loan.DeemedOn)),
                    new("Deemed", "n", loan => Printed.Money(loan.DeemedAmount))
                )
        );

    private static XElement Suspense(PlanPack pack) =>
        Section(
            "suspense",
            "Suspense by age",
            Table(
                "narrow",
                pack.Suspense.Buckets,
                new Column<SuspenseBucket>(
                    "Days waited",
                    "d",
                    bucket => bucket.ToDays is { } to ? $"{bucket.FromDays} to {to}" : $"{bucket.FromDays} and more"
                ),
                new("Lines", "n", bucket => Printed.Count(bucket.Lines)),
                new("Amount", "n", bucket => Printed.Money(bucket.Amount))
            ),
            pack.Suspense.Items.Count == 0
                ? null
                : Table(
                    null,
                    pack.Suspense.Items,
                    new Column<SuspendedLine>("Since", "d", item => Printed.Day(item.Since)),
                    new("Days", "n", item => item.Days),
                    new("Amount", "n", item => Printed.Money(item.Amount)),
                    new("Participant / loan", "d", item => $"{item.Participant ?? "?"} / {item.Loan ?? "?"}"),
                    new("Why", "w", item => $"{item.Reason}: {item.Detail}"),
                    new("File", "w", item => Name(item.Recording.File?.Name ?? Printed.None)),
                    new("Line", "n", item => item.Line)
                )
        );

    private static XElement Discrepancies(PlanPack pack) =>
        Section(
            "discrepancies",
            "Discrepancies on loans",
            P(
                null,
                "What was agreed or moved and does not fit what was owed, now that more is known: it stays as it was until "
                    + "a person settles it. Age is counted from the day of the repayment, offset or refinancing."
            ),
            pack.Discrepancies.Count == 0
                ? P("soft", "None.")
                : Table(
                    null,
                    pack.Discrepancies,
                    new Column<DiscrepancyEntry>("On", "d", found => Printed.Day(found.On)),
                    new("Days", "n", found => Printed.Count(found.Days)),
                    new("Amount", "n", found => Printed.Money(found.Amount)),
                    new("Open", "n", found => Printed.Money(found.Open)),
                    new("Participant / loan", "d", found => $"{found.Participant} / {found.Loan}"),
                    new("What does not fit", "w", found => found.InWords),
                    new("Found by", "w", found => FoundBy(found.Recording))
                )
        );

    private static string FoundBy(EventRecording recording) =>
        $"event {recording.Version}, {Printed.Time(recording.RecordedAt)}{AgreedSections.By(recording)}";

    private static XElement Sample(PlanPack pack, Func<LoanPack, string> fileOf, IReadOnlyList<LoanPack> sampled) =>
        Section(
            "sample",
            "Sample",
            P(
                null,
                $"{Printed.Count(pack.Sample.Loans.Count)} of the {Printed.Count(pack.Loans)} loans "
                    + $"that owed something in the period, drawn with seed {pack.Sample.Seed}: "
                    + "those with the lowest SHA-256 of seed/plan/participant/loan. Each has its own pack beside this one."
            ),
            sampled.Count == 0
                ? null
                : Table(
                    null,
                    [.. pack.Sample.Loans.Zip(sampled, (drawn, loan) => (Drawn: drawn, Pack: loan))],
                    new Column<(SampledLoan Drawn, LoanPack Pack)>(
                        "Loan",
                        "w",
                        row => Link(fileOf(row.Pack), row.Drawn.Loan)
                    ),
                    new("Status", "d", row => row.Pack.Standing.Status),
                    new("Lent", "n", row => Printed.Money(row.Pack.Terms.Amount)),
                    new("Owed", "n", row => Printed.Money(row.Pack.Standing.Outstanding)),
                    new("Drawn by", "w", row => El("span", "hash", row.Drawn.Hash))
                )
        );

    private static XElement Link(string file, string loan) =>
        new("a", new XAttribute("href", Uri.EscapeDataString(file)), loan);
}
