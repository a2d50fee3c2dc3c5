using System.Diagnostics;
using LoanServicing.Domain.Facts;
using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Loans.Findings;
using LoanServicing.Domain.Plans;
using LoanServicing.Domain.Regulation.Section401k;
using LoanServicing.Domain.Regulation.Section72p;

namespace LoanServicing.Domain.Participants;

/// <summary>
/// What a fact leads to on an account. A rejection leaves the account as it was: everything is decided before anything
/// is recorded.
/// </summary>
internal static class AccountDecision
{
    public static Rejection? Take(Fact fact, Account account, Source source) =>
        fact switch
        {
            PaidFact paid => Pay(paid, account, source),
            OriginatedFact originated => Originate(originated, account, source),
            RefinancedFact refinanced => Refinance(refinanced, account, source),
            TakenOverFact takenOver => TakeOver(takenOver, account, source),
            PaymentReversedFact reversed => Reverse(reversed, account, source),
            PaymentRecreditedFact recredited => Recredit(recredited, account, source),
            DiscrepancySettledFact settled => Settle(settled, account, source),
            OffsetFact offset => Offset(offset, account, source),
            RescheduledFact e => Change(
                account,
                e.Loan,
                new Rescheduled(e.On, e.Frequency, e.Installments, e.FirstDue, e.DueDays, source)
            ),
            DisasterDelayFact e => Change(
                account,
                e.Loan,
                new RepaymentsDelayed(e.On, e.DueFrom, e.DueTo, e.DelayMonths, source)
            ),
            LeaveStartedFact e => ChangeAll(
                account,
                e.Loan,
                e.On,
                loan => loan.Closed is null,
                loan => Leave(e, loan, source),
                "leave.no-loan"
            ),
            LeaveEndedFact e => ChangeAll(
                account,
                e.Loan,
                e.On,
                loan => RepaymentChange.OpenLeave(loan) is not null,
                _ => new LeaveEnded(e.On, e.Then, e.FinalDue, source),
                "leave.not-started"
            ),
            WithholdingConsentRevokedFact e => Revoke(e, account, source),
            CorrectedFact e => Correct(e, account, source),
            PlanAmendedFact e => Amend(e, account, source),
            _ => Record(account, OfParticipant(fact, source)),
        };

    private static ParticipantEvent OfParticipant(Fact fact, Source source) =>
        fact switch
        {
            AccountValuedFact e => new AccountValued(e.On, e.Vested, e.AfterTaxBasis, source, e.Roth),
            OutsideLoanFact e => new OutsideLoanReported(e.On, e.Loan, e.Plan, e.Balance, source),
            PledgedFact e => new InterestPledged(e.On, e.Loan, e.Amount, e.SecuresPlanLoan, source),
            DistributedFact e => new Distributed(
                e.On,
                e.Cash,
                e.DirectRollover,
                e.EmployerSecurities,
                e.Total,
                e.Withheld,
                source
            ),
            BasisAttributedFact e => new BasisAttributed(e.On, e.Amount, source),
            TransitionFact e => new TransitionApplied(e.On, source),
            SeveredFact e => new SeveredFromEmployment(e.On, source),
            DisabledFact e => new BecameDisabled(e.On, source),
            DiedFact e => new Died(e.On, source),
            PlanTerminatedFact e => new PlanTerminated(e.On, source),
            _ => throw new UnreachableException($"{fact.GetType().Name} is not a fact of a participant"),
        };

    private static Rejection? Record(Account account, ParticipantEvent e)
    {
        if (
            e is InterestPledged pledged
            && (
                account.Find(pledged.Loan) is not null
                || account.Participant.Movements.Pledges.Any(other => other.Loan == pledged.Loan)
            )
        )
            return Exists(pledged.Loan, account);
        if (Earlier(e, account.Participant) is { } earlier)
            return new("fact.happened-once", $"what happens once is already recorded, for {earlier:yyyy-MM-dd}");
        account.Record(e);
        return null;
    }

    private static DateOnly? Earlier(ParticipantEvent e, ParticipantState participant) =>
        e switch
        {
            Died => participant.DiedOn,
            BecameDisabled => participant.DisabledOn,
            PlanTerminated => participant.PlanTerminatedOn,
            TransitionApplied => participant.Movements.Transition?.On,
            _ => null,
        };

