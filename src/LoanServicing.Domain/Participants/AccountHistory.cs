using System.Diagnostics;
using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Plans;

namespace LoanServicing.Domain.Participants;

/// <summary>A participant's whole record in one plan: the account's own events and every loan's.</summary>
public sealed record AccountHistory(PlanState Plan, ParticipantState Participant, IReadOnlyList<LoanHistory> Loans)
{
    /// <summary>Everything that stands on any loan, in effective order, a day's facts before the consequences of its close.</summary>
    public IEnumerable<(LoanHistory Loan, LoanEvent Event)> Standing =>
        Loans.SelectMany(loan => loan.Standing.Select(e => (loan, e))).OrderBy(pair => pair.e.On).ThenBy(pair => LoanHistory.PlaceInDay(pair.e));

    /// <summary>
    /// The vested balance for a distribution of the day: what the latest valuation states, without the notes in it that were deemed distributed before
    /// the day (26 CFR 1.72(p)-1 A-19(a)). A loan is never made before a valuation.
    /// </summary>
    public decimal VestedWithoutDeemedNotes(DateOnly day)
    {
        var valuation = Participant.ValuationOn(day) ?? throw new UnreachableException($"participant {Participant.Participant} has no valuation on or before {day:yyyy-MM-dd}");
        var notes = Loans
            .Where(loan => loan.At(day.AddDays(-1), Plan)?.Loan is { Closed: null, Deemed: not null })
            .Sum(loan => loan.At(valuation.On, Plan)?.Loan is { } then ? then.Position.OutstandingOn(valuation.On, then.Terms) : 0m);
        return Math.Max(0m, valuation.Vested - notes);
    }
}
