using System.Xml.Linq;
using LoanServicing.Domain.Auditing;
using LoanServicing.Domain.Loans.Findings;
using LoanServicing.Domain.Plans;
using LoanServicing.Domain.Regulation.Section72p;
using static LoanServicing.Operations.Auditing.Pages.Markup;

namespace LoanServicing.Operations.Auditing.Pages;

/// <summary>What was agreed: terms, findings, and each schedule.</summary>
internal static class AgreedSections
{
    public static XElement Terms(LoanPack pack)
    {
        var terms = pack.Terms;
        var around = terms.Circumstances;
        return Section(
            "terms",
            "Terms",
            Markup.Terms(
                null,
                ("Made on", Printed.Day(terms.MadeOn)),
                ("Amount", Printed.Money(terms.Amount)),
                ("Annual rate", Printed.Percent(terms.AnnualRate)),
                ("Installments", $"{terms.Installments}, {Printed.Per(terms.Frequency)}"),
                ("Each", Each(terms)),
                ("First due", Printed.Day(terms.FirstDue)),
                ("Last due, as agreed", Printed.Day(terms.FinalDue)),
                ("Purpose", Printed.Words(terms.Purpose)),
                ("Enforceable agreement", terms.Agreement ? "held" : "not held"),
                ("Repaid by", around.PayrollWithholding ? "payroll withholding" : null),
                ("Security beside the account", around.AdditionalSecurity ? "yes" : null),
                ("Designated Roth money", around.RothShare > 0m ? Printed.Percent(around.RothShare) : null),
                ("Meant to be repaid", around.BonaFide ? null : "no"),
                ("Section 72(p) does not apply", terms.Exempt),
                ("Replaces", Replaces(terms)),
                (
                    "Taken over",
                    terms.TakenOver is { } taken
                        ? $"{Printed.Day(taken.On)}, {Printed.Money(taken.Principal)} principal "
                            + $"and {Printed.Money(taken.Interest)} interest"
                        : null
                ),
                (
                    "Oldest unpaid when taken over",
                    terms.TakenOver?.OldestUnpaidDue is { } oldest ? Printed.Day(oldest) : null
                ),
                (
                    "Highest owed in the year before it",
                    terms.TakenOver is { HighestPriorYear: > 0m } owing ? Printed.Money(owing.HighestPriorYear) : null
                ),
                (
                    "Deemed before the takeover",
                    terms.TakenOver?.Deemed is { } deemed
                        ? $"{Printed.Money(deemed.Amount)} on {Printed.Day(deemed.On)}, "
                            + (deemed.Reported ? "reported" : "not reported")
                        : null
                ),
                (
                    "Repaid since it was deemed",
                    terms.TakenOver is { RepaidAfterDeemed: > 0m } repaying
                        ? Printed.Money(repaying.RepaidAfterDeemed)
                        : null
                ),
                (
                    "Agreement recorded",
                    $"event 1, {Printed.Time(pack.Events[0].Recording.RecordedAt)}{By(pack.Events[0].Recording)}"
                )
            )
        );
    }

    public static XElement Findings(LoanPack pack) =>
        Section(
            "findings",
            "Findings when the loan was made",
            pack.Origination.Figures is { } figures
                ? Limit(figures, pack.Origination.SaidFirst)
                : P("soft", $"The amount limit was not worked out: {WithoutLimit(pack.Terms)}."),
            pack.Origination.Findings.Count == 0
                ? P("soft", "None.")
                : Table<LoanFinding>(
                    null,
                    pack.Origination.Findings,
                    [.. FindingColumns<LoanFinding>(finding => finding)]
                ),
            pack.Origination.SaidFirst is { } first
                ? NoLonger([.. first.Findings.Except(pack.Origination.Findings)])
                : null,
            pack.LaterFindings.Count == 0 ? null : El("h3", null, "Findings when repayments changed"),
            pack.LaterFindings.Count == 0
                ? null
                : Table<ChangeFinding>(
                    null,
                    pack.LaterFindings,
                    [
                        new("On", "d", change => Printed.Day(change.On)),
                        new("Event", "n", change => change.Recording.Version),
                        .. FindingColumns<ChangeFinding>(change => change.Finding),
                    ]
                )
        );

    public static XElement Schedules(LoanPack pack) =>
        Section(
            "schedules",
            "Schedules",
            P(
                null,
                "Each installment as agreed, paid on its day. "
                    + "A version does not repeat the rows of the one before that still stand."
            ),
            pack.Schedules.Select(version =>
                new[]
                {
                    El("h3", null, $"Version {version.Number}, in force since {Printed.Day(version.Since)}"),
                    P(null, Made(version)),
                    version.Rows.Count == 0
                        ? P("soft", "No row is new.")
                        : El(
                            "div",
                            "columns",
                            Table(
                                "narrow",
                                version.Rows,
                                new Column<ScheduleRow>("No.", "n", row => row.Installment),
                                new("Due", "d", row => Printed.Day(row.Due)),
                                new("Installment", "n", row => Printed.Money(row.Amount)),
                                new("Interest", "n", row => Printed.Money(row.Interest)),
                                new("Principal", "n", row => Printed.Money(row.Principal))
                            )
                        ),
                }
            )
        );

