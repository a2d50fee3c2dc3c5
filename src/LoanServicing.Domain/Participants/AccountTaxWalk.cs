using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Money;
using LoanServicing.Domain.Regulation.Form1099R;
using LoanServicing.Domain.Regulation.Section401k;
using LoanServicing.Domain.Regulation.Section402A;
using LoanServicing.Domain.Regulation.Section402c;
using LoanServicing.Domain.Regulation.Section72p;
using LoanServicing.Domain.Regulation.Section72t;

namespace LoanServicing.Domain.Participants;

/// <summary>Goes through an account's record in effective order, carrying its basis along.</summary>
internal sealed partial class AccountTaxWalk(AccountHistory account)
{
    private const string CitesDistribution = "26 USC 402(a)";
    private const string CitesRollover = "26 USC 402(c)(1)";

    private readonly Dictionary<LoanHistory, LoanState> loans = [];
    private readonly List<Form1099RData> forms = [];
    private readonly List<DayWithholding> withholding = [];
    private readonly List<string> unresolved = [];
    private readonly EligibleRollovers eligible = new();
    private readonly AccountBasis basis = new(account);
    private DayPayments today = new(default);
    private bool hadActualDistribution;

    public AccountTax Through(DateOnly through)
    {
        foreach (
            var (on, _, take) in Record()
                .Where(item => item.On <= through)
                .OrderBy(item => item.On)
                .ThenBy(item => item.Place)
        )
        {
            if (on != today.On)
                EndDay(on);
            take();
        }

        EndDay(default);
        return new(forms, withholding, basis.Repaid, basis.Investment, basis.LoanTransitionAmount, unresolved);
    }

    // Basis that is stated or attributed is there for what the day distributes; the account's own payments come after
    // its offsets, a close after both.
    private IEnumerable<(DateOnly On, int Place, Action Take)> Record()
    {
        var movements = account.Participant.Movements;
        if (movements.Transition is { } transition)
            yield return (transition.On, 0, () => basis.Transit(InitialDefault(transition.On), hadActualDistribution));
        foreach (var e in account.Participant.Valuations)
            yield return (e.On, 1, () => basis.State(e));
        foreach (var e in movements.Attributions)
            yield return (e.On, 1, () => basis.Attribute(e));
        foreach (var e in movements.Pledges.Where(account.TreatsAsLoan))
            yield return (e.On, 2, () => Take(e));
        foreach (var (loan, e) in account.Standing)
            yield return (e.On, LoanHistory.PlaceInDay(e) == 0 ? 3 : 5, () => Take(loan, e));
        foreach (var e in movements.Distributions)
            yield return (e.On, 4, () => Take(e));
    }

    private void EndDay(DateOnly next)
    {
        if (today.End(forms, eligible.Through(today.On)) is { } day)
            withholding.Add(day);
        today = new(next);
    }

    // What was deemed before, here or while another system served the loan.
    private decimal InitialDefault(DateOnly transition) =>
        account
            .Loans.Where(loan => TransitionRule.IsBefore2002(TermsInLaw.MadeOn(loan.Made)))
            .Sum(loan =>
                loan.Standing(account.Plan)
                    .OfType<DeemedDistributed>()
                    .Where(deemed => deemed.On < transition)
                    .Sum(deemed => deemed.Amount)
                + (loan.DeemedElsewhere is { } elsewhere && elsewhere.On < transition ? elsewhere.Amount : 0m)
            );

