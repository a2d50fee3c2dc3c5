using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Money;
using LoanServicing.Domain.Regulation.Form1099R;
using LoanServicing.Domain.Regulation.Section401k;
using LoanServicing.Domain.Regulation.Section402A;
using LoanServicing.Domain.Regulation.Section402c;
using LoanServicing.Domain.Regulation.Section72p;
using LoanServicing.Domain.Regulation.Section72t;

namespace LoanServicing.Domain.Participants;

/// <content>What is paid out of the account, and rolled over from it: cash, property, and notes in kind.</content>
internal sealed partial class AccountTaxWalk
{
    private void Take(Distributed e)
    {
        var roth = e.FromRoth ?? new(0m, 0m, 0m);
        if (e.FromRoth is null && account.Participant.ValuationOn(e.On)?.Roth is not null)
            unresolved.Add(
                $"{e.On:yyyy-MM-dd}: what of the distribution is designated Roth money, which it does not say"
            );
        eligible.Add(e.On, e.Cash + e.DirectRollover + e.EmployerSecurities);
        hadActualDistribution = true;
        var (withheldOfPretax, withheldOfRoth) = SplitWithheld(e, roth);
        var (cash, rolled) = (e.Cash - roth.Cash, e.DirectRollover - roth.DirectRollover);
        var paid = cash + e.EmployerSecurities;
        var fromTransition = basis.TakeLoanTransitionAmount();
        var recovered = Recover(e.On, paid + rolled, e.Total);
        // What is rolled over is taxable money first (26 USC 402(c)(2)): basis comes out with what is paid.
        var ofPaid = Math.Min(recovered, paid);
        if (paid + fromTransition > 0m)
        {
            var code = Code(PaymentKind.Paid, e.On, isRoth: false);
            var form = Form(null, e.On, paid + fromTransition, ofPaid, code, null, CitesDistribution, e.On.Year);
            today.Add(PaymentKind.Paid, forms[form].Box2a, form, cash, withheldOfPretax, e.EmployerSecurities);
        }

        if (rolled > 0m)
            RollOver(null, e.On, rolled, recovered - ofPaid, null);
        if (roth.Cash + roth.DirectRollover > 0m)
            TakeRoth(e.On, roth, withheldOfRoth);
    }

    // What is rolled over comes out of earnings first (26 CFR 1.402A-1 A-5(a)).
    private void TakeRoth(DateOnly on, RothMoney roth, decimal? withheld)
    {
        var firstYear = account.Participant.ValuationOn(on)?.Roth?.FirstYear;
        if (firstYear is null)
            unresolved.Add(
                $"{on:yyyy-MM-dd}: the first year of the designated Roth account, which has no valuation by then"
            );
        var rolledEarnings = Math.Min(roth.Earnings, roth.DirectRollover);
        if (roth.Cash > 0m)
        {
            var earnings = roth.Earnings - rolledEarnings;
            var code = Code(PaymentKind.Paid, on, isRoth: true);
            var form = Form(null, on, roth.Cash, roth.Cash - earnings, code, firstYear, CitesDistribution, on.Year);
            if (IsQualifiedRoth(on, firstYear))
                forms[form] = forms[form] with { Box2a = 0m };
            today.Add(PaymentKind.Paid, forms[form].Box2a, form, roth.Cash, withheld);
        }

        if (roth.DirectRollover > 0m)
            RollOver(null, on, roth.DirectRollover, roth.DirectRollover - rolledEarnings, firstYear, isRoth: true);
    }

    // What was withheld came out of the cash of both in the shares of that.
    private static (decimal? OfPretax, decimal? OfRoth) SplitWithheld(Distributed e, RothMoney roth)
    {
        if (e.Withheld is not { } withheld || roth.Cash == 0m)
            return (e.Withheld, null);
        var share = roth.Cash / e.Cash;
        return Cents.Split(withheld, 1m - share, share);
    }

    // Uncertain: the record does not say whether Roth money went to another plan (GB) or to a Roth IRA (H).
    private void RollOver(
        string? loan,
        DateOnly on,
        decimal amount,
        decimal recovered,
        int? rothYear,
        bool isRoth = false
    )
    {
        var code = DistributionCode.OfDirectRollover(Person(on), isRoth, toRothIra: false);
        var form = Form(loan, on, amount, recovered, code, rothYear, CitesRollover, on.Year);
        forms[form] = forms[form] with { Box2a = 0m };
    }

    // A note that is rolled over in kind is distributed, and nothing of it is taxed; from plan to plan it is not even
    // distributed. What was deemed before was taxed then.
    private void Take(LoanHistory history, TransferredOut e, LoanState before)
    {
        if (e.Kind == TransferKind.PlanTransfer || before.Deemed is not null)
            return;
        var amount = Math.Min(e.Amount, before.WithHeldMoneyApplied(e.On).OutstandingBesidePartOn(e.On));
        var (pretax, roth) = Cents.Split(amount, 1m - history.Circumstances.RothShare, history.Circumstances.RothShare);
        eligible.Add(e.On, amount);
        hadActualDistribution = true;
        if (pretax > 0m)
            RollOver(history.Made.Loan, e.On, pretax, Recover(e.On, pretax, isTotal: false), null);
        if (roth > 0m && SplitRoth(history, e.On, roth) is var (split, firstYear))
            RollOver(history.Made.Loan, e.On, roth, split.ContributionShare, firstYear, isRoth: true);
    }
}
