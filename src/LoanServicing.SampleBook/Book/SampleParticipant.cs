using LoanServicing.SampleBooks.Stories;

namespace LoanServicing.SampleBooks.Book;

/// <summary>One participant with everything that happens to him or her.</summary>
internal sealed class SampleParticipant(int index, SamplePlan plan, Story story, Draws draws)
{
    public SamplePlan Plan => plan;

    public Story Story => story;

    public string Id { get; } = $"M{index + 1:D6}";

    public PersonalData Person { get; } = PersonalData.Of(index, draws);

    public DateOnly BirthDate { get; set; } = AnyDayOf(plan.Calendar.Year - draws.Between(27, 53), draws);

    public DateOnly ValuedOn { get; set; }

    /// <summary>Loan notes included.</summary>
    public decimal Vested { get; set; }

    public decimal AfterTaxBasis { get; set; }

    public List<SampleLoan> Loans { get; } = [];

    /// <summary>In order of their days.</summary>
    public List<Happening> Happenings { get; } = [];

    public DateOnly? SeveredOn { get; set; }

    public DateOnly? DiedOn { get; set; }

    /// <summary>The first pay date for which payroll has no row of this employee.</summary>
    public int LeavesPayrollAt { get; set; } = int.MaxValue;

    /// <summary>Whether an import file has introduced the participant.</summary>
    public bool IsIntroduced { get; set; }

    /// <summary>No later than the 28th, so that every month has the day.</summary>
    public static DateOnly AnyDayOf(int year, Draws draws) => new(year, draws.Between(1, 12), draws.Between(1, 28));
}
