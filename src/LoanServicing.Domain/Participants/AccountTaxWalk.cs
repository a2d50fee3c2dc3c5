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
internal sealed class AccountTaxWalk(AccountHistory account)
{
    private const string CitesDistribution = "26 USC 402(a)";
    private const string CitesRollover = "26 USC 402(c)(1)";

    private readonly Dictionary<LoanHistory, LoanState> loans = [];
    private readonly List<Form1099RData> forms = [];
    private readonly List<DayWithholding> withholding = [];
    private readonly List<string> unresolved = [];
    private readonly AccountBasis basis = new(account);
    private DayPayments today = new(default);

    public AccountTax Through(DateOnly through)
    {
        foreach (var (on, _, take) in Record().Where(item => item.On <= through).OrderBy(item => item.On).ThenBy(item => item.Place))
        {
            if (on != today.On)
                EndDay(on);
            take();
        }

        EndDay(default);
        return new(forms, withholding, basis.Repaid, basis.Investment, basis.LoanTransitionAmount, unresolved);
    }

    // Basis that is stated or attributed is there for what the day distributes; the account's own payments come after its offsets, a close after both.
    private IEnumerable<(DateOnly On, int Place, Action Take)> Record()
    {
        var movements = account.Participant.Movements;
        if (movements.Transition is { } transition)
            yield return (transition.On, 0, () => basis.Transit(InitialDefault(transition.On)));
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
        if (today.End(forms) is { } day)
            withholding.Add(day);
        today = new(next);
    }

    private decimal InitialDefault(DateOnly transition) =>
        account.Standing.Where(pair => pair.Event is DeemedDistributed && pair.Event.On < transition && TransitionRule.IsBefore2002(pair.Loan.Made)).Sum(pair => ((DeemedDistributed)pair.Event).Amount);

    private void Take(LoanHistory history, LoanEvent e)
    {
        var before = loans.GetValueOrDefault(history);
        if (e is TakenOver { Deemed: { } elsewhere } taken)
        {
            if (!elsewhere.Reported)
                Distribute(history, elsewhere.On, elsewhere.Amount, PaymentKind.DeemedElsewhere, DeemedDistribution.CitesMissed);
            basis.Repay(taken.RepaidAfterDeemed, 0m);
        }
        else if (e is DeemedDistributed deemed)
        {
            var kind = deemed.Reason == DeemingReason.NotBonaFide ? PaymentKind.NoLoan : deemed.On == history.Made.On ? PaymentKind.DeemedWhenMade : PaymentKind.DeemedLater;
            Distribute(history, e.On, deemed.Amount, kind, deemed.Cites);
        }
        else if (e is Offset offset && before is { Deemed: null })
        {
            // What of the loan was deemed was taxed then: its offset is no second distribution (26 CFR 1.72(p)-1 A-19(a)).
            var kind = QualifiedLoanOffset.IsQualified(new(e.On, null, account.Participant.SeveredOn, account.Participant.PlanTerminatedOn)) ? PaymentKind.QualifiedOffset : PaymentKind.Offset;
            today.State(offset.Withheld);
            Distribute(history, e.On, Math.Min(offset.Amount, before.OutstandingBesidePartOn(e.On)), kind, kind == PaymentKind.Offset ? OffsetBarred.Cites : QualifiedLoanOffset.Cites);
        }

        var after = LoanState.Evolve(before, e);
        loans[history] = after;
        if (e is InstallmentPaid && TransitionRule.AppliesTo(history.Made, e.On, account.Participant.Movements.Transition?.On))
            basis.Repay(RepaidSinceDeemed(after) - RepaidSinceDeemed(before!), history.Circumstances.RothShare);
    }

    private static decimal RepaidSinceDeemed(LoanState loan) => (loan.Deemed?.RepaidSince ?? 0m) + (loan.Part?.RepaidSince ?? 0m);

    private void Take(InterestPledged e) => DistributePretax(e.Loan, e.On, e.Amount, PaymentKind.DeemedLater, Pledge.Cites, e.On.Year);

