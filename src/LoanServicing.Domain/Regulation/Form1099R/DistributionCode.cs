using LoanServicing.Domain.Calendar;
using LoanServicing.Domain.Participants;
using LoanServicing.Domain.Plans;

namespace LoanServicing.Domain.Regulation.Form1099R;

/// <summary>Box 7 of Form 1099-R (Instructions for Forms 1099-R and 5498, Table 1).</summary>
public static class DistributionCode
{
    /// <summary>L, with 1 where section 72(t) applies and no exception is known; the plan's choice where the instructions are unclear.</summary>
    public static string OfDeemed(ParticipantState participant, DateOnly on, LoanPolicy policy) => Base(participant, on) switch
    {
        '1' => "L1",
        '2' => policy.DeemedExceptionKnown == DeemedExceptionKnown.L2 ? "L2" : "L",
        '7' => policy.DeemedOver59Half == DeemedOver59Half.L7 ? "L7" : "L",
        _ => "L",
    };

    /// <summary>As for cash, with M where the offset is a qualified plan loan offset; 3 has no pair with M.</summary>
    public static string OfOffset(ParticipantState participant, DateOnly on, bool qualified) => (Base(participant, on), qualified) switch
    {
        (var code, false) => code.ToString(),
        ('3', true) => "M",
        (var code, true) => $"{code}M",
    };

    /// <summary>True from the day on which the participant is 59½.</summary>
    public static bool IsOver59Half(ParticipantState participant, DateOnly on) =>
        on >= DueDates.MonthsLater(participant.BirthDate, (12 * Figures.EarlyDistributionYears) + Figures.EarlyDistributionMonths);

    // Not modelled: levies, periodic payments, public safety employees, governmental 457(b) money: all code 2, and none known to this record.
    private static char Base(ParticipantState participant, DateOnly on)
    {
        if (participant.DiedOn <= on)
            return '4';
        if (IsOver59Half(participant, on))
            return '7';
        if (participant.DisabledOn <= on)
            return '3';
        // The exception asks for a severance in or after the year of age 55, and only what is distributed after it is free.
        return participant.SeveredOn is { } severed && severed <= on && severed.Year >= participant.BirthDate.Year + Figures.SeveranceExceptionAge ? '2' : '1';
    }
}
