using System.Xml.Linq;
using LoanServicing.Domain;
using LoanServicing.Domain.Auditing;
using LoanServicing.Domain.Loans;
using LoanServicing.Operations.Asking.Loans;
using LoanServicing.Store.EventLog;
using static LoanServicing.Operations.Auditing.Pages.Markup;

namespace LoanServicing.Operations.Auditing.Pages;

/// <summary>Every event of the loan in the order in which it was recorded, with its link in the chain.</summary>
internal static class EventSection
{
    private const int ShortHash = 12;

    public static XElement Of(LoanPack pack) =>
        Section(
            "events",
            "Events",
            P(
                null,
                "All that the log held of the loan by then, in the order in which it was recorded. Each hash covers the "
                    + "event and the hash before it."
            ),
            Table(
                null,
                pack.Events,
                new Column<RecordedLoanEvent>("No.", "n", e => e.Recording.Version),
                new("Effective", "d", e => Printed.Day(e.Event.On)),
                new("What", "w", e => What(e)),
                new("Amount", "n", e => Printed.Money(EventInWords.Amount(e.Event))),
                new("From", "w", e => From(e.Event.Source, e.Recording)),
                new("Recorded, by", "w", e => $"{Printed.Time(e.Recording.RecordedAt)}{AgreedSections.By(e.Recording)}")
            )
        );

    /// <summary>Those of some amounts that are not zero, each with its event; null where there is none.</summary>
    public static XElement? Amounts(string what, IEnumerable<(EventRecording Recording, decimal Amount)> amounts)
    {
        var listed = amounts
            .Where(item => item.Amount != 0m)
            .Select(item => $"event {item.Recording.Version}: {Printed.Money(item.Amount)}")
            .ToList();
        return listed.Count == 0 ? null : P(null, $"{what}: {string.Join("; ", listed)}.");
    }

    /// <summary>Where a fact came from.</summary>
    public static string From(Source source, EventRecording recording) =>
        (source, recording.File) switch
        {
            ({ Closing: { } day }, _) => $"close of {Printed.Day(day)}",
            ({ Line: { } line }, { Name: { } name }) => $"{name} line {line}",
            ({ Import: { } import }, _) =>
                $"import {import[..Math.Min(ShortHash, import.Length)]}… line {source.Line}, id {source.Message}",
            ({ Message: { } message }, _) => message,
            ({ Remittance: { } remittance }, _) => $"remittance {remittance} line {source.Line}",
            _ => Printed.None,
        };

    private static object[] What(RecordedLoanEvent e) =>
        [
            EventTypes.Of(e.Event).Name.Replace('_', ' '),
            EventInWords.Detail(e.Event) is { } detail ? $": {detail}" : "",
            e.Event is LoanConsequence consequence ? (object[])[" ", El("span", "law", consequence.Cites)] : "",
            El("div", "hash", e.Recording.Hash ?? "no hash"),
        ];
}
