using System.Diagnostics;
using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Plans;

namespace LoanServicing.Domain.Participants;

/// <summary>A participant's whole record in one plan: the account's own events and every loan's.</summary>
public sealed record AccountHistory(PlanState Plan, ParticipantState Participant, IReadOnlyList<LoanHistory> Loans)
{
    /// <summary>Everything that stands on any loan, in effective order, a day's facts before the consequences of its close.</summary>
    public IEnumerable<(LoanHistory Loan, LoanEvent Event)> Standing =>
        Loans.SelectMany(loan => loan.Standing.Select(e => (loan, e))).OrderBy(pair => pair.e.On).ThenBy(pair => pair.e is LoanConsequence ? 1 : 0);

    /// <summary>The vested balance that the latest valuation states for the day, without the notes deemed distributed by then (26 CFR 1.72(p)-1 A-19(a)). A loan is never made before a valuation.</summary>
    public decimal VestedWithoutDeemedNotes(DateOnly day)
    {
        var valuation = Participant.ValuationOn(day) ?? throw new UnreachableException($"participant {Participant.Participant} has no valuation on or before {day:yyyy-MM-dd}");
        var notes = Loans
            .Select(loan => loan.At(valuation.On, Plan)?.Loan)
            .Where(loan => loan is { Closed: null, Deemed: not null })
            .Sum(loan => loan!.Position.OutstandingOn(valuation.On, loan.Terms));
        return Math.Max(0m, valuation.Vested - notes);
    }
}
