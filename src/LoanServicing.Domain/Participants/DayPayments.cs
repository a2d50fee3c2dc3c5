using LoanServicing.Domain.Regulation.Form1099R;
using LoanServicing.Domain.Regulation.Section3405;

namespace LoanServicing.Domain.Participants;

/// <summary>What a day distributed, for tax: what has to be withheld is worked out from all of it together (26 CFR 31.3405(c)-1 A-11).</summary>
internal sealed class DayPayments(DateOnly on)
{
    private readonly List<(PaymentKind Kind, decimal Taxable, int Form, decimal Cash)> payments = [];
    private decimal? stated;

    public DateOnly On => on;

    /// <summary>A payment on a form, of which so much was cash.</summary>
    public void Add(PaymentKind kind, decimal taxable, int form, decimal cash) => payments.Add((kind, taxable, form, cash));

    /// <summary>What was in fact withheld; null where nobody said.</summary>
    public void State(decimal? withheld) => stated = withheld is null ? stated : (stated ?? 0m) + withheld;

    /// <summary>Puts what was withheld on the forms of the cash that it was taken from; null where nothing was required and nothing withheld.</summary>
    public DayWithholding? End(List<Form1099RData> forms)
    {
        if (payments.Count == 0)
            return null;
        // What was called a loan and is none is cash like any other.
        var facts = new LoanWithholdingFacts(
            Offsets: Taxable(PaymentKind.Offset) + Taxable(PaymentKind.QualifiedOffset),
            CashIncludible: Taxable(PaymentKind.Paid) + Taxable(PaymentKind.NoLoan),
            Cash: Cash(PaymentKind.Paid) + Cash(PaymentKind.NoLoan),
            EmployerSecurities: 0m,
            DeemedWhenMade: Taxable(PaymentKind.DeemedWhenMade),
            LoanProceeds: Cash(PaymentKind.DeemedWhenMade),
            DeemedLater: Taxable(PaymentKind.DeemedLater));
        var result = LoanWithholding.Of(facts, on) ?? new(0m, 0m, 0m);
        var left = stated ?? result.Withheld;
        var withheld = left;
        // Cash first; without any, what was stated stands on the form of the offset itself.
        foreach (var (_, _, form, cash) in payments.OrderByDescending(payment => payment.Kind == PaymentKind.Paid).ThenByDescending(payment => payment.Cash))
        {
            var taken = cash > 0m ? Math.Min(left, cash) : payments.Any(payment => payment.Cash > 0m) ? 0m : left;
            forms[form] = forms[form] with { Box4 = forms[form].Box4 + taken };
            left -= taken;
        }

        return result.Required == 0m && withheld == 0m ? null : new(on, result.Base, result.Required, withheld, stated is null || stated == result.Withheld);
    }

    private decimal Cash(PaymentKind kind) => payments.Where(payment => payment.Kind == kind).Sum(payment => payment.Cash);

    private decimal Taxable(PaymentKind kind) => payments.Where(payment => payment.Kind == kind).Sum(payment => payment.Taxable);
}

/// <summary>What kind of distribution an amount is.</summary>
internal enum PaymentKind
{
    Paid,
    Offset,
    QualifiedOffset,

    /// <summary>A loan, or a part of one, that the law treats as distributed as it was made: its proceeds are cash.</summary>
    DeemedWhenMade,
    DeemedLater,

    /// <summary>Before the loan was taken over, and not reported by then: it has a form, and no part in the day's withholding.</summary>
    DeemedElsewhere,

    /// <summary>An actual distribution that was called a loan (26 CFR 1.72(p)-1 A-17).</summary>
    NoLoan,
}

internal static class PaymentKinds
{
    public static bool IsDeemed(this PaymentKind kind) => kind is PaymentKind.DeemedWhenMade or PaymentKind.DeemedLater or PaymentKind.DeemedElsewhere;
}