    private static Rejection? Amend(PlanAmendedFact e, Account account, Source source)
    {
        // Its limit and findings are those of the policy of its whole day.
        if (account.Loans.FirstOrDefault(loan => loan.Made is Originated && loan.Made.On == e.On) is { } made)
            return new(
                "plan.amended-late",
                $"loan {made.Made.Loan} was made on {e.On:yyyy-MM-dd}, which an amendment of that day would decide "
                    + "otherwise; expected it before the loan, or a later day"
            );
        account.Record(new PlanAmended(e.On, e.Change.To(account.Plan.PolicyOn(e.On)) with { From = e.On }, source));
        return null;
    }

    private static Rejection? Originate(OriginatedFact fact, Account account, Source source)
    {
        var (plan, participant) = (account.Participant.Plan, account.Participant.Participant);
        if (IsTaken(fact.Loan, account))
            return Exists(fact.Loan, account);
        account.Open(
            Loan.Decide(
                new Originate(
                    plan,
                    participant,
                    fact.Loan,
                    fact.Terms,
                    fact.Agreement,
                    BorrowingPosition.Before(fact.On, account.History),
                    source,
                    Circumstances: fact.Circumstances
                ),
                null,
                account.Plan
            )
        );
        return null;
    }

    private static Rejection? Refinance(RefinancedFact fact, Account account, Source source)
    {
        if (IsTaken(fact.Loan, account))
            return Exists(fact.Loan, account);
        var left = fact.Terms.Amount;
        var ends = new List<(AccountLoan Loan, Decision Decision)>();
        var replaced = new List<ReplacedLoan>();
        foreach (var name in fact.Replaces)
        {
            if (account.Find(name) is not { } loan)
                return Unknown(name);
            if (loan.Within(fact.On, account.Plan) is not { } then)
                return Unknown(name);
            if (then.Part is { IsRepaid: false })
                return new(
                    "refinancing.loan-deemed",
                    $"a part of loan {name} was deemed distributed and is not repaid; only a loan that satisfies "
                        + "section 72(p)(2) can be refinanced",
                    Refinancing.CitesGeneral
                );
            var decision = account.Decide(loan, new Refinance(fact.On, fact.Loan, left, source));
            if (decision.Rejection is { } rejection)
                return rejection;
            ends.Add((loan, decision));
            replaced.Add(AccountStatements.AsReplaced(fact.On, then));
            left -= then.PayoffOn(fact.On);
        }

        var command = new Originate(
            account.Participant.Plan,
            account.Participant.Participant,
            fact.Loan,
            fact.Terms,
            true,
            BorrowingPosition.Before(fact.On, account.History, fact.Replaces),
            source,
            replaced,
            TakenOverFrom([.. ends.Select(end => end.Loan)], replaced)
        );
        var starts = Loan.Decide(command, null, account.Plan);
        foreach (var (loan, decision) in ends)
            account.Record(loan, decision);
        account.Open(starts);
        return null;
    }

    // A replacement goes on as its loans did: from their sources by what they owed, withheld or secured where all of
    // them were.
    private static LoanCircumstances? TakenOverFrom(
        IReadOnlyList<AccountLoan> loans,
        IReadOnlyList<ReplacedLoan> replaced
    )
    {
        var owed = replaced.Sum(loan => loan.Balance);
        var roth =
            owed == 0m
                ? 0m
                : loans.Zip(replaced).Sum(pair => pair.First.Circumstances.RothShare * pair.Second.Balance) / owed;
        var circumstances = new LoanCircumstances(
            PayrollWithholding: loans.All(loan => loan.Circumstances.PayrollWithholding),
            AdditionalSecurity: loans.All(loan => loan.Circumstances.AdditionalSecurity),
            RothShare: roth
        );
        return circumstances == LoanCircumstances.Ordinary ? null : circumstances;
    }

