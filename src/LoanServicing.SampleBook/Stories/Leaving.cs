using LoanServicing.SampleBooks.Book;
using LoanServicing.SampleBooks.Ledger;

namespace LoanServicing.SampleBooks.Stories;

/// <summary>Which base code the Form 1099-R of an offset has.</summary>
internal enum AgeAtLeaving
{
    Under55,
    From55,
    Over59Half,
}

/// <summary>Severance and death, and the offsets that follow.</summary>
internal static class Leaving
{
    /// <summary>
    /// In good standing, and offset in one of the next two months: a qualified plan loan offset (26 USC 402(c)(3)(C)).
    /// </summary>
    public static SampleLoan WithOffset(Role role, AgeAtLeaving age)
    {
        var loan = role.AddLoan();
        var severedOn = LeavePayroll(role, loan, 2, 8, day => new Severance(day));
        role.Happens(
            new LoanOffset(role.Calendar.QuietDay(severedOn.Month + role.Draws.Between(1, 2), role.Draws), loan)
        );
        role.Participant.BirthDate = BirthDate(role, age, role.Year);
        if (role.Variant % 3 == 1)
            role.Participant.AfterTaxBasis = Defaults.AnyBasis(role);
        return loan;
    }

    public static void ByDeath(Role role)
    {
        var loan = role.AddLoan();
        var diedOn = LeavePayroll(role, loan, 2, 8, day => new Death(day));
        role.Happens(new LoanOffset(role.Calendar.QuietDay(diedOn.Month + role.Draws.Between(1, 2), role.Draws), loan));
    }

    /// <summary>
    /// Severed the year before, has paid each month by check, and is offset more than a year after severance: an
    /// ordinary offset.
    /// </summary>
    public static void AfterMoreThanAYear(Role role)
    {
        var firstDue = PayFrequencies.MonthEnd(new(role.Year - 2, role.Draws.Between(3, 10), 1));
        var loan = role.Add(
            new(
                firstDue.AddDays(-role.Draws.Between(5, 20)),
                role.AnyAmount(),
                role.AnyRate(),
                PayFrequency.Monthly,
                60,
                firstDue
            )
        );
        loan.Deduction.EndsAt = 0;
        role.Participant.LeavesPayrollAt = 0;
        role.Participant.SeveredOn = new(role.Year - 1, role.Draws.Between(1, 4), role.Draws.Between(1, 28));
        role.Participant.BirthDate = BirthDate(role, (AgeAtLeaving)(role.Variant % 3), role.Year - 1);
        var offsetOn = role.Calendar.QuietDay(role.Draws.Between(7, 10), role.Draws);
        for (var month = 1; month < offsetOn.Month; month++)
            role.Happens(
                new PaidByCheck(PayFrequencies.MonthEnd(new(role.Year, month, 1)), loan, CheckFor.OneInstallment)
            );
        role.Happens(new LoanOffset(offsetOn, loan));
    }

    /// <summary>
    /// A last repayment from a file that is not late, so that the loan is in good standing on the day of leaving, one
    /// to three days on.
    /// </summary>
    public static DateOnly LeavePayroll(
        Role role,
        SampleLoan loan,
        int firstMonth,
        int lastMonth,
        Func<DateOnly, Happening> leaving
    )
    {
        var last = role.Calendar.OnTimeIn(firstMonth, lastMonth, role.Draws);
        var day = role.Calendar[last].On.AddDays(role.Draws.Between(1, 3));
        loan.Deduction.EndsAt = last + 1;
        role.Participant.LeavesPayrollAt = last + 1;
        role.Happens(leaving(day));
        return day;
    }

    // The year in which someone turns 55 counts from its first day, even for those born on 15 December (Instructions
    // for Forms 1099-R and 5498, code 2).
    private static DateOnly BirthDate(Role role, AgeAtLeaving age, int severedIn) =>
        age switch
        {
            AgeAtLeaving.Under55 => SampleParticipant.AnyDayOf(severedIn - role.Draws.Between(30, 54), role.Draws),
            AgeAtLeaving.From55 when role.Variant == 0 => new(severedIn - 55, 12, 15),
            AgeAtLeaving.From55 => SampleParticipant.AnyDayOf(severedIn - role.Draws.Between(55, 57), role.Draws),
            _ => SampleParticipant.AnyDayOf(severedIn - role.Draws.Between(61, 68), role.Draws),
        };
}
