using LoanServicing.SampleBooks.Ledger;
using LoanServicing.SampleBooks.Stories;

namespace LoanServicing.SampleBooks.Book;

/// <summary>events-YYYY-MM.jsonl: what a month's end tells, applied to the loans as it is written.</summary>
internal sealed class MonthlyEvents(FactFile file)
{
    /// <returns>The file's name, or null where the month has nothing to tell.</returns>
    public static string? Write(
        string directory,
        DateOnly monthEnd,
        IEnumerable<SampleParticipant> participants,
        HashSet<string> introducedPlans
    )
    {
        var told = participants
            .SelectMany(p => p.Happenings.Where(h => h.ToldOn == monthEnd).Select(h => (Participant: p, Happening: h)))
            .ToList();
        if (told.Count == 0)
            return null;
        var name = $"events-{monthEnd:yyyy-MM}";
        using var file = new FactFile(directory, name, introducedPlans);
        var events = new MonthlyEvents(file);
        foreach (var (participant, happening) in told)
            events.Tell(participant, happening);
        return name + ".jsonl";
    }

    private void Tell(SampleParticipant participant, Happening happening)
    {
        switch (happening)
        {
            case Severance severance:
                participant.SeveredOn = severance.On;
                file.Fact("severed", severance.On, participant);
                break;
            case Death death:
                participant.DiedOn = death.On;
                file.Fact("died", death.On, participant);
                break;
            case LoanOffset offset:
                offset.Loan.EndOn(offset.On, Ending.Offset);
                file.Fact("offset", offset.On, participant, json => json.WriteString("loan", offset.Loan.Number));
                break;
            case PaidByCheck check:
                Paid(participant, check);
                break;
            case RepaymentReversed reversal:
                Reversed(participant, reversal);
                break;
            case LoanMade made:
                Made(participant, made.Terms);
                break;
            case LoanRefinanced refinanced:
                Refinanced(participant, refinanced);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(happening), happening, "a happening that no fact tells");
        }
    }

    private void Paid(SampleParticipant participant, PaidByCheck check)
    {
        var (loan, ledger) = (check.Loan, check.Loan.Ledger);
        var lacking = ledger.Lacking(check.On, check.On);
        var amount = check.For switch
        {
            CheckFor.OneInstallment => loan.Terms.Level,
            CheckFor.WhatIsLacking => lacking,
            _ => ledger.Outstanding(check.On),
        };
        loan.Receive(new(check.On, amount, PayDate: null));
        file.Fact(
            "paid",
            check.On,
            participant,
            json =>
            {
                json.WriteString("loan", loan.Number);
                json.WriteNumber("amount", amount);
            }
        );
    }

    private void Reversed(SampleParticipant participant, RepaymentReversed reversal)
    {
        var reversed = reversal.Loan.Reverse(reversal.PayDate);
        file.Fact(
            "payment-reversed",
            reversal.On,
            participant,
            json =>
            {
                json.WriteString("loan", reversal.Loan.Number);
                json.WriteString("paidOn", FactFile.Day(reversed.On));
                json.WriteNumber("amount", reversed.Amount);
            }
        );
    }

    private static SampleLoan Add(SampleParticipant participant, LoanTerms terms)
    {
        var loan = new SampleLoan($"{participant.Loans.Count + 1:D3}", terms, participant.Plan.Cure);
        participant.Loans.Add(loan);
        return loan;
    }

    private void Made(SampleParticipant participant, LoanTerms terms)
    {
        if (!participant.IsIntroduced)
            file.Account(participant);
        file.Originated(participant, Add(participant, terms));
    }

    private void Refinanced(SampleParticipant participant, LoanRefinanced happening)
    {
        var payoff = happening.Replaced.EndOn(happening.On, Ending.Refinanced).Amount;
        // The next hundred dollars above what is still owed, and what the participant takes out.
        var amount = (100m * Math.Ceiling(payoff / 100m)) + happening.CashOut;
        var terms = new LoanTerms(
            happening.On,
            amount,
            happening.AnnualRate,
            participant.Plan.Frequency,
            happening.Installments,
            happening.FirstDue
        );
        var loan = Add(participant, terms);
        file.Fact(
            "refinanced",
            happening.On,
            participant,
            json =>
            {
                json.WriteString("loan", loan.Number);
                json.WriteStartArray("replaces");
                json.WriteStringValue(happening.Replaced.Number);
                json.WriteEndArray();
                FactLines.Terms(json, terms);
            }
        );
    }
}
