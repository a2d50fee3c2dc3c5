using System.Xml.Linq;
using LoanServicing.Domain.Auditing;
using static LoanServicing.Operations.Auditing.Pages.Markup;

namespace LoanServicing.Operations.Auditing.Pages;

/// <summary>What changed what had been recorded: who, on what grounds, and what followed.</summary>
internal static class CorrectionSection
{
    public static XElement Of(LoanPack pack) =>
        Section(
            "corrections",
            "Corrections, reversals, late facts and restated figures",
            pack.Corrections.Count == 0
                ? P("soft", "None.")
                : Table(
                    null,
                    pack.Corrections,
                    new Column<CorrectionEntry>("Event", "n", correction => correction.Recording.Version),
                    new("Effective", "d", correction => Printed.Day(correction.On)),
                    new("What", "w", What),
                    new("Amount", "n", correction => Printed.Money(correction.Amount)),
                    new("Who and why", "w", Why),
                    new("Withdrawn because of it", "w", correction => Changed(correction.Withdrawn)),
                    new("Stated because of it", "w", correction => Changed(correction.Stated)),
                    new("Balance then", "n", correction => Printed.Money(correction.BalanceAfter))
                )
        );

    private static object What(CorrectionEntry correction) =>
        correction switch
        {
            { Recredit: { } recredit, Payment: { } payment } =>
                $"payment of event {payment} counts from {Printed.Day(recredit.From)}, "
                    + $"no longer from {Printed.Day(recredit.CountedFrom)}",
            { Settlement: { } settlement } =>
                $"discrepancy of {Printed.Day(settlement.MovedOn)}, {Printed.Words(settlement.Matter)}, settled",
            { Figures: { } figures } => (object[])
                [$"figures of event {figures.Fact} restated because of {Because(figures)}", Changes(figures)],
            { Payment: { } payment } => $"payment of event {payment} never happened",
            { Method: { } method } => $"corrected: {Printed.Words(method)}",
            _ => $"{Printed.Words(correction.Event)}, late",
        };

    private static object?[] Why(CorrectionEntry correction) =>
        [
            correction.Recredit is { } recredit ? Approved(recredit.ApprovedBy, recredit.Evidence) : null,
            correction.Settlement is { } settlement ? Approved(settlement.ApprovedBy, settlement.Evidence) : null,
            El("div", null, EventSection.From(correction.Source, correction.Recording)),
            El(
                "div",
                "soft",
                $"recorded {Printed.Time(correction.Recording.RecordedAt)}{AgreedSections.By(correction.Recording)}"
            ),
        ];

    private static XElement Approved(string by, string evidence) =>
        El("div", null, $"approved by {by}, on the evidence of {evidence}");

    private static string Because(RestatedFigures figures)
    {
        var what = figures.BecauseEvent is { } kind ? $", {Printed.Words(kind)} {Printed.Day(figures.BecauseOn)}" : "";
        return figures.BecauseLoan is { } loan
            ? $"event {figures.Because} of loan {loan}{what}"
            : $"event {figures.Because} of the account";
    }

    private static XElement Changes(RestatedFigures figures) =>
        El(
            "ul",
            "plain",
            figures.Changes.Select(change =>
                El("li", null, $"{change.What}: {Printed.Figure(change.Before)}, now {Printed.Figure(change.After)}")
            )
        );

    private static object Changed(IReadOnlyList<ChangedConsequence> changed)
    {
        var kinds = changed
            .GroupBy(consequence => consequence.Consequence)
            .Select(kind => El("li", null, Changed([.. kind], Printed.Words(kind.Key))));
        return changed.Count == 0 ? Printed.None : El("ul", "plain", kinds);
    }

    private static string Changed(List<ChangedConsequence> kind, string word) =>
        kind.Count == 1
            ? $"{word} {Printed.Day(kind[0].On)} (event {kind[0].Version})"
            : $"{kind.Count} {word}, {Printed.Day(kind.Min(consequence => consequence.On))} to "
                + $"{Printed.Day(kind.Max(consequence => consequence.On))} ({Versions(kind)})";

    // All of them, without writing out a run.
    private static string Versions(List<ChangedConsequence> kind)
    {
        var versions = kind.Select(consequence => consequence.Version).Order().ToList();
        return versions[^1] - versions[0] + 1 == versions.Count
            ? $"events {versions[0]} to {versions[^1]}"
            : $"events {string.Join(", ", versions)}";
    }
}
