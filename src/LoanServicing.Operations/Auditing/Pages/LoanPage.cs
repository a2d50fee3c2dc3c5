using System.Xml.Linq;
using LoanServicing.Domain.Auditing;
using LoanServicing.Domain.Loans;
using static LoanServicing.Operations.Auditing.Pages.Markup;

namespace LoanServicing.Operations.Auditing.Pages;

/// <summary>A loan's pack as a page that reads from what matters most to the last event, and prints.</summary>
internal static class LoanPage
{
    public static void Write(Stream stream, LoanPack pack)
    {
        XElement[] sections =
        [
            AgreedSections.Terms(pack),
            AgreedSections.Findings(pack),
            DefaultSection.Of(pack),
            OutcomeSections.Offsets(pack),
            OutcomeSections.Forms(pack),
            LifeSections.Misses(pack),
            LifeSections.Suspensions(pack),
            CorrectionSection.Of(pack),
            LifeSections.Payments(pack),
            AgreedSections.Schedules(pack),
            EventSection.Of(pack),
        ];
        Markup.Write(
            stream,
            $"Audit pack, loan {pack.Plan}/{pack.Participant}/{pack.Loan}",
            [Head(pack, sections), Open(pack), Key(pack), Picture(pack), .. sections]
        );
    }

    /// <summary>The list of what a page has, for a screen.</summary>
    public static XElement Contents(IEnumerable<XElement> sections) =>
        El("nav", null, El("ol", null, sections.Select(section => El("li", null, Link(section)))));

    private static XElement Link(XElement section) =>
        new("a", new XAttribute("href", $"#{section.Attribute("id")!.Value}"), section.Element("h2")!.Value);

    private static XElement Head(LoanPack pack, IEnumerable<XElement> sections) =>
        El(
            "header",
            null,
            P("kind", "Audit pack of a plan loan"),
            El("h1", null, $"{pack.Plan} / {pack.Participant} / {pack.Loan}"),
            P(
                null,
                $"At the close of {Printed.Day(pack.Effective)}, as recorded by {Printed.Time(pack.RecordedBy)}. "
                    + $"Worked out from {Printed.Count(pack.Events.Count)} events under rule set {pack.RuleSet}; "
                    + "amounts in US dollars."
            ),
            Contents(sections)
        );

    // What a reader must not miss: nothing stands above it but the name.
    private static XElement? Open(LoanPack pack) =>
        pack.Unresolved.Count == 0
            ? null
            : El(
                "aside",
                "open",
                El("h2", null, "Needs a person"),
                El("ul", "plain", pack.Unresolved.Select(sentence => El("li", null, sentence)))
            );

    private static XElement Key(LoanPack pack)
    {
        var standing = pack.Standing;
        return Terms(
            "key",
            ("Status", standing.Status),
            ("Owed, interest included", Printed.Money(standing.Outstanding)),
            ("Of it principal", Printed.Money(pack.Principal)),
            ("Arrears", Behind(pack.Arrears)),
            ("Oldest unpaid installment", standing.NextUnpaidDue is { } due ? Printed.Day(due) : null),
            (
                "To be made up by",
                standing.NextUnpaidDue is not null && standing.Status == "in-cure"
                    ? Printed.Day(standing.CureEnds)
                    : null
            ),
            ("Last installment due", Printed.Day(standing.FinalDue)),
            ("Latest date the law permits", standing.LatestPermissibleDate is { } latest ? Printed.Day(latest) : null),
            ("Deemed distributed", Sums(standing.DeemedDistributions.Select(deemed => (deemed.Amount, deemed.On)))),
            ("Ended", Ended(pack)),
            ("Offset", Sums(standing.Offsets.Select(offset => (offset.Amount, offset.On))))
        );
    }

    private static string Behind(Arrears arrears) =>
        arrears.Installments switch
        {
            0 => "none",
            1 => $"{Printed.Money(arrears.Amount)} in 1 installment",
            var count => $"{Printed.Money(arrears.Amount)} in {count} installments",
        };

    private static string? Ended(LoanPack pack)
    {
        if (pack.Ended is not { } ended)
            return null;
        var replaced = ended.ReplacedBy is { } loan ? $", loan {loan}" : "";
        return $"{Printed.Day(ended.On)}, by {Printed.Words(ended.By)}{replaced}";
    }

    private static string? Sums(IEnumerable<(decimal Amount, DateOnly On)> sums)
    {
        var listed = sums.Select(sum => $"{Printed.Money(sum.Amount)} on {Printed.Day(sum.On)}").ToList();
        return listed.Count == 0 ? null : string.Join("; ", listed);
    }

    private static XElement Picture(LoanPack pack) =>
        El(
            "figure",
            null,
            BalanceChart.Draw(pack),
            El(
                "figcaption",
                null,
                $"What the loan owed through {Printed.Day(pack.Balance.Through)}, "
                    + "and the principal that the schedule in force then leaves after each installment."
            )
        );
}
