using LoanServicing.SampleBooks.Book;
using LoanServicing.SampleBooks.Ledger;

namespace LoanServicing.SampleBooks.Payroll;

/// <summary>Makes the lines of one pay date and posts to the loans what can be posted, in one go.</summary>
internal sealed class PayrollRun(SamplePlan plan, PayDate payDate)
{
    private readonly DateOnly effective = plan.EffectiveDay(payDate);

    public IEnumerable<PayrollLine> Lines(IEnumerable<SampleParticipant> participants) =>
        participants
            .Where(p => p.Plan == plan && p.IsIntroduced && payDate.Index < p.LeavesPayrollAt)
            .SelectMany(p => plan.IsSummed ? Summed(p) : p.Loans.SelectMany(loan => OneLoan(p, loan)));

    private IEnumerable<PayrollLine> OneLoan(SampleParticipant participant, SampleLoan loan)
    {
        var slip = loan.Deduction.SlipAt(payDate.Index);
        var number = participant.Person.TaxpayerNumber;
        if (slip == Slip.AfterTheEnd)
            yield return new(participant, number, loan.Number, loan.Terms.Level, Suspended.LoanNotRepayable);
        var amount = Withheld(loan, slip);
        if (amount == 0m)
            yield break;
        switch (slip)
        {
            case Slip.TaxpayerNumberMistyped:
                yield return new(
                    participant,
                    participant.Person.MistypedTaxpayerNumber,
                    loan.Number,
                    amount,
                    Suspended.ParticipantUnknown
                );
                break;
            case Slip.LoanNumberMistyped:
                yield return new(participant, number, "05" + loan.Number[2..], amount, Suspended.LoanUnknown);
                break;
            case Slip.LoanNumberBlank:
                yield return new(participant, number, "", amount, Suspended.LoanNumberMissing);
                break;
            case Slip.OverPayoff:
                yield return new(participant, number, loan.Number, amount, Suspended.RepaymentExceedsPayoff);
                break;
            default:
                var line = new PayrollLine(participant, number, loan.Number, amount, null);
                Post(loan, amount);
                yield return line;
                if (slip == Slip.Doubled)
                    yield return line with
                    {
                        Suspended = Suspended.LineRepeated,
                    };
                break;
        }
    }

    private IEnumerable<PayrollLine> Summed(SampleParticipant participant)
    {
        var first = participant.Loans[0];
        var slip = first.Deduction.SlipAt(payDate.Index);
        var line = new PayrollLine(participant, participant.Person.TaxpayerNumber, "", 0m, null);
        var parts = participant
            .Loans.Select(loan => (Loan: loan, Amount: Withheld(loan, loan.Deduction.SlipAt(payDate.Index))))
            .ToList();
        var sum = parts.Sum(part => part.Amount);
        switch (slip)
        {
            case Slip.AfterTheEnd:
                // A sum names no loan, and none is open that it could be for.
                yield return line with
                {
                    Amount = first.Terms.Level,
                    Suspended = Suspended.LoanNotRepayable,
                };
                break;
            case Slip.TaxpayerNumberMistyped:
                yield return line with
                {
                    TaxpayerNumber = participant.Person.MistypedTaxpayerNumber,
                    Amount = sum,
                    Suspended = Suspended.ParticipantUnknown,
                };
                break;
            case Slip.OtherSum:
                yield return line with
                {
                    Amount = sum - Cents.Round(parts[^1].Amount / 3m),
                    Suspended = Suspended.LoanAmbiguous,
                };
                break;
            case Slip.OverPayoff:
                yield return line with
                {
                    Amount = sum,
                    Suspended = Suspended.RepaymentExceedsPayoff,
                };
                break;
            default:
                foreach (var (loan, amount) in parts.Where(part => part.Amount > 0m))
                    Post(loan, amount);
                yield return line with
                {
                    Amount = sum,
                };
                if (slip == Slip.Doubled)
                    yield return line with
                    {
                        Amount = sum,
                        Suspended = Suspended.LineRepeated,
                    };
                break;
        }
    }

    // 0 where nothing is withheld.
    private decimal Withheld(SampleLoan loan, Slip? slip)
    {
        if (
            !loan.IsOpen
            || payDate.On < loan.Terms.FirstDue
            || slip == Slip.Missing
            || !loan.Deduction.WithholdsAt(payDate.Index)
        )
            return 0m;
        var lacking = loan.Ledger.Lacking(payDate.On, effective);
        if (loan.Deduction.IsLevelAt(payDate.Index))
            return Math.Min(loan.Terms.Level, loan.Ledger.Outstanding(effective));
        return slip switch
        {
            Slip.Short => Cents.Round(lacking * 0.6m),
            Slip.OverPayoff => lacking + loan.Terms.Level,
            _ => lacking,
        };
    }

    private void Post(SampleLoan loan, decimal amount) => loan.Receive(new(effective, amount, payDate.Index));
}
