using LoanServicing.SampleBooks.Book;

namespace LoanServicing.SampleBooks.Stories;

/// <summary>
/// Installments missed for longer: made good within the cure period, or ending in a deemed distribution (26 CFR
/// 1.72(p)-1 A-10).
/// </summary>
internal static class Defaults
{
    /// <summary>Two to five payrolls without a deduction, then all of it at once.</summary>
    public static void CuredInTime(Role role)
    {
        var deduction = role.AddLoan().Deduction;
        deduction.StopsAt = role.Calendar.In(1, 9, role.Draws);
        // Five biweekly or four semimonthly payrolls are less than any cure period.
        deduction.ResumesAt = deduction.StopsAt + role.Draws.Between(2, role.Plan.IsSummed ? 4 : 5);
    }

    /// <summary>
    /// Three are missed and one is paid, which fills the oldest: the cure period that fails is the second one's.
    /// </summary>
    public static void CuredInPartThenDeemed(Role role)
    {
        var deduction = role.AddLoan().Deduction;
        // The last payroll of March and the first of April have different ends even under the longest cure period.
        deduction.StopsAt = role.Plan.IsSummed
            ? role.Calendar.In(1, 6, role.Draws)
            : role.Calendar.After(new(role.Year, 3, 31)) - 1;
        deduction.ResumesAt = deduction.StopsAt + 3;
        deduction.Slips(deduction.ResumesAt, Slip.LevelOnly);
        deduction.EndsAt = deduction.ResumesAt + 1;
    }

    public static void ReversedThenDeemed(Role role)
    {
        var loan = role.AddLoan();
        var payDate = role.Calendar.In(2, 5, role.Draws);
        loan.Deduction.EndsAt = payDate + 1;
        role.Happens(new RepaymentReversed(PayrollMistakes.ReversalDay(role, payDate), loan, payDate));
    }

    public static void DeemedUnder59Half(Role role)
    {
        StopIn(role, 1, IsBirthdayTold(role) ? 3 : 9);
        // 59 1/2 the day after 30 June, on which the longest cure period of the first quarter ends.
        if (IsBirthdayTold(role))
            role.Participant.BirthDate = new(role.Year - 59, 1, 1);
    }

    public static void DeemedOver59Half(Role role)
    {
        StopIn(role, 1, IsBirthdayTold(role) ? 3 : 9);
        // 59 1/2 on 30 June, which has no 31st.
        role.Participant.BirthDate = IsBirthdayTold(role)
            ? new(role.Year - 60, 12, 31)
            : SampleParticipant.AnyDayOf(role.Year - role.Draws.Between(61, 68), role.Draws);
    }

    public static void DeemedWithBasis(Role role)
    {
        StopIn(role, 1, 9);
        role.Participant.AfterTaxBasis = AnyBasis(role);
    }

    /// <summary>
    /// Back to the level amount after the deemed distribution: each dollar of it is basis (26 CFR 1.72(p)-1 A-21).
    /// </summary>
    public static void DeemedThenResumed(Role role)
    {
        var deduction = StopIn(role, 1, 3).Deduction;
        deduction.ResumesAt = role.Calendar.After(new(role.Year, 7, 31)) + role.Draws.Between(0, 4);
        deduction.ResumesAtLevel = true;
        if (role.Variant % 3 == 2)
            role.Participant.AfterTaxBasis = AnyBasis(role);
    }

    public static void DeemedThenOffset(Role role)
    {
        var loan = StopIn(role, 1, 3);
        var severedOn = new DateOnly(role.Year, 8, role.Draws.Between(2, 26));
        role.Participant.LeavesPayrollAt = role.Calendar.After(severedOn);
        role.Happens(new Severance(severedOn));
        role.Happens(new LoanOffset(role.Calendar.QuietDay(role.Draws.Between(9, 10), role.Draws), loan));
    }

    /// <summary>Gone, and the plan leaves the loan until its cure period is over.</summary>
    public static void SeveredThenDeemed(Role role)
    {
        var loan = role.AddLoan();
        Leaving.LeavePayroll(role, loan, 2, 5, day => new Severance(day));
        var age = role.Variant % 2 == 0 ? role.Draws.Between(30, 50) : role.Draws.Between(55, 57);
        role.Participant.BirthDate = SampleParticipant.AnyDayOf(role.Year - age, role.Draws);
    }

    public static void InCureAtYearEnd(Role role) =>
        role.AddLoan().Deduction.EndsAt = role.Calendar.After(new(role.Year, 10, 20)) + role.Draws.Between(0, 2);

    private static SampleLoan StopIn(Role role, int firstMonth, int lastMonth)
    {
        var loan = role.AddLoan();
        loan.Deduction.StopsAt = role.Calendar.In(firstMonth, lastMonth, role.Draws);
        return loan;
    }

    private static bool IsBirthdayTold(Role role) => !role.Plan.IsSummed && role.Variant == 0;

    public static decimal AnyBasis(Role role) => 500m + (role.Draws.Between(0, 250_000) / 100m);
}