    /// <summary>", by" whoever recorded it.</summary>
    public static string By(EventRecording recording) => recording.Actor is { } actor ? $", by {actor}" : "";

    private static string Each(AgreedTerms terms) =>
        terms.LevelInstallment is { } level
            ? Printed.Money(level)
            : string.Join(", then ", terms.Steps!.Select(step => $"{step.Count} of {Printed.Money(step.Amount)}"));

    private static string? Replaces(AgreedTerms terms)
    {
        var loans = terms.Replaces.Select(loan => $"loan {loan.Loan}, {Printed.Money(loan.Balance)}").ToList();
        return loans.Count == 0 ? null : string.Join("; ", loans);
    }

    private static string Made(ScheduleVersion version) =>
        $"Made by event {version.Recording.Version}, {Printed.Words(version.Reason)}, "
        + $"recorded {Printed.Time(version.Recording.RecordedAt)}{By(version.Recording)}. "
        + (version.Level is { } level ? $"Installment {Printed.Money(level)}; the" : "The")
        + $" last is due {Printed.Day(version.FinalDue)}."
        + (version.Kept > 0 ? $" The first {version.Kept} rows stand as before." : "");

    private static string WithoutLimit(AgreedTerms terms) =>
        terms switch
        {
            { TakenOver: not null } => "the loan was made in another system",
            { Exempt: not null } => "section 72(p) does not govern the loan",
            _ => "the account had not been valued by then",
        };

    private const string OfPlan = "Limit by the plan";

    private static readonly IReadOnlyList<(string Name, Func<LimitFigures, decimal> Of)> OfLimit =
    [
        ("Vested balance", figures => figures.Vested),
        ("Highest owed in the year before", figures => figures.HighestPriorYear),
        ("Owed on the day, before it", figures => figures.Outstanding),
        ("Dollar limit", figures => figures.OfLaw.DollarLimit),
        ("Percent limit", figures => figures.OfLaw.PercentLimit),
        ("Limit by law", figures => figures.OfLaw.Limit),
        (OfPlan, figures => figures.OfPlan.Limit),
        ("Available", figures => figures.Available),
    ];

    private static object[] Limit(LimitFigures figures, SupersededFindings? first) =>
        [
            first is null
                ? Markup.Terms(
                    null,
                    Shown(figures).Select(figure => (figure.Name, (object?)Printed.Money(figure.Of(figures))))
                )
                : Restated(figures, first),
            P(
                null,
                "The limit is the lesser of the dollar and the percent limit ",
                El("span", "law", figures.OfLaw.Cites),
                figures.PeakMethod == PeakMethod.Summed
                    ? "; the highest balance is each loan’s own highest, summed."
                    : "; the highest balance is that of all loans together on one day."
            ),
        ];

    // The plan's own limit only where it is another one.
    private static IEnumerable<(string Name, Func<LimitFigures, decimal> Of)> Shown(params LimitFigures[] figures) =>
        OfLimit.Where(figure => figure.Name != OfPlan || figures.Any(limit => limit.OfPlan.Limit != limit.OfLaw.Limit));

    private static object[] Restated(LimitFigures figures, SupersededFindings first) =>
        [
            P(
                null,
                $"Restated by {(first.RestatedBy.Count == 1 ? "event" : "events")} {string.Join(", ", first.RestatedBy)}, "
                    + "because more became known of the account; the corrections say what."
            ),
            Table(
                "narrow",
                [.. Shown(figures, first.Figures ?? figures)],
                new Column<(string Name, Func<LimitFigures, decimal> Of)>("", "w", figure => figure.Name),
                new(
                    "As known now",
                    "n",
                    figure => Changed(figure.Of(figures), first.Figures is { } then ? figure.Of(then) : null)
                ),
                new(
                    "As said first",
                    "n",
                    figure => first.Figures is { } then ? Printed.Money(figure.Of(then)) : Printed.None
                )
            ),
        ];

    private static object Changed(decimal now, decimal? then) =>
        now == then ? Printed.Money(now) : El("b", null, Printed.Money(now));

    private static object[]? NoLonger(List<LoanFinding> findings) =>
        findings.Count == 0
            ? null
            :
            [
                El("h3", null, "Said first, and no longer"),
                Table<LoanFinding>(null, findings, [.. FindingColumns<LoanFinding>(finding => finding)]),
            ];

    private static IEnumerable<Column<TRow>> FindingColumns<TRow>(Func<TRow, LoanFinding> finding) =>
        [
            new("Rule", "d", row => finding(row).Rule),
            new("Satisfied", "d", row => finding(row).Satisfied ? "yes" : El("span", "alarm", "no")),
            new("What was found", "w", row => finding(row).Detail),
            new("Law", "w", row => El("span", "law", finding(row).Cites)),
        ];
}
