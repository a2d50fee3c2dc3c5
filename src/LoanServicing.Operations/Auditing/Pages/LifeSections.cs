using System.Xml.Linq;
using LoanServicing.Domain.Auditing;
using static LoanServicing.Operations.Auditing.Pages.Markup;

namespace LoanServicing.Operations.Auditing.Pages;

/// <summary>What happened while the loan ran: money, misses, leaves, corrections.</summary>
internal static class LifeSections
{
    public static XElement Payments(LoanPack pack)
    {
        var files = pack.Payments.Select(payment => payment.Recording.File).OfType<SourceFile>().Distinct().ToList();
        return Section(
            "payments",
            "Payments",
            pack.Payments.Count == 0
                ? P("soft", "None.")
                : Table(
                    null,
                    pack.Payments,
                    new Column<PaymentEntry>("Event", "n", payment => payment.Recording.Version),
                    new("Withheld", "d", payment => Printed.Day(payment.WithheldOn)),
                    new("Received", "d", payment => Printed.Day(payment.ReceivedOn)),
                    new("Counts from", "d", CountsFrom),
                    new("Posted", "d", Posted),
                    new("Source", "w", payment => Source(payment, files)),
                    new("No.", "n", payment => payment.Installment?.ToString() ?? Printed.None),
                    new("Amount", "n", payment => Printed.Money(payment.Amount)),
                    new("Interest", "n", Interest),
                    new("Principal", "n", payment => Printed.Money(payment.Split?.Principal)),
                    new("Owed before", "n", payment => Printed.Money(payment.Split?.BalanceBefore)),
                    new("Owed after", "n", payment => Printed.Money(payment.Split?.BalanceAfter))
                ),
            EventSection.Amounts(
                "Held until it fills an installment",
                pack.Payments.Select(payment => (payment.Recording, payment.Split?.Held ?? 0m))
            ),
            EventSection.Amounts(
                "More than was owed",
                pack.Payments.Select(payment => (payment.Recording, payment.Split?.Beyond ?? 0m))
            ),
            files.Count == 0 ? null : El("h3", null, "Files they came from"),
            files.Count == 0
                ? null
                : Table(
                    null,
                    [.. files.Select((file, index) => (File: file, Number: index + 1))],
                    new Column<(SourceFile File, int Number)>("", "d", row => $"F{row.Number}"),
                    new("File", "w", row => row.File.Name ?? "imported file, name not kept"),
                    new("SHA-256", "w", row => El("span", "hash", row.File.Sha256))
                )
        );
    }

    public static XElement Misses(LoanPack pack) =>
        Section(
            "misses",
            "Missed installments and their cure periods",
            pack.Misses.Count == 0
                ? P("soft", "None.")
                : Table(
                    null,
                    pack.Misses,
                    new Column<MissedEntry>("No.", "n", miss => miss.Installment),
                    new("Due", "d", miss => Printed.Day(miss.Due)),
                    new("Lacked", "n", miss => Printed.Money(miss.Lacked)),
                    new("Plan allows", "w", miss => Printed.Rule(miss.Cure.Rule)),
                    new("Law allows to", "d", miss => Printed.Day(miss.Cure.LatestByLaw)),
                    new("Cure ends", "d", miss => Printed.Day(miss.Cure.Ends)),
                    new(
                        "What became of it",
                        "w",
                        miss => $"{Printed.Words(miss.Outcome)}{(miss.EndedOn is { } on ? $" {Printed.Day(on)}" : "")}"
                    ),
                    new(
                        "Stated by",
                        "w",
                        miss => miss.Recording is { } stated ? $"event {stated.Version}" : "not stated yet"
                    ),
                    new("Law", "w", _ => El("span", "law", Domain.Regulation.Section72p.CurePeriod.Cites))
                )
        );

    public static XElement Suspensions(LoanPack pack) =>
        Section(
            "suspensions",
            "Leaves and delays",
            pack.Suspensions.Count == 0
                ? P("soft", "None.")
                : Table(
                    null,
                    pack.Suspensions,
                    new Column<SuspensionEntry>("Kind", "w", suspension => Printed.Words(suspension.Kind)),
                    new("From", "d", suspension => Printed.Day(suspension.From)),
                    new(
                        "Through",
                        "d",
                        suspension => suspension.Through is { } through ? Printed.Day(through) : "not ended"
                    ),
                    new("Installments excused", "n", suspension => suspension.Excused),
                    new("Last excused", "d", suspension => Printed.Day(suspension.LastExcused)),
                    new(
                        "Annual rate",
                        "n",
                        suspension => suspension.AnnualRate is { } rate ? Printed.Percent(rate) : "the loan's"
                    ),
                    new("Days used before", "n", suspension => suspension.UsedDays),
                    new("Months put off", "n", suspension => suspension.DelayMonths),
                    new("Law", "w", suspension => El("span", "law", suspension.Cites))
                )
        );

    private static object?[] CountsFrom(PaymentEntry payment) =>
        [Printed.Day(payment.On), payment.RecreditedBy is { } by ? El("div", "soft", $"by event {by}") : null];

    private static string Posted(PaymentEntry payment) =>
        $"{payment.Recording.RecordedAt.UtcDateTime:yyyy-MM-dd}{(payment.IsLate ? " late" : "")}";

    private static object Interest(PaymentEntry payment) =>
        payment.Split is { } split
            ? Printed.Money(split.Interest)
            : El("span", "alarm", $"reversed by {payment.ReversedBy}");

    private static string Source(PaymentEntry payment, List<SourceFile> files) =>
        payment.Recording.File is { } file
            ? $"F{files.IndexOf(file) + 1}, line {payment.Line}"
            : payment.Message ?? Printed.None;
}
