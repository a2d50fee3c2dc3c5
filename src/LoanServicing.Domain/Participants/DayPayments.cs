using LoanServicing.Domain.Money;
using LoanServicing.Domain.Regulation.Form1099R;
using LoanServicing.Domain.Regulation.Section3405;

namespace LoanServicing.Domain.Participants;

/// <summary>
/// What a day distributed, for tax: what has to be withheld is worked out from all of it together (26 CFR 31.3405(c)-1
///
/// </summary>
internal sealed class DayPayments(DateOnly on)
{
    private readonly List<Payment> payments = [];
    private decimal statedOfOffsets;

    public DateOnly On => on;

    /// <summary>A payment on a form, of which so much was cash.</summary>
    /// <param name="securities">What else of it was employer securities.</param>
    /// <param name="stated">What was in fact withheld from that cash; null where nobody said.</param>
    public void Add(
        PaymentKind kind,
        decimal taxable,
        int form,
        decimal cash,
        decimal? stated = null,
        decimal securities = 0m
    ) => payments.Add(new(kind, taxable, form, cash, stated, securities));

    /// <summary>What was in fact withheld for an offset, which has no cash of its own.</summary>
    public void StateOfOffset(decimal? withheld) => statedOfOffsets += withheld ?? 0m;

    /// <summary>
    /// Puts what was withheld on the forms of the cash that it was taken from; null where nothing was required and
    /// nothing withheld.
    /// </summary>
    /// <param name="eligibleOfYear">What of the year could be rolled over, through the day.</param>
    public DayWithholding? End(List<Form1099RData> forms, decimal eligibleOfYear)
    {
        if (payments.Count == 0)
            return null;
        var securities = payments.Sum(payment => Math.Min(payment.Securities, payment.Taxable));
        // What was called a loan and is none is cash like any other.
        var facts = new LoanWithholdingFacts(
            Offsets: Taxable(PaymentKind.Offset) + Taxable(PaymentKind.QualifiedOffset),
            CashIncludible: Taxable(PaymentKind.Paid) + Taxable(PaymentKind.NoLoan) - securities,
            Cash: Cash(PaymentKind.Paid) + Cash(PaymentKind.NoLoan),
            EmployerSecurities: securities,
            EligibleOfYear: eligibleOfYear,
            DeemedWhenMade: Taxable(PaymentKind.DeemedWhenMade),
            LoanProceeds: Cash(PaymentKind.DeemedWhenMade),
            DeemedLater: Taxable(PaymentKind.DeemedLater)
        );
        var result = LoanWithholding.Of(facts, on) ?? new(0m, 0m, 0m, 0m);
        Spread(
            statedOfOffsets,
            forms,
            [.. payments.Where(payment => payment.Kind is PaymentKind.Offset or PaymentKind.QualifiedOffset)]
        );
        Spread(result.FromLoans, forms, [.. payments.Where(payment => payment.Kind == PaymentKind.DeemedWhenMade)]);
        var withheld =
            statedOfOffsets + result.FromLoans + FromCash(result.Withheld - result.FromLoans - statedOfOffsets, forms);
        return result.Required == 0m && withheld == 0m
            ? null
            : new(on, result.Base, result.Required, withheld, withheld == result.Withheld);
    }

    // What was stated of one distribution is that one's; what is required besides comes out of the cash of those of
    // which nothing was.
    private decimal FromCash(decimal required, List<Form1099RData> forms)
    {
        var cash = payments.Where(payment => payment.Kind is PaymentKind.Paid or PaymentKind.NoLoan).ToList();
        foreach (var payment in cash.Where(payment => payment.Stated is not null))
            Withhold(payment.Stated!.Value, payment.Form, forms);
        var stated = cash.Sum(payment => payment.Stated ?? 0m);
        var open = cash.Where(payment => payment.Stated is null).ToList();
        var rest = Math.Min(Math.Max(0m, required - stated), open.Sum(payment => payment.Cash));
        Spread(rest, forms, open);
        return stated + rest;
    }

    // In proportion to what is taxable, within the cash of each; what one has no cash for comes from the others. The
    // last takes what rounding leaves.
    private static void Spread(decimal amount, List<Form1099RData> forms, List<Payment> among)
    {
        var most = among.ToDictionary(
            payment => payment.Form,
            payment =>
                payment.Kind is PaymentKind.Offset or PaymentKind.QualifiedOffset ? decimal.MaxValue : payment.Cash
        );
        var taxable = among.Sum(payment => payment.Taxable);
        var left = amount;
        foreach (var payment in among)
        {
            var share = taxable == 0m ? 0m : Cents.Round(amount * payment.Taxable / taxable);
            Take(payment.Form, share);
        }

        foreach (var payment in among)
            Take(payment.Form, left);

        void Take(int form, decimal wanted)
        {
            var taken = Math.Min(Math.Min(wanted, left), most[form]);
            most[form] -= taken;
            left -= taken;
            Withhold(taken, form, forms);
        }
    }

    private static void Withhold(decimal amount, int form, List<Form1099RData> forms) =>
        forms[form] = forms[form] with { Box4 = forms[form].Box4 + amount };

    private decimal Cash(PaymentKind kind) =>
        payments.Where(payment => payment.Kind == kind).Sum(payment => payment.Cash);

    private decimal Taxable(PaymentKind kind) =>
        payments.Where(payment => payment.Kind == kind).Sum(payment => payment.Taxable);

    private sealed record Payment(
        PaymentKind Kind,
        decimal Taxable,
        int Form,
        decimal Cash,
        decimal? Stated,
        decimal Securities
    );
}

/// <summary>What kind of distribution an amount is.</summary>
internal enum PaymentKind
{
    Paid,
    Offset,
    QualifiedOffset,

    /// <summary>
    /// A loan, or a part of one, that the law treats as distributed as it was made: its proceeds are cash.
    /// </summary>
    DeemedWhenMade,
    DeemedLater,

    /// <summary>
    /// Before the loan was taken over, and not reported by then: it has a form, and no part in the day's withholding.
    /// </summary>
    DeemedElsewhere,

    /// <summary>An actual distribution that was called a loan (26 CFR 1.72(p)-1 A-17).</summary>
    NoLoan,
}

internal static class PaymentKinds
{
    public static bool IsDeemed(this PaymentKind kind) =>
        kind is PaymentKind.DeemedWhenMade or PaymentKind.DeemedLater or PaymentKind.DeemedElsewhere;
}