    private void Take(LoanHistory history, LoanEvent e)
    {
        var before = loans.GetValueOrDefault(history);
        if (e is TakenOver taken && history.DeemedElsewhere is { } elsewhere)
        {
            if (!elsewhere.Reported)
                Distribute(
                    history,
                    elsewhere.On,
                    elsewhere.Amount,
                    PaymentKind.DeemedElsewhere,
                    DeemedDistribution.CitesMissed
                );
            if (AppliesA21(history, e.On))
                basis.Repay(e.On, taken.RepaidAfterDeemed, history.Circumstances.RothShare);
        }
        else if (e is DeemedDistributed deemed)
        {
            Distribute(history, e.On, deemed.Amount, KindOf(deemed, history), deemed.Cites!);
        }
        else if (e is TransferredOut transferred && before is not null)
        {
            Take(history, transferred, before);
        }
        else if (e is Offset offset && before is { Deemed: null })
        {
            // What of the loan was deemed was taxed then: its offset is no second distribution (26 CFR 1.72(p)-1
            // A-19(a)).
            var kind = QualifiedLoanOffset.IsQualified(account.OffsetFacts(e.On, before))
                ? PaymentKind.QualifiedOffset
                : PaymentKind.Offset;
            today.StateOfOffset(offset.Withheld);
            Distribute(
                history,
                e.On,
                before.DistributedBy(offset),
                kind,
                kind == PaymentKind.Offset ? OffsetBarred.Cites : QualifiedLoanOffset.Cites
            );
        }

        var after = LoanState.Evolve(before, e);
        loans[history] = after;
        // What was held repays a deemed loan as that is deemed, and a deemed part as the loan ends.
        if (
            e is InstallmentPaid or DeemedDistributed or Offset or WrittenOff or TransferredOut
            && AppliesA21(history, e.On)
        )
            basis.Repay(e.On, RepaidSinceDeemed(after) - RepaidSinceDeemed(before!), history.Circumstances.RothShare);
    }

    private bool AppliesA21(LoanHistory history, DateOnly on) =>
        TransitionRule.AppliesTo(TermsInLaw.MadeOn(history.Made), on, account.Participant.Movements.Transition?.On);

    // When made: by the making itself, not by what the same day brought after it.
    private static PaymentKind KindOf(DeemedDistributed deemed, LoanHistory history) =>
        deemed.Reason == DeemingReason.NotBonaFide ? PaymentKind.NoLoan
        : history.Made is Originated made && deemed.On == made.On && deemed.Due is null ? PaymentKind.DeemedWhenMade
        : PaymentKind.DeemedLater;

    private static decimal RepaidSinceDeemed(LoanState loan) =>
        (loan.Deemed?.RepaidSince ?? 0m) + (loan.Part?.RepaidSince ?? 0m);

    private void Take(InterestPledged e) =>
        DistributePretax(e.Loan, e.On, e.Amount, PaymentKind.DeemedLater, Pledge.Cites, e.On.Year);

    private bool IsQualifiedRoth(DateOnly on, int? firstYear) =>
        DesignatedRoth
            .IsQualified(
                new(
                    on,
                    account.Participant.BirthDate,
                    account.Participant.DisabledOn,
                    account.Participant.DiedOn,
                    firstYear
                )
            )
            .Answer;

    private (DesignatedRothSplit Split, int FirstYear)? SplitRoth(LoanHistory history, DateOnly on, decimal amount)
    {
        if (account.Participant.ValuationOn(on) is not { Roth: { } valued } valuation)
        {
            unresolved.Add(
                $"{on:yyyy-MM-dd}, loan {history.Made.Loan}: what is taxable of {amount:0.00} from the designated Roth "
                    + "account, which has no valuation by then"
            );
            return null;
        }

        var contributions = valued.Contributions + basis.RothRepaidSince(valuation.On);
        return (DesignatedRoth.Split(amount, contributions, valued.Earnings), valued.FirstYear);
    }