    private static Rejection? TakeOver(TakenOverFact e, Account account, Source source)
    {
        if (IsTaken(e.Loan, account))
            return Exists(e.Loan, account);
        var taken = new TakenOver(
            e.On,
            account.Participant.Plan,
            account.Participant.Participant,
            e.Loan,
            e.Terms.Amount,
            e.Terms.AnnualRate,
            e.Terms.Frequency,
            e.Terms.Installments,
            e.Terms.FirstDue,
            e.Terms.Purpose,
            e.Agreement,
            e.Terms.SemimonthlyDays,
            e.Terms.Steps,
            e.Circumstances,
            e.Terms.MadeOn,
            e.Principal,
            e.Interest,
            e.OldestUnpaidDue,
            e.HighestPriorYear,
            e.Deemed,
            e.RepaidAfterDeemed,
            e.LeaveUsedDays,
            LoanFindings.ExemptBy(e.Terms.MadeOn, account.Plan, e.Circumstances ?? LoanCircumstances.Ordinary),
            source
        );
        if (
            e.OldestUnpaidDue is { } due
            && e.Deemed is null
            && Consequences.CureEnds(due, account.Plan) is var ends
            && ends < e.On
        )
            return new(
                "taken-over.cure-ended",
                $"the installment due on {due:yyyy-MM-dd} could be made up until {ends:yyyy-MM-dd}, before the "
                    + $"takeover of {e.On:yyyy-MM-dd}: expected the deemed distribution that followed",
                CurePeriod.Cites
            );
        account.Open(taken);
        return null;
    }

    private static Rejection? Pay(PaidFact fact, Account account, Source source)
    {
        if (account.Find(fact.Loan) is not { } loan)
            return Unknown(fact.Loan);
        var on = CreditDates.Of(fact.On, fact.WithheldOn, () => loan.History, account.Plan);
        return Recorded(
            account,
            loan,
            account.Decide(
                loan,
                new ReceiveRepayment(on, fact.Amount, fact.WithheldOn, source, on == fact.On ? null : fact.On)
            )
        );
    }

    private static Rejection? Recredit(PaymentRecreditedFact fact, Account account, Source source)
    {
        if (account.Find(fact.Loan) is not { } loan)
            return Unknown(fact.Loan);
        var history = loan.History;
        if (history.FindPayment(fact.PaidOn, fact.Amount) is not { } version)
            return NothingToReverse(fact.Loan, fact.PaidOn, fact.Amount, history);
        var payment = (InstallmentPaid)history.Recorded[(int)version - 1];
        if (history.Standing(version)!.On is var counts && counts != payment.On)
            return new(
                "recredit.already-corrected",
                $"the payment of {fact.PaidOn:yyyy-MM-dd} counts from {counts:yyyy-MM-dd} by an approved correction already"
            );
        if (fact.From >= payment.On || fact.On < fact.PaidOn)
            return new(
                "recredit.not-earlier",
                $"the payment of {fact.PaidOn:yyyy-MM-dd} counts from {payment.On:yyyy-MM-dd}: found "
                    + $"{fact.From:yyyy-MM-dd}, expected an earlier day, and a correction that does not come before the payment"
            );
        if (fact.From < history.Made.On || fact.From < payment.WithheldOn)
            return new(
                "recredit.too-early",
                $"found {fact.From:yyyy-MM-dd}, expected a day not before "
                    + $"{(payment.WithheldOn > history.Made.On ? payment.WithheldOn : history.Made.On):yyyy-MM-dd}, "
                    + $"when {(payment.WithheldOn > history.Made.On ? "it was withheld" : $"loan {fact.Loan} began")}"
            );
        return Recorded(
            account,
            loan,
            history.Restate(
                new RepaymentRecredited(fact.On, version, fact.From, fact.Evidence, fact.ApprovedBy, source),
                account.Plan,
                account.SettledThrough
            )
        );
    }

