using System.Xml.Linq;
using LoanServicing.Domain.Auditing;
using LoanServicing.Domain.Regulation.Form1099R;
using static LoanServicing.Operations.Auditing.Pages.Markup;

namespace LoanServicing.Operations.Auditing.Pages;

/// <summary>How the loan left the account, and what is reported of it.</summary>
internal static class OutcomeSections
{
    public static XElement Offsets(LoanPack pack) =>
        Section(
            "offsets",
            "Offsets",
            pack.Offsets.Count == 0
                ? P("soft", "None.")
                : Table(
                    null,
                    pack.Offsets,
                    new Column<OffsetEntry>("On", "d", offset => Printed.Day(offset.On)),
                    new("Event", "n", offset => offset.Recording.Version),
                    new("Owed before", "n", offset => Printed.Money(offset.BalanceBefore)),
                    new("Offset", "n", offset => Printed.Money(offset.Amount)),
                    new("Interest", "n", offset => Printed.Money(offset.Interest)),
                    new("Principal", "n", offset => Printed.Money(offset.Principal)),
                    new(
                        "Qualified",
                        "d",
                        offset =>
                            offset.Reported is { } reported
                                ? reported.Qplo
                                    ? "yes"
                                    : "no"
                                : Printed.None
                    ),
                    new("Roll over by", "d", offset => Printed.Day(offset.Reported?.RolloverBy)),
                    new("Extended", "d", offset => Printed.Day(offset.Reported?.RolloverByExtended)),
                    new("Law", "w", offset => El("span", "law", offset.Reported?.Authority))
                ),
            EventSection.Amounts(
                "Repaid with money held until then",
                pack.Offsets.Select(offset => (offset.Recording, -offset.Held))
            ),
            EventSection.Amounts(
                "More than was owed, or less",
                pack.Offsets.Select(offset => (offset.Recording, offset.Beyond))
            )
        );

    public static XElement Forms(LoanPack pack) =>
        Section(
            "forms",
            "Forms 1099-R",
            pack.Forms.Count == 0 ? P("soft", None(pack)) : FormTable(pack.Forms),
            pack.Unresolved.Count == 0
                ? null
                : P("alarm", "What needs a person, at the top of this page, can change them.")
        );

    private static string None(LoanPack pack) =>
        pack.Defaults.Any(computed => computed.Recording is null)
            ? "None yet: what was not stated by the close of a day requires none."
            : "The loan requires none.";

    public static XElement FormTable(IReadOnlyList<Form1099RData> forms) =>
        Table(
            null,
            forms,
            new Column<Form1099RData>("Tax year", "d", form => form.TaxYear),
            new("Distributed on", "d", form => Printed.Day(form.On)),
            new("Box 1 gross", "n", form => Printed.Money(form.Box1)),
            new("Box 2a taxable", "n", form => Printed.Money(form.Box2a)),
            new("Box 4 withheld", "n", form => Printed.Money(form.Box4)),
            new("Box 5 basis", "n", form => Printed.Money(form.Box5)),
            new("Box 7", "d", form => form.Box7),
            new("Box 11", "d", form => form.Box11?.ToString() ?? Printed.None),
            new("Law", "w", form => El("span", "law", form.Authority))
        );
}
