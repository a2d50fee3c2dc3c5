using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Regulation.Section72p;

namespace LoanServicing.Domain.Participants.Decisions;

/// <summary>A loan takes the place of others (26 CFR 1.72(p)-1 A-20).</summary>
internal static class RefinancingDecision
{
    public static Rejection? Refinance(RefinancedFact fact, Account account, Source source)
    {
        if (LoanNames.IsTaken(fact.Loan, account))
            return LoanNames.Exists(fact.Loan, account);
        var left = fact.Terms.Amount;
        var ends = new List<(AccountLoan Loan, Decision Decision)>();
        var replaced = new List<ReplacedLoan>();
        foreach (var name in fact.Replaces)
        {
            if (account.Find(name) is not { } loan)
                return LoanNames.Unknown(name);
            if (loan.Within(fact.On, account.Plan) is not { } then)
                return LoanNames.Unknown(name);
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
            TakenOverFrom([.. ends.Select(end => end.Loan)], replaced, fact.LimitSet)
        );
        var starts = Loan.Decide(command, null, account.Plan);
        foreach (var (loan, decision) in ends)
            account.Record(loan, decision);
        return LoanBeginning.Of(account.Open(starts), account, source);
    }

    // A replacement goes on as its loans did: from their sources by what they owed, withheld or secured where all of
    // them were.
    private static LoanCircumstances? TakenOverFrom(
        IReadOnlyList<AccountLoan> loans,
        IReadOnlyList<ReplacedLoan> replaced,
        LimitSet limits
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
            LimitSet: limits,
            RothShare: roth
        );
        return circumstances == LoanCircumstances.Ordinary ? null : circumstances;
    }
}
