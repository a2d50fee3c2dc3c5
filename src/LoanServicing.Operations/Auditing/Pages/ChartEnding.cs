using LoanServicing.Domain.Auditing;
using LoanServicing.Domain.Loans;

namespace LoanServicing.Operations.Auditing.Pages;

/// <summary>A day on which the loan, or a part of it, was taxed or ended, as a chart marks it.</summary>
/// <param name="Kind">The shape of its mark.</param>
/// <param name="Legend">What the legend calls it by.</param>
internal sealed record ChartEnding(string Kind, string Legend, DateOnly On, string Label)
{
    public static IReadOnlyList<ChartEnding> Of(LoanPack pack)
    {
        var deemed = pack.Defaults.Select(computed => new ChartEnding(
            "diamond",
            "diamond",
            computed.On,
            $"{Sum("deemed", computed.On, computed.Amount)}{(computed.TakenBackBy is null ? "" : ", taken back")}"
        ));
        var offsets = pack.Offsets.Select(offset => new ChartEnding(
            "square",
            "square",
            offset.On,
            Sum("offset", offset.On, offset.Amount)
        ));
        return
        [
            .. deemed,
            .. offsets,
            .. pack.Ended switch
            {
                { By: ClosedBy.Refinancing } ended => (ChartEnding[])
                    [new("circle", "refinanced", ended.On, Sum("refinanced", ended.On, ended.Amount))],
                { By: ClosedBy.Repayment } ended =>
                [
                    new("circle", "paid", ended.On, $"paid in full {Printed.Day(ended.On)}"),
                ],
                _ => [],
            },
        ];
    }

    private static string Sum(string what, DateOnly on, decimal amount) =>
        $"{what} {Printed.Day(on)}: ${Printed.Money(amount)}";
}
