using System.Diagnostics;
using LoanServicing.Domain.Loans.Findings;
using LoanServicing.Domain.Plans;
using LoanServicing.Domain.Regulation;
using LoanServicing.Domain.Regulation.Section72p;

namespace LoanServicing.Domain.Loans;

/// <summary>Decides what a command leads to. In order: the state, then the law, then the plan's policy.</summary>
public static class Loan
{
    /// <param name="loan">Null before the loan is made.</param>
    /// <param name="plan">The loan's plan, with the policies of all its days.</param>
    public static Decision Decide(LoanCommand command, LoanState? loan, PlanState plan) =>
        (command, loan) switch
        {
            (ReceiveRepayment receive, { } made) => Handle(receive, made, plan),
            (CloseDay close, { } made) => Handle(close, made, plan),
            (Originate originate, null) => Handle(originate, plan),
            (Originate originate, { }) => new Rejection(
                "loan.exists",
                $"loan {originate.Loan} of participant {originate.Participant} is already made"
            ),
            (OffsetLoan offset, { } made) => Handle(offset, made, plan),
            (Refinance refinance, { } made) => Handle(refinance, made, plan),
            (TransferLoan transfer, { } made) => Handle(transfer, made, plan),
            (ChangeRepayment change, { } made) => Handle(change, made, plan),
            (_, null) => new Rejection("loan.unknown", "no such loan was made"),
            _ => throw new UnreachableException($"{command.GetType().Name} is not a loan command"),
        };

    private static Decision Handle(Originate command, PlanState plan)
    {
        var originated = Originated(command, plan);
        return Consequences.Of(originated, LoanState.Create(originated), plan) is { } deemed
            ? new List<LoanEvent> { originated, deemed }
            : originated;
    }

    private static Decision Handle(ReceiveRepayment command, LoanState loan, PlanState plan)
    {
        if (command.On < loan.Terms.MadeOn)
            return new Rejection(
                "repayment.before-loan",
                $"a repayment of {command.On:yyyy-MM-dd} comes before the loan was made, {loan.Terms.MadeOn:yyyy-MM-dd}"
            );
        if (command.On < loan.InOrderFrom)
            return Decision.Late;
        var events = FailedBefore(command, ref loan, plan);
        if (command.OnlyWhatIsOwed && Excess(command, loan, plan) is { } excess)
            return excess;
        var payoff = loan.PayoffOn(command.On);
        var amount = command.Amount ?? (loan.Closed is null ? loan.Position.Lacking(command.On, loan.Schedule) : 0m);
        // A scheduled repayment is of what is due: of nothing, none came in.
        if (amount <= 0m)
            return Decision.Nothing;

        var paid = Paid(command, amount, plan);
        var left = payoff - amount;
        if (events is null && left >= FinalBalance.MoreThanAnyTolerance)
            return paid;
        var consequences = Consequences.Of(paid, loan, LoanState.Evolve(loan, paid), plan);
        if (events is null && consequences is null)
            return paid;
        events ??= [];
        events.Add(paid);
        events.AddRange(consequences ?? []);
        return events;
    }

    // A payroll has no reason to send more than is owed, but for the cents by which a level amount passes the last
    // installment.
    private static Rejection? Excess(ReceiveRepayment command, LoanState loan, PlanState plan)
    {
        if (loan.Closed is { } closed)
            return new("repayment.loan-closed", Ended(loan, closed));
        var payoff = loan.PayoffOn(command.On);
        return command.Amount > payoff && command.Amount - payoff > FinalBalance.Tolerance(loan, command.On, plan)
            ? new(
                "repayment.exceeds-payoff",
                $"{command.Amount:0.00} is more than the {payoff:0.00} that loan {loan.Loan} owes on "
                    + $"{command.On:yyyy-MM-dd}"
            )
            : null;
    }

    /// <summary>The fact of a repayment, with what the plan says on its day about how money is applied.</summary>
    private static InstallmentPaid Paid(ReceiveRepayment command, decimal amount, PlanState plan)
    {
        var policy = plan.PolicyOn(command.On);
        return new(
            command.On,
            amount,
            command.WithheldOn,
            command.Source,
            policy.PartialPayment == PartialPayment.Hold ? true : null,
            policy.ExcessFirst ? true : null,
            command.ReceivedOn,
            policy.Prepayment == Prepayment.Principal ? true : null
        );
    }

    private static Decision Handle(CloseDay command, LoanState loan, PlanState plan) =>
        Consequences.Of(loan, plan, command.On, command.SettledThrough, command.Source) is { } events
            ? events
            : Decision.Nothing;

    private static Decision Handle(OffsetLoan command, LoanState loan, PlanState plan)
    {
        if (Ending(command, loan, "offset", out var ending))
            return ending;
        var events = FailedBefore(command, ref loan, plan);
        if (loan.Closed is { } closed)
            return new Rejection("offset.loan-closed", Ended(loan, closed));
        var payoff = loan.PayoffOn(command.On);
        if (command.Amount is { } amount && amount > payoff)
            return new Rejection(
                "offset.exceeds-outstanding",
                $"an offset of {amount:0.00} is more than the {payoff:0.00} that loan {loan.Loan} owes on {command.On:yyyy-MM-dd}"
            );
        return Follows(
            events,
            loan,
            plan,
            new Offset(
                command.On,
                command.Amount ?? payoff,
                command.Withheld,
                command.Source,
                (command.Amount ?? payoff) == payoff ? true : null
            )
        );
    }

