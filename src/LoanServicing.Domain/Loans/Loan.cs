using System.Diagnostics;
using LoanServicing.Domain.Plans;
using LoanServicing.Domain.Regulation;
using LoanServicing.Domain.Regulation.Section72p;

namespace LoanServicing.Domain.Loans;

/// <summary>Decides what a command leads to. In order: the state, then the law, then the plan's policy.</summary>
public static class Loan
{
    /// <param name="loan">Null before the loan is made.</param>
    /// <param name="plan">The loan's plan, with the policies of all its days.</param>
    public static Decision Decide(LoanCommand command, LoanState? loan, PlanState plan) => (command, loan) switch
    {
        (ReceiveRepayment receive, { } made) => Handle(receive, made, plan),
        (CloseDay close, { } made) => Handle(close, made, plan),
        (Originate originate, null) => Handle(originate),
        (Originate originate, { }) => new Rejection("loan.exists", $"loan {originate.Loan} of participant {originate.Participant} is already made"),
        (OffsetLoan offset, { } made) => Handle(offset, made, plan),
        (Refinance refinance, { } made) => Handle(refinance, made, plan),
        (_, null) => new Rejection("loan.unknown", "no such loan was made"),
        _ => throw new UnreachableException($"{command.GetType().Name} is not a loan command"),
    };

    // Not modelled: a loan after an unrepaid deemed one, which needs payroll withholding or more security (A-19(b)(2)); the transition of loans made
    // before 2002 (A-22(b), (c)).
    private static Decision Handle(Originate command)
    {
        if (command.Terms.MadeOn < Figures.Section72pFrom)
            return new Rejection("loan.before-law", $"a loan of {command.On:yyyy-MM-dd} is not under section 72(p), which is law for loans made from {Figures.Section72pFrom:yyyy-MM-dd}", "26 CFR 1.72(p)-1 A-22(a)");
        if (command.Limit is not { } limit)
            return new Rejection("loan.account-not-valued", $"the account of participant {command.Participant} has no valuation on or before {command.On:yyyy-MM-dd}, and the limit depends on it", "26 USC 72(p)(2)(A)");
        // Not modelled: an amount over the limit, which deems the excess only and leaves a loan of two parts.
        var ceiling = LoanAmountLimit.Ceiling.Decide(limit, command.On);
        var beside = limit.OutstandingBefore - Refinancing.Discharged(command.Terms, command.Replaces);
        if (beside + command.Terms.Amount > ceiling.Answer)
            return new Rejection("loan.over-limit", $"{command.Terms.Amount:0.00} beside {beside:0.00} outstanding is over the limit of {ceiling.Answer:0.00}", ceiling.Cites);

        var originated = Originated(command);
        return Consequences.AtOrigination(originated) is { } deemed ? new List<LoanEvent> { originated, deemed } : originated;
    }

    private static Decision Handle(ReceiveRepayment command, LoanState loan, PlanState plan)
    {
        if (command.On < loan.Terms.MadeOn)
            return new Rejection("repayment.before-loan", $"a repayment of {command.On:yyyy-MM-dd} comes before the loan was made, {loan.Terms.MadeOn:yyyy-MM-dd}");
        if (command.On < loan.InOrderFrom)
            return Decision.Late;
        if (loan.Closed is { } closed)
            return new Rejection("repayment.loan-closed", $"loan {loan.Loan} ended by {closed.By.ToString().ToLowerInvariant()} on {closed.On:yyyy-MM-dd}");
        var outstanding = loan.Position.OutstandingOn(command.On, loan.Terms);
        var amount = command.Amount ?? loan.Position.Lacking(command.On, loan.Terms);
        if (amount > outstanding)
            return new Rejection("repayment.exceeds-payoff", $"{amount:0.00} is more than the {outstanding:0.00} that loan {loan.Loan} owes on {command.On:yyyy-MM-dd}");

        var paid = new InstallmentPaid(command.On, amount, command.WithheldOn, command.Source);
        var events = FailedBefore(command, loan, plan);
        if (amount < outstanding && events is null)
            return paid;
        events ??= [];
        events.Add(paid);
        if (amount == outstanding)
            events.Add(new PaidInFull(command.On, RepaymentTerm.Cites, command.Source));
        return events;
    }

    private static Decision Handle(CloseDay command, LoanState loan, PlanState plan) =>
        Consequences.Of(loan, plan, command.On, command.SettledThrough, command.Source) is { } events ? events : Decision.Nothing;

    private static Decision Handle(OffsetLoan command, LoanState loan, PlanState plan)
    {
        if (Ending(command, loan, "offset") is { } rejection)
            return rejection;
        var outstanding = loan.Position.OutstandingOn(command.On, loan.Terms);
        // Not modelled: an offset of a part, which leaves the rest of the loan running.
        if (command.Amount is { } amount && amount != outstanding)
            return new Rejection("offset.not-outstanding", $"an offset of {amount:0.00} is not the {outstanding:0.00} that loan {loan.Loan} owes on {command.On:yyyy-MM-dd}");
        return Follows(command, loan, plan, new Offset(command.On, outstanding, command.Withheld, command.Source));
    }

    private static Decision Handle(Refinance command, LoanState loan, PlanState plan)
    {
        if (Ending(command, loan, "refinancing") is { } rejection)
            return rejection;
        if (loan.Deemed is { } deemed)
            return new Rejection("refinancing.loan-deemed", $"loan {loan.Loan} was deemed distributed on {deemed.On:yyyy-MM-dd}; only a loan that satisfies section 72(p)(2) can be refinanced", Refinancing.CitesGeneral);
        var outstanding = loan.Position.OutstandingOn(command.On, loan.Terms);
        if (command.AtMost < outstanding)
            return new Rejection("refinancing.too-small", $"a replacement loan of {command.AtMost:0.00} does not cover the {outstanding:0.00} that loan {loan.Loan} owes");
        return Follows(command, loan, plan, new Refinanced(command.On, command.By, outstanding, command.Source));
    }

    private static Rejection? Ending(LoanCommand command, LoanState loan, string noun)
    {
        if (command.On < loan.InOrderFrom)
            return new($"{noun}.late", $"an {noun} on {command.On:yyyy-MM-dd} comes before what is already recorded up to {loan.InOrderFrom:yyyy-MM-dd}");
        return loan.Closed is { } closed
            ? new($"{noun}.loan-closed", $"loan {loan.Loan} ended by {closed.By.ToString().ToLowerInvariant()} on {closed.On:yyyy-MM-dd}")
            : null;
    }

    private static Decision Follows(LoanCommand command, LoanState loan, PlanState plan, LoanEvent fact)
    {
        if (FailedBefore(command, loan, plan) is not { } events)
            return fact;
        events.Add(fact);
        return events;
    }

    // What failed by the close of the day before is stated before the fact itself, so that the log stays in effective order.
    private static List<LoanEvent>? FailedBefore(LoanCommand command, LoanState loan, PlanState plan)
    {
        var before = command.On.AddDays(-1);
        return Consequences.Of(loan, plan, before, before, command.Source);
    }

    private static Originated Originated(Originate command) => new(
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
        command.Source);
}