    private static Rejection? Settle(DiscrepancySettledFact fact, Account account, Source source)
    {
        if (account.Find(fact.Loan) is not { } loan)
            return Unknown(fact.Loan);
        if (fact.On < fact.MovedOn)
            return new(
                "settlement.before-discrepancy",
                $"a settlement on {fact.On:yyyy-MM-dd} comes before what it is about, of {fact.MovedOn:yyyy-MM-dd}"
            );
        var open =
            loan.History.Discrepancies(DateOnly.MaxValue)
                .FirstOrDefault(found => found.On == fact.MovedOn && found.Matter == fact.Matter)
                ?.Open
            ?? 0m;
        if (open == 0m)
            return new(
                "settlement.nothing-open",
                $"nothing of {fact.MovedOn:yyyy-MM-dd} waits for a person on loan {fact.Loan} in the matter "
                    + $"{Words.Of(Words.DiscrepancyMatters, fact.Matter)}"
            );
        if (Math.Sign(fact.Amount) != Math.Sign(open) || Math.Abs(fact.Amount) > Math.Abs(open))
            return new(
                "settlement.exceeds-discrepancy",
                $"found {fact.Amount:0.00}, expected what waits for a person on loan {fact.Loan}, {open:0.00}, or a part of it"
            );
        return Recorded(
            account,
            loan,
            new DiscrepancySettled(
                fact.On,
                fact.MovedOn,
                fact.Matter,
                fact.Amount,
                fact.Evidence,
                fact.ApprovedBy,
                source
            )
        );
    }

    private static Rejection? Reverse(PaymentReversedFact fact, Account account, Source source)
    {
        if (account.Find(fact.Loan) is not { } loan)
            return Unknown(fact.Loan);
        var history = loan.History;
        if (fact.On < fact.PaidOn)
            return new(
                "reversal.before-payment",
                $"a reversal on {fact.On:yyyy-MM-dd} comes before the payment that it is about, of {fact.PaidOn:yyyy-MM-dd}"
            );
        return history.FindPayment(fact.PaidOn, fact.Amount) is { } version
            ? Recorded(
                account,
                loan,
                history.Restate(
                    new RepaymentReversed(fact.On, version, history.Standing(version)!.On, fact.Amount, source),
                    account.Plan,
                    account.SettledThrough
                )
            )
            : NothingToReverse(fact.Loan, fact.PaidOn, fact.Amount, history);
    }

    private static Rejection NothingToReverse(string loan, DateOnly paidOn, decimal amount, LoanHistory history)
    {
        var ofDay = history.PaymentsOf(paidOn).ToList();
        if (ofDay.LastOrDefault(paid => paid.Payment.Amount == amount) is { ReversedOn: { } reversedOn })
            return new(
                "reversal.already-reversed",
                $"the payment of {amount:0.00} on {paidOn:yyyy-MM-dd} on loan {loan} is reversed already, on {reversedOn:yyyy-MM-dd}"
            );
        var standing = ofDay.Where(paid => paid.ReversedOn is null).Sum(paid => paid.Payment.Amount);
        return standing > 0m && amount > standing
            ? new(
                "reversal.exceeds-payment",
                $"{amount:0.00} is more than the {standing:0.00} that stands as paid on loan {loan} on {paidOn:yyyy-MM-dd}"
            )
            : new("reversal.no-payment", $"no payment of {amount:0.00} on {paidOn:yyyy-MM-dd} stands on loan {loan}");
    }

    private static Rejection? Offset(OffsetFact fact, Account account, Source source)
    {
        if (account.Find(fact.Loan) is not { } loan)
            return Unknown(fact.Loan);
        if (Barred(fact, loan, account) is { } barred)
            return barred;
        return Recorded(
            account,
            loan,
            account.Decide(loan, new OffsetLoan(fact.On, fact.Amount, fact.Withheld, source))
        );
    }

    // An offset is an actual distribution, which a plan must not make to an active employee (26 CFR 1.72(p)-1 A-13(b)).
    private static Rejection? Barred(OffsetFact fact, AccountLoan loan, Account account)
    {
        var participant = account.Participant;
        var finding = OffsetBarred.IsBarred(
            new(
                fact.On,
                account.Plan.Kind,
                participant.BirthDate,
                participant.SeveredBy(fact.On),
                participant.DisabledOn,
                participant.DiedOn,
                participant.PlanTerminatedOn,
                account.Plan.Provisions.PermitsDistributionWhileEmployed
            )
        );
        if (finding.Answer)
            return new(
                "offset.barred",
                $"participant {participant.Participant} is employed on {fact.On:yyyy-MM-dd}, and the account must not be reduced then",
                finding.Cites
            );
        var then = loan.Within(fact.On, account.Plan);
        var hasMissed = then?.Position.OldestUnpaidDue(then.Schedule) < fact.On;
        return
            !account.Plan.Provisions.AcceleratesOnSeverance
            && participant.PlanTerminatedOn is null
            && !hasMissed
            && then is { Deemed: null }
            ? new(
                "offset.not-due",
                $"the plan does not accelerate loan {fact.Loan} on severance, and no installment of it is missed by {fact.On:yyyy-MM-dd}",
                "26 CFR 1.72(p)-1 A-13(a)(2)"
            )
            : null;
    }

