using LoanServicing.Domain.Facts;
using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Loans.Findings;
using LoanServicing.Domain.Participants;
using LoanServicing.Domain.Plans;
using LoanServicing.Domain.Regulation.Section401k;
using LoanServicing.Domain.Regulation.Section402c;
using LoanServicing.Domain.Regulation.Section72p;
using LoanServicing.Domain.Regulation.Section7508A;

namespace LoanServicing.Domain.Evaluation;

/// <summary>Works out a loan's report from its record.</summary>
public static class LoanReporting
{
    /// <param name="account">The account that the loan is in.</param>
    /// <param name="asOf">The day whose close is shown; null comes back where the loan was not made by then.</param>
    public static LoanReport? Of(LoanHistory history, AccountHistory account, DateOnly asOf) =>
        Of(history, account, AccountTax.Of(account, asOf), asOf);

    internal static LoanReport? Of(LoanHistory history, AccountHistory account, AccountTax tax, DateOnly asOf)
    {
        var steps = new List<(LoanEvent Event, LoanState State)>();
        if (
            Ledger.Of(
                history.Facts.Where(fact => fact.On <= asOf),
                account.Plan,
                asOf,
                (e, state) => steps.Add((e, state))
            )
            is not { } ledger
        )
            return null;
        var loan = ledger.Loan;
        // No installment of an exempt loan has a consequence here: its plan may ask for it, section 72(p) does not.
        DateOnly? unpaid =
            loan is { Closed: null, IsExempt: false }
            && loan.Position.OldestUnpaidDue(loan.Schedule) is { } due
            && due <= asOf
                ? due
                : null;
        return new(
            Status(loan, unpaid, asOf),
            loan.Closed is { By: ClosedBy.WriteOff } left ? left.Amount : 0m,
            loan.Schedule.LevelInstallment,
            loan.Schedule.FinalDue,
            loan.IsExempt ? null : TermsInLaw.LatestPermissibleDate(loan),
            loan.OutstandingOn(asOf),
            unpaid,
            unpaid is { } day ? Consequences.CureEnds(day, account.Plan) : null,
            [.. Deemings(history, ledger)],
            [.. Offsets(steps, account, asOf)],
            [.. Findings(steps, account, tax)],
            Amortization.Schedule(AsFarAsKnown(loan.Schedule, asOf), loan.Terms.Amount)
        );
    }

    // A leave that has not ended excuses what fell due by now; what comes later stands until it is agreed anew.
    private static RepaymentSchedule AsFarAsKnown(RepaymentSchedule schedule, DateOnly asOf) =>
        schedule
            .Suspensions.Where(suspension => suspension.Through is null)
            .Aggregate(schedule, (known, leave) => known.With(leave with { Through = asOf }));

    /// <summary>The contract's word: the first that holds.</summary>
    public static string Status(LoanState loan, DateOnly? unpaidDue, DateOnly asOf) =>
        loan switch
        {
            { Closed.By: ClosedBy.Refinancing } => "refinanced",
            { Closed.By: ClosedBy.Offset } => "offset",
            { Closed.By: ClosedBy.Transfer } => "transferred",
            { Closed.By: ClosedBy.Distribution } => "distributed",
            { Closed: not null } => "paid",
            { Deemed: not null } => "deemed",
            _ when unpaidDue is not null => "in-cure",
            _ when loan.Schedule.Suspensions.Any(leave =>
                    leave.Kind is SuspensionKind.UnpaidLeave or SuspensionKind.MilitaryService && leave.Covers(asOf)
                ) => "on-leave",
            _ => "active",
        };

    private static IEnumerable<ReportedDeeming> Deemings(LoanHistory history, Ledger ledger)
    {
        if (history.DeemedElsewhere is { } elsewhere)
            yield return new(
                elsewhere.On,
                elsewhere.Amount,
                Words.Of(Words.Reasons, DeemingReason.MissedInstallment),
                DeemedDistribution.CitesMissed
            );
        foreach (var deemed in ledger.Consequences.OfType<DeemedDistributed>())
            yield return new(deemed.On, deemed.Amount, Words.Of(Words.Reasons, deemed.Reason), deemed.Cites!);
    }

    private static IEnumerable<ReportedOffset> Offsets(
        List<(LoanEvent Event, LoanState State)> steps,
        AccountHistory account,
        DateOnly asOf
    )
    {
        for (var index = 1; index < steps.Count; index++)
        {
            if (steps[index].Event is Offset offset)
                yield return Reported(offset, steps[index - 1].State, account, asOf);
        }
    }

    private static ReportedOffset Reported(Offset offset, LoanState before, AccountHistory account, DateOnly asOf)
    {
        if (
            before.Deemed is not null
            && OffsetOfDeemedLoanAnswer.Of(offset.On, account.Plan.PolicyOn(offset.On).OffsetOfDeemedLoan) is var taxed
        )
            return new(offset.On, offset.Amount, taxed.Qualified, taxed.RolloverBy, null, taxed.Cites);
        var postponements = account.Participant.PostponementsBy(asOf);
        var qualified = QualifiedLoanOffset.IsQualified(account.OffsetFacts(offset.On, before));
        return new(
            offset.On,
            before.DistributedBy(offset),
            qualified,
            PostponedDeadline.Of(RolloverDeadline.Of(offset.On, qualified), postponements),
            RolloverDeadline.Extended(offset.On, qualified) is { } extended
                ? PostponedDeadline.Of(extended, postponements)
                : null,
            qualified ? QualifiedLoanOffset.Cites : OffsetBarred.Cites
        );
    }

    private static IEnumerable<ReportedFinding> Findings(
        List<(LoanEvent Event, LoanState State)> steps,
        AccountHistory account,
        AccountTax tax
    )
    {
        foreach (var (e, loan) in steps)
        {
            var findings = e switch
            {
                Originated made => LoanFindings.AtOrigination(made, account.Plan),
                TakenOver taken => LoanFindings.AtTakeOver(taken),
                // Of a loan that turns out to have ended before, nothing is agreed any more.
                _ when loan.IsExempt || loan.Closed is not null => [],
                Rescheduled or LeaveEnded or RepaymentsDelayed => LoanFindings.AfterChange(e, loan),
                WithholdingConsentRevoked revoked => LoanFindings.AfterRevocation(revoked),
                _ => [],
            };
            foreach (var finding in findings)
                yield return new(finding.Rule, finding.Satisfied, finding.Cites, finding.Detail);
            if (
                e is Offset or DeemedDistributed
                && tax.Withholding.FirstOrDefault(day => day.On == e.On) is { IsAsRequired: false } withholding
            )
                yield return new(
                    "withholding",
                    false,
                    "26 USC 3405",
                    $"{withholding.Withheld:0.00} was withheld on {withholding.On:yyyy-MM-dd}; "
                        + $"{withholding.Required:0.00} was required, at most the cash of the day."
                );
        }
    }
}
