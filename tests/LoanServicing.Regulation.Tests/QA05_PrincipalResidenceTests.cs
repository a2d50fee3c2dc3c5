using LoanServicing.Domain.Calendar;
using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Regulation;
using LoanServicing.Domain.Regulation.Section72p;
using LoanServicing.Domain.Tests;

namespace LoanServicing.Regulation.Tests;

/// <summary>A loan to acquire the participant's principal residence need not be repaid in five years.</summary>
public class QA05_PrincipalResidenceTests
{
    private static LoanTerms FifteenYears(LoanPurpose purpose, Frequency frequency = Frequency.Monthly) =>
        new(
            Given.Day("2003-09-01"),
            50_000m,
            0.0875m,
            frequency,
            15 * frequency.PeriodsPerYear(),
            Given.Day("2003-09-30"),
            purpose
        );

    [Fact, Cites("26 CFR 1.72(p)-1 A-5"), Cites("26 USC 72(p)(2)(B)(ii)")]
    public void Fifteen_years_are_no_deemed_distribution_for_a_residence_and_the_whole_loan_is_one_otherwise()
    {
        Deemed(FifteenYears(LoanPurpose.PrincipalResidence)).ShouldBeNull();
        Deemed(FifteenYears(LoanPurpose.General))!.Amount.ShouldBe(50_000m);
    }

    [Fact, Cites("26 USC 72(p)(2)(B)(ii)"), Cites("26 USC 72(p)(2)(B)(i)")]
    public void The_exception_displaces_the_five_years_and_says_so()
    {
        RepaymentTerm
            .Latest.Decide(new(new(2003, 9, 1), IsResidenceLoan: true), new(2003, 9, 1))
            .ShouldBe(new(null, "26 USC 72(p)(2)(B)(ii)", "26 USC 72(p)(2)(B)(i)"));
        RepaymentTerm
            .Latest.Decide(new(new(2003, 9, 1), IsResidenceLoan: false), new(2003, 9, 1))
            .ShouldBe(new Finding<DateOnly?>(new(2008, 9, 1), "26 USC 72(p)(2)(B)(i)", null));
    }

    [Fact, Cites("26 USC 72(p)(2)(C)"), Cites("26 CFR 1.72(p)-1 A-5")]
    public void A_residence_frees_a_loan_from_the_five_years_only()
    {
        Deemed(FifteenYears(LoanPurpose.PrincipalResidence, Frequency.Annual))!
            .Reason.ShouldBe(DeemingReason.LevelAmortization);
        Deemed(FifteenYears(LoanPurpose.PrincipalResidence), agreement: false)!
            .Reason.ShouldBe(DeemingReason.Agreement);
        // Half of 99,999.98 is 49,999.99, a cent less than is lent.
        var over = new LoanUnderTest(Given.Plan(new CurePeriodRule.None())).After(
            Command(FifteenYears(LoanPurpose.PrincipalResidence), true) with
            {
                Borrowing = new(0m, 0m, 99_999.98m, DeemedLoanUnrepaid: false, Loans: 0),
            }
        );
        over.Events.OfType<DeemedDistributed>()
            .Select(deemed => (deemed.Amount, deemed.Reason))
            .ShouldBe([(0.01m, DeemingReason.AmountLimit)]);
    }

    [Fact, Cites("26 CFR 1.72(p)-1 A-5"), Cites("26 CFR 1.72(p)-1 A-10(a)")]
    public void A_missed_installment_of_a_residence_loan_fails_like_any_other()
    {
        var loan = new LoanUnderTest(Given.Plan(new CurePeriodRule.Maximum()))
            .After(Command(FifteenYears(LoanPurpose.PrincipalResidence), true))
            .ClosedThrough("2003-12-31");
        loan.State!.Deemed!.On.ShouldBe(Given.Day("2003-12-31"));
    }

    [Theory, Cites("26 CFR 1.72(p)-1 A-5")]
    [InlineData(DwellingUse.Acquire, DwellingOccupant.Participant, true, true)]
    [InlineData(DwellingUse.Build, DwellingOccupant.Participant, true, false)]
    [InlineData(DwellingUse.Acquire, DwellingOccupant.FamilyMember, true, false)]
    [InlineData(DwellingUse.Acquire, DwellingOccupant.Nobody, false, false)]
    [InlineData(DwellingUse.None, DwellingOccupant.Participant, false, false)]
    public void Until_1986_building_and_the_family_counted_too(
        DwellingUse use,
        DwellingOccupant occupant,
        bool before1987,
        bool since
    )
    {
        PrincipalResidence.IsSatisfied(new(Given.Day("1986-12-31"), use, occupant)).Answer.ShouldBe(before1987);
        PrincipalResidence.IsSatisfied(new(Given.Day("1987-01-01"), use, occupant)).Answer.ShouldBe(since);
        PrincipalResidence.IsSatisfied(new(Given.Day("1987-01-02"), use, occupant)).Answer.ShouldBe(since);
    }

    private static Originate Command(LoanTerms terms, bool agreement) =>
        new(
            "P1",
            "M1",
            "A",
            terms,
            agreement,
            new BorrowingFigures(0m, 0m, 160_000m, DeemedLoanUnrepaid: false, Loans: 0),
            Given.Source
        );

    private static DeemedDistributed? Deemed(LoanTerms terms, bool agreement = true) =>
        new LoanUnderTest(Given.Plan(new CurePeriodRule.Maximum()))
            .After(Command(terms, agreement))
            .Events.OfType<DeemedDistributed>()
            .SingleOrDefault();
}
