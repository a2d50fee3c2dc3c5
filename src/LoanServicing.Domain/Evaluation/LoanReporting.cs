using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Participants;
using LoanServicing.Domain.Plans;
using LoanServicing.Domain.Regulation.Form1099R;
using LoanServicing.Domain.Regulation.Section402c;
using LoanServicing.Domain.Regulation.Section72p;

namespace LoanServicing.Domain.Evaluation;

/// <summary>Works out a loan's report from its record.</summary>
public static class LoanReporting
{
    /// <param name="account">The account that the loan is in.</param>
    /// <param name="asOf">The day whose close is shown; null comes back where the loan was not made by then.</param>
    public static LoanReport? Of(LoanHistory history, AccountHistory account, DateOnly asOf)
    {
        if (history.At(asOf, account.Plan) is not { } ledger)
            return null;
        var loan = ledger.Loan;
        var terms = loan.Terms;
        DateOnly? unpaid = loan.Closed is null && loan.Position.OldestUnpaidDue(terms) is { } due && due <= asOf ? due : null;
        return new(
            Status(loan, unpaid),
            terms.LevelInstallment,
            terms.FinalDue,
            RepaymentTerm.LatestPermissibleDate.Decide(terms, terms.MadeOn).Answer,
            loan.Position.OutstandingOn(asOf, terms) + 0.00m,
            unpaid,
            unpaid is { } day ? Consequences.CureEnds(day, account.Plan) : null,
            [.. ledger.Consequences.OfType<DeemedDistributed>().Select(e => new ReportedDeeming(e.On, e.Amount, Reason(e.Reason), e.Cites))],
            [.. history.Facts.OfType<Offset>().Where(e => e.On <= asOf).Select(e => Offset(e, loan, account.Participant))],
            Findings(history, account),
            Amortization.Schedule(terms));
    }

    /// <summary>The contract's word: the first that holds.</summary>
    public static string Status(LoanState loan, DateOnly? unpaidDue) => loan switch
    {
        { Closed.By: ClosedBy.Refinancing } => "refinanced",
        { Closed.By: ClosedBy.Offset } => "offset",
        { Closed: not null } => "paid",
        { Deemed: not null } => "deemed",
        _ when unpaidDue is not null => "in-cure",
        _ => "active",
    };

    private static string Reason(DeemingReason reason) => reason switch
    {
        DeemingReason.RepaymentTerm => "repayment-term",
        DeemingReason.LevelAmortization => "level-amortization",
        DeemingReason.Agreement => "agreement",
        _ => "missed-installment",
    };

    private static ReportedOffset Offset(Offset e, LoanState loan, ParticipantState participant)
    {
        var qualified = QualifiedLoanOffset.IsQualified(new(e.On, loan.Deemed?.On, participant.SeveredOn, participant.PlanTerminatedOn));
        return new(
            e.On,
            e.Amount,
            qualified,
            RolloverDeadline.Of(e.On, qualified),
            RolloverDeadline.Extended(e.On, qualified),
            qualified ? QualifiedLoanOffset.Cites : Form1099RDetermination.CitesOffset);
    }

    private static IReadOnlyList<ReportedFinding> Findings(LoanHistory history, AccountHistory account)
    {
        var made = history.Facts.OfType<Originated>().First();
        var terms = LoanState.Create(made).Terms;
        var agreement = EnforceableAgreement.IsSatisfied(made.Agreement);
        var term = RepaymentTerm.IsSatisfied(terms);
        var level = LevelAmortization.IsSatisfied(terms, made.Replaces);
        IReadOnlyList<LoanHistory> others = [.. account.Loans.Where(other => other != history).Select(other => other.BeforeReplacementBy(made.Loan))];
        var limit = BorrowingPosition.Before(made.On, account with { Loans = others })!;
        var beside = limit.OutstandingBefore - Refinancing.Discharged(terms, made.Replaces);
        var ceiling = LoanAmountLimit.Ceiling.Decide(limit, made.On);
        return
        [
            new("agreement", agreement.Answer, agreement.Cites, made.Agreement ? "A legally enforceable agreement is held." : "No legally enforceable agreement is held."),
            new(
                "amount-limit",
                beside + made.Amount <= ceiling.Answer,
                ceiling.Cites,
                $"Borrowed {made.Amount:0.00} with {beside:0.00} outstanding beside it; the limit was {ceiling.Answer:0.00}, from {limit.Vested:0.00} vested and at most {limit.HighestPriorYear:0.00} owed in the year before."),
            new("repayment-term", term.Answer, term.Cites, $"The last installment is due on {terms.FinalDue:yyyy-MM-dd}."),
            new("level-amortization", level.Answer, level.Cites, $"{terms.Installments} {terms.Frequency.ToString().ToLowerInvariant()} installments."),
        ];
    }
}
