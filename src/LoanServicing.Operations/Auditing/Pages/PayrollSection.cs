using System.Xml.Linq;
using LoanServicing.Domain.Auditing;
using static LoanServicing.Operations.Auditing.Pages.Markup;

namespace LoanServicing.Operations.Auditing.Pages;

/// <summary>
/// Each payroll of the period, tied out: what it held, what was posted and suspended, and the payments that name it.
/// </summary>
internal static class PayrollSection
{
    public static XElement Of(PlanPack pack) =>
        Section(
            "payrolls",
            "Payroll by payroll",
            P(
                null,
                "Each file’s total is what it posted and what it suspended; "
                    + "what it posted is the sum of the payments on loans that name it."
            ),
            pack.Remittances.Count == 0 ? P("soft", "None.") : Payrolls(pack)
        );

    private static XElement Payrolls(PlanPack pack)
    {
        var table = Table(
            null,
            pack.Remittances,
            new Column<RemittanceTieOut>("Pay date", "d", remittance => Printed.Day(remittance.PayDate)),
            new("Received", "d", remittance => Printed.Day(remittance.ReceivedOn)),
            new("File, SHA-256", "w", remittance => FileOf(remittance.Recording)),
            new("Lines", "n", remittance => Printed.Count(remittance.Lines)),
            new("File total", "n", remittance => Printed.Money(remittance.Total)),
            new("Posted", "n", remittance => Printed.Money(remittance.PostedTotal)),
            new("Suspended", "n", remittance => Printed.Money(remittance.SuspendedTotal)),
            new("Payments", "n", remittance => Printed.Money(remittance.PaymentTotal)),
            new(
                "Reversed since",
                "n",
                remittance => remittance.ReversedSince == 0m ? Printed.None : Printed.Money(remittance.ReversedSince)
            ),
            new("Ties", "d", remittance => remittance.IsTied ? "yes" : El("span", "alarm", "no"))
        );
        Func<RemittanceTieOut, decimal>[] amounts =
        [
            file => file.Total,
            file => file.PostedTotal,
            file => file.SuspendedTotal,
            file => file.PaymentTotal,
            file => file.ReversedSince,
        ];
        table
            .Element("tbody")!
            .Add(
                El(
                    "tr",
                    "total",
                    El("td", null, "All"),
                    El("td", null),
                    El("td", null),
                    El("td", "n", Printed.Count(pack.Remittances.Sum(file => file.Lines))),
                    amounts.Select(amount => El("td", "n", Printed.Money(pack.Remittances.Sum(amount)))),
                    El("td", null)
                )
            );
        return table;
    }

    private static object[] FileOf(EventRecording recording) =>
        [recording.File?.Name ?? Printed.None, El("div", "hash", recording.File?.Sha256)];
}