    // A loan of before the service alone is owed at the lower rate (50 USC 3937(a)(1)), and no loan at a higher one
    // than was agreed.
    private static LeaveStarted Leave(LeaveStartedFact fact, AccountLoan loan, Source source)
    {
        var terms = loan.State.Terms;
        decimal? rate =
            fact.AnnualRate is { } agreed
            && agreed < terms.AnnualRate
            && ServicememberRate.Reaches(terms.MadeOn, fact.On)
                ? agreed
                : null;
        return new(
            fact.On,
            fact.Kind,
            rate,
            fact.Kind == SuspensionKind.UnpaidLeave && loan.Made is TakenOver { LeaveUsedDays: > 0 and var used }
                ? used
                : null,
            source
        );
    }

    private static Rejection? Revoke(WithholdingConsentRevokedFact fact, Account account, Source source)
    {
        if (account.Find(fact.Loan) is not { } loan)
            return Unknown(fact.Loan);
        var others = account.History with
        {
            Loans = [.. account.Loans.Where(other => other != loan).Select(other => other.History)],
        };
        return Change(
            account,
            fact.Loan,
            new WithholdingConsentRevoked(fact.On, AccountStatements.LosesCondition(others, loan.Made, fact.On), source)
        );
    }

    private static Rejection? Correct(CorrectedFact fact, Account account, Source source) =>
        account.Find(fact.Loan) is { } loan
            ? Recorded(
                account,
                loan,
                loan.History.Correct(fact.Method, fact.On, fact.FinalDue, account.Plan, account.SettledThrough, source)
            )
            : Unknown(fact.Loan);

    private static Rejection? Change(Account account, string name, LoanEvent change) =>
        account.Find(name) is { } loan
            ? Recorded(account, loan, account.Decide(loan, new ChangeRepayment(change)))
            : Unknown(name);

    // Without a name it is about the loans that are known and that it finds so.
    private static Rejection? ChangeAll(
        Account account,
        string? name,
        DateOnly on,
        Func<LoanState, bool> concerns,
        Func<AccountLoan, LoanEvent> change,
        string none
    )
    {
        if (name is not null)
            return account.Find(name) is { } one ? Change(account, name, change(one)) : Unknown(name);
        var decisions = account
            .Loans.Where(loan => loan.Within(on, account.Plan) is { } then && concerns(then))
            .Select(loan => (Loan: loan, Decision: account.Decide(loan, new ChangeRepayment(change(loan)))))
            .ToList();
        if (decisions.Count == 0)
            return new(none, $"participant {account.Participant.Participant} has no loan that this could be about");
        if (
            decisions.Select(pair => pair.Decision.Rejection).FirstOrDefault(rejection => rejection is not null) is
            { } rejected
        )
            return rejected;
        foreach (var (loan, decision) in decisions)
            account.Record(loan, decision);
        return null;
    }

    private static Rejection? Recorded(Account account, AccountLoan loan, Decision decision)
    {
        if (decision.Rejection is { } rejection)
            return rejection;
        account.Record(loan, decision);
        return null;
    }

    private static bool IsTaken(string loan, Account account) =>
        account.Find(loan) is not null || account.Participant.Movements.Pledges.Any(pledge => pledge.Loan == loan);

    private static Rejection Exists(string loan, Account account) =>
        new("loan.exists", $"loan {loan} of participant {account.Participant.Participant} is already made");

    private static Rejection Unknown(string loan) => new("loan.unknown", $"loan {loan} was not made by then");
}