    private static Decision Handle(Refinance command, LoanState loan, PlanState plan)
    {
        if (Ending(command, loan, "refinancing", out var ending))
            return ending;
        var events = FailedBefore(command, ref loan, plan);
        if (loan.Closed is { } closed)
            return new Rejection("refinancing.loan-closed", Ended(loan, closed));
        if (loan.Deemed is { } deemed)
            return new Rejection(
                "refinancing.loan-deemed",
                $"loan {loan.Loan} was deemed distributed on {deemed.On:yyyy-MM-dd}; only a loan that satisfies "
                    + "section 72(p)(2) can be refinanced",
                Refinancing.CitesGeneral
            );
        var payoff = loan.PayoffOn(command.On);
        if (command.AtMost < payoff)
            return new Rejection(
                "refinancing.too-small",
                $"a replacement loan of {command.AtMost:0.00} does not cover the {payoff:0.00} that loan {loan.Loan} owes"
            );
        return Follows(events, loan, plan, new Refinanced(command.On, command.By, payoff, command.Source));
    }

    private static Decision Handle(TransferLoan command, LoanState loan, PlanState plan)
    {
        if (Ending(command, loan, "transfer", out var ending))
            return ending;
        var events = FailedBefore(command, ref loan, plan);
        return loan.Closed is { } closed
            ? new Rejection("transfer.loan-closed", Ended(loan, closed))
            : Follows(
                events,
                loan,
                plan,
                new TransferredOut(command.On, command.Kind, command.To, loan.PayoffOn(command.On), command.Source)
            );
    }

    private static Decision Handle(ChangeRepayment command, LoanState loan, PlanState plan)
    {
        if (command.On < loan.Terms.MadeOn)
            return new Rejection(
                "change.before-loan",
                $"what happened on {command.On:yyyy-MM-dd} comes before the loan was made, {loan.Terms.MadeOn:yyyy-MM-dd}"
            );
        if (command.On < loan.InOrderFrom)
            return Decision.Late;
        var events = FailedBefore(command, ref loan, plan);
        if (loan.Closed is { } closed)
            return new Rejection("change.loan-closed", Ended(loan, closed));
        return RepaymentChange.Problem(command.Change, loan) ?? Follows(events, loan, plan, command.Change);
    }

    private static bool Ending(LoanCommand command, LoanState loan, string noun, out Decision decision)
    {
        decision =
            command.On < loan.Terms.MadeOn
                ? new Rejection(
                    $"{noun}.before-loan",
                    $"what happened on {command.On:yyyy-MM-dd} comes before the loan was made, {loan.Terms.MadeOn:yyyy-MM-dd}"
                )
            : command.On < loan.InOrderFrom ? Decision.Late
            : loan.Closed is { } closed ? new Rejection($"{noun}.loan-closed", Ended(loan, closed))
            : Decision.Nothing;
        return decision.IsLate || decision.Rejection is not null;
    }

    private static Decision Follows(List<LoanEvent>? events, LoanState loan, PlanState plan, LoanEvent fact)
    {
        var deemed = Consequences.Of(fact, LoanState.Evolve(loan, fact), plan);
        if (deemed is null && events is null)
            return fact;
        events ??= [];
        events.Add(fact);
        if (deemed is not null)
            events.Add(deemed);
        return events;
    }

    // What failed by the close of the day before is stated before the fact itself, so that the log stays in effective
    // order; the loan is then as the fact finds it.
    private static List<LoanEvent>? FailedBefore(LoanCommand command, ref LoanState loan, PlanState plan)
    {
        var before = command.On.AddDays(-1);
        var events = Consequences.Of(loan, plan, before, before, command.Source);
        if (events is not null)
            loan = events.Aggregate(loan, LoanState.Evolve);
        return events;
    }

    private static string Ended(LoanState loan, Closing closed) =>
        $"loan {loan.Loan} ended by {closed.By.ToString().ToLowerInvariant()} on {closed.On:yyyy-MM-dd}";

    private static Originated Originated(Originate command, PlanState plan) =>
        new(
            command.On,
            command.Plan,
            command.Participant,
            command.Loan,
            command.Terms.Amount,
            command.Terms.AnnualRate,
            command.Terms.Frequency,
            command.Terms.Installments,
            command.Terms.FirstDue,
            command.Terms.Purpose,
            command.Agreement,
            command.Terms.SemimonthlyDays,
            command.Terms.Steps,
            command.Replaces,
            command.Circumstances,
            command.Borrowing,
            LoanFindings.ExemptBy(command.On, plan, command.Circumstances ?? LoanCircumstances.Ordinary),
            command.Source
        );
}