    private void Take(Distributed e)
    {
        var paid = e.Cash + e.EmployerSecurities;
        var fromTransition = basis.TakeLoanTransitionAmount();
        var recovered = Recover(e.On, paid + e.DirectRollover, e.Total);
        // What is rolled over is taxable money first (26 USC 402(c)(2)): basis comes out with what is paid.
        var ofPaid = Math.Min(recovered, paid);
        today.State(e.Withheld);
        if (paid + fromTransition > 0m)
            today.Add(PaymentKind.Paid, paid + fromTransition - ofPaid, Form(null, e.On, paid + fromTransition, ofPaid, Code(PaymentKind.Paid, e.On, isRoth: false), null, CitesDistribution, e.On.Year), e.Cash);
        if (e.DirectRollover == 0m)
            return;
        var rollover = Form(null, e.On, e.DirectRollover, recovered - ofPaid, DistributionCode.OfDirectRollover(Person(e.On), roth: false, toRothIra: false), null, CitesRollover, e.On.Year);
        forms[rollover] = forms[rollover] with { Box2a = 0m };
    }

    // A form for each source that the loan was taken from.
    private void Distribute(LoanHistory history, DateOnly on, decimal amount, PaymentKind kind, string cites)
    {
        var taxYear = kind == PaymentKind.DeemedLater && history.ReportedInYearOf(on) is { } corrected ? corrected.Year : on.Year;
        var rothShare = history.Circumstances.RothShare;
        var (pretax, roth) = Cents.Split(amount, 1m - rothShare, rothShare);
        DistributePretax(history.Made.Loan, on, pretax, kind, cites, taxYear);
        if (roth == 0m)
            return;
        if (account.Participant.ValuationOn(on)?.Roth is not { } valued)
        {
            unresolved.Add($"{on:yyyy-MM-dd}, loan {history.Made.Loan}: what is taxable of {roth:0.00} from the designated Roth account, which has no valuation by then");
            return;
        }

        var split = DesignatedRoth.Split(roth, valued.Contributions + basis.RothRepaid, valued.Earnings);
        var qualified = kind.IsDeemed() ? DesignatedRoth.DeemedIsQualified : DesignatedRoth.IsQualified(new(on, account.Participant.BirthDate, account.Participant.DisabledOn, account.Participant.DiedOn, valued.FirstYear));
        var form = Form(history.Made.Loan, on, roth, split.ContributionShare, Code(kind, on, isRoth: true), valued.FirstYear, cites, taxYear);
        forms[form] = forms[form] with { Box2a = split.Includible(qualified.Answer) };
        today.Add(kind, forms[form].Box2a, form, kind is PaymentKind.DeemedWhenMade or PaymentKind.NoLoan ? roth : 0m);
    }

    private void DistributePretax(string loan, DateOnly on, decimal amount, PaymentKind kind, string cites, int taxYear)
    {
        if (amount == 0m)
            return;
        var recovered = Recover(on, amount, isTotal: false);
        today.Add(kind, amount - recovered, Form(loan, on, amount, recovered, Code(kind, on, isRoth: false), null, cites, taxYear), kind is PaymentKind.DeemedWhenMade or PaymentKind.NoLoan ? amount : 0m);
    }

    private decimal Recover(DateOnly on, decimal amount, bool isTotal)
    {
        if (basis.Recover(on, amount, isTotal) is { } recovered)
            return recovered;
        unresolved.Add($"{on:yyyy-MM-dd}: how much basis a distribution of {amount:0.00} recovers, because the account has no valuation by then");
        return 0m;
    }

    private string Code(PaymentKind kind, DateOnly on, bool isRoth) => kind switch
    {
        _ when kind.IsDeemed() => DistributionCode.OfDeemed(Person(on), isRoth, account.Plan.PolicyOn(on).DeemedOver59Half, account.Plan.PolicyOn(on).DeemedExceptionKnown),
        _ => DistributionCode.OfOffset(Person(on), kind == PaymentKind.QualifiedOffset, isRoth),
    };

    private EarlyDistributionFacts Person(DateOnly on) =>
        new(on, account.Participant.BirthDate, account.Participant.SeveredOn, account.Participant.DisabledOn, account.Participant.DiedOn, account.Plan.Kind);

    private int Form(string? loan, DateOnly on, decimal amount, decimal recovered, string code, int? rothYear, string cites, int taxYear)
    {
        forms.Add(new(taxYear, on, account.Participant.Plan, account.Participant.Participant, loan, amount, amount - recovered, 0m, recovered, code, rothYear, cites));
        return forms.Count - 1;
    }
}