    // A form for each source that the loan was taken from.
    private void Distribute(LoanHistory history, DateOnly on, decimal amount, PaymentKind kind, string cites)
    {
        if (!kind.IsDeemed())
            eligible.Add(on, amount);
        var taxYear = kind.IsDeemed() && history.ReportedInYearOf(on) is { } corrected ? corrected.Year : on.Year;
        // What the plan recorded too little of is taxed with the first actual distribution (26 CFR 1.72(p)-1
        // A-22(c)(2)(iv)), an offset among them.
        var fromTransition = kind.IsDeemed() ? 0m : basis.TakeLoanTransitionAmount();
        var rothShare = history.Circumstances.RothShare;
        var (pretax, roth) = Cents.Split(amount, 1m - rothShare, rothShare);
        DistributePretax(
            history.Made.Loan,
            on,
            pretax,
            kind,
            cites,
            taxYear,
            Proceeds(history, kind, pretax),
            fromTransition
        );
        if (roth == 0m)
            return;
        if (SplitRoth(history, on, roth) is not var (split, firstYear))
            return;
        var isQualified = kind.IsDeemed() ? DesignatedRoth.DeemedIsQualified.Answer : IsQualifiedRoth(on, firstYear);
        var form = Form(
            history.Made.Loan,
            on,
            roth,
            split.ContributionShare,
            Code(kind, on, isRoth: true),
            firstYear,
            cites,
            taxYear
        );
        forms[form] = forms[form] with { Box2a = split.Includible(isQualified) };
        today.Add(kind, forms[form].Box2a, form, Proceeds(history, kind, roth));
    }

    // A loan that is deemed as it is made pays out cash: all of it, but for what it took over from the loans that it
    // replaced.
    private static decimal Proceeds(LoanHistory history, PaymentKind kind, decimal amount) =>
        kind is PaymentKind.DeemedWhenMade or PaymentKind.NoLoan && history.Made is Originated made
            ? Math.Max(0m, Math.Min(amount, made.Amount - (made.Replaces?.Sum(loan => loan.Balance) ?? 0m)))
            : 0m;

    private void DistributePretax(
        string loan,
        DateOnly on,
        decimal amount,
        PaymentKind kind,
        string cites,
        int taxYear,
        decimal cash = 0m,
        decimal fromTransition = 0m
    )
    {
        if (amount + fromTransition == 0m)
            return;
        var recovered = Recover(on, amount, isTotal: false);
        hadActualDistribution |= !kind.IsDeemed();
        today.Add(
            kind,
            amount + fromTransition - recovered,
            Form(loan, on, amount + fromTransition, recovered, Code(kind, on, isRoth: false), null, cites, taxYear),
            cash
        );
    }

    private decimal Recover(DateOnly on, decimal amount, bool isTotal)
    {
        if (basis.Recover(on, amount, isTotal) is { } recovered)
            return recovered;
        unresolved.Add(
            $"{on:yyyy-MM-dd}: how much basis a distribution of {amount:0.00} recovers, because the account has no valuation by then"
        );
        return 0m;
    }

    private string Code(PaymentKind kind, DateOnly on, bool isRoth) =>
        kind switch
        {
            _ when kind.IsDeemed() => DistributionCode.OfDeemed(
                Person(on),
                isRoth,
                account.Plan.PolicyOn(on).DeemedOver59Half,
                account.Plan.PolicyOn(on).DeemedExceptionKnown
            ),
            _ => DistributionCode.OfOffset(Person(on), kind == PaymentKind.QualifiedOffset, isRoth),
        };

    private EarlyDistributionFacts Person(DateOnly on) =>
        new(
            on,
            account.Participant.BirthDate,
            account.Participant.SeveredBy(on),
            account.Participant.DisabledOn,
            account.Participant.DiedOn,
            account.Plan.Kind,
            PublicSafety: account.Participant.PublicSafety == true
        );

    private int Form(
        string? loan,
        DateOnly on,
        decimal amount,
        decimal recovered,
        string code,
        int? rothYear,
        string cites,
        int taxYear
    )
    {
        forms.Add(
            new(
                taxYear,
                on,
                account.Participant.Plan,
                account.Participant.Participant,
                loan,
                amount,
                amount - recovered,
                0m,
                recovered,
                code,
                rothYear,
                cites
            )
        );
        return forms.Count - 1;
    }
}
