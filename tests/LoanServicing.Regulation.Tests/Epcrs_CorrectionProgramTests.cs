using LoanServicing.Domain.Regulation.Epcrs;
using LoanServicing.Domain.Tests;

namespace LoanServicing.Regulation.Tests;

/// <summary>Which correction was open when, and until when.</summary>
public class Epcrs_CorrectionProgramTests
{
    private const CorrectionPrograms All =
        CorrectionPrograms.Voluntary | CorrectionPrograms.SelfCorrection | CorrectionPrograms.InadvertentSelfCorrection;

    [
        Theory,
        Cites("Rev. Proc. 2018-52"),
        Cites("Rev. Proc. 2019-19 s. 6.07"),
        Cites("Rev. Proc. 2021-30 s. 6.07"),
        Cites("Notice 2023-43")
    ]
    [InlineData("2019-04-18", "Rev. Proc. 2018-52", CorrectionPrograms.Voluntary, CorrectionPrograms.Voluntary)]
    [InlineData(
        "2019-04-19",
        "Rev. Proc. 2019-19 s. 6.07",
        CorrectionPrograms.Voluntary | CorrectionPrograms.SelfCorrection,
        CorrectionPrograms.Voluntary
    )]
    [InlineData(
        "2021-07-15",
        "Rev. Proc. 2019-19 s. 6.07",
        CorrectionPrograms.Voluntary | CorrectionPrograms.SelfCorrection,
        CorrectionPrograms.Voluntary
    )]
    [InlineData(
        "2021-07-16",
        "Rev. Proc. 2021-30 s. 6.07",
        CorrectionPrograms.Voluntary | CorrectionPrograms.SelfCorrection,
        CorrectionPrograms.Voluntary
    )]
    [InlineData(
        "2022-12-28",
        "Rev. Proc. 2021-30 s. 6.07",
        CorrectionPrograms.Voluntary | CorrectionPrograms.SelfCorrection,
        CorrectionPrograms.Voluntary
    )]
    [InlineData(
        "2022-12-29",
        "Notice 2023-43",
        All,
        CorrectionPrograms.Voluntary | CorrectionPrograms.InadvertentSelfCorrection
    )]
    [InlineData(
        "2026-11-25",
        "Notice 2023-43",
        All,
        CorrectionPrograms.Voluntary | CorrectionPrograms.InadvertentSelfCorrection
    )]
    public void The_programs_are_those_of_the_day_of_the_correction(
        string day,
        string cites,
        CorrectionPrograms ofDefault,
        CorrectionPrograms ofExcess
    )
    {
        var finding = CorrectionProgram.Open.Decide(new(LoanFailure.Default), Given.Day(day));
        (finding.Cites, finding.Answer.Programs).ShouldBe((cites, ofDefault));
        CorrectionProgram.Open.Decide(new(LoanFailure.ExcessLoan), Given.Day(day)).Answer.Programs.ShouldBe(ofExcess);
        CorrectionProgram
            .Open.Decide(new(LoanFailure.DefectiveTerms), Given.Day(day))
            .Answer.Programs.ShouldBe(ofExcess);
    }

    [Theory, Cites("Notice 2023-43")]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void An_egregious_failure_or_one_that_the_irs_found_is_not_self_corrected_under_section_305(
        bool identified,
        bool egregious
    ) =>
        CorrectionProgram
            .Open.Decide(new(LoanFailure.Default, identified, egregious), Given.Day("2024-08-01"))
            .Answer.Programs.ShouldBe(egregious ? CorrectionPrograms.Voluntary : CorrectionPrograms.None);

    [Fact, Cites("Notice 2023-43"), Cites("Rev. Proc. 2018-52")]
    public void What_is_not_certain_says_so()
    {
        CorrectionProgram
            .Open.Decide(new(LoanFailure.Default), Given.Day("2024-08-01"))
            .Answer.Certainty.ShouldBe(Certainty.Settled);
        CorrectionProgram
            .Open.Decide(new(LoanFailure.ExcessLoan), Given.Day("2024-08-01"))
            .Answer.Certainty.ShouldBe(Certainty.Uncertain);
        CorrectionProgram
            .Open.Decide(new(LoanFailure.Default), Given.Day("2010-08-01"))
            .Answer.Certainty.ShouldBe(Certainty.Uncertain);
    }

    [Theory, Cites("Rev. Proc. 2021-30 s. 6.07")]
    [InlineData(CorrectionMethod.LumpSum, LoanFailure.Default, true)]
    [InlineData(CorrectionMethod.LumpSum, LoanFailure.ExcessLoan, false)]
    [InlineData(CorrectionMethod.Reamortize, LoanFailure.Default, true)]
    [InlineData(CorrectionMethod.Reamortize, LoanFailure.DefectiveTerms, true)]
    [InlineData(CorrectionMethod.LumpSumAndReamortize, LoanFailure.Default, true)]
    [InlineData(CorrectionMethod.LumpSumAndReamortize, LoanFailure.ExcessLoan, false)]
    [InlineData(CorrectionMethod.ExcessPermittedFirst, LoanFailure.ExcessLoan, true)]
    [InlineData(CorrectionMethod.ExcessInterestFirst, LoanFailure.ExcessLoan, true)]
    [InlineData(CorrectionMethod.ExcessProRata, LoanFailure.ExcessLoan, true)]
    [InlineData(CorrectionMethod.ExcessProRata, LoanFailure.Default, false)]
    public void A_method_corrects_its_own_failure_until_the_maximum_term_has_run_out(
        CorrectionMethod method,
        LoanFailure failure,
        bool open
    )
    {
        CorrectionMethods
            .IsAvailable(method, failure, Given.Day("2024-03-14"), Given.Day("2024-03-15"))
            .Answer.ShouldBe(open);
        CorrectionMethods
            .IsAvailable(method, failure, Given.Day("2024-03-15"), Given.Day("2024-03-15"))
            .Answer.ShouldBe(open);
        CorrectionMethods
            .IsAvailable(method, failure, Given.Day("2024-03-16"), Given.Day("2024-03-15"))
            .Answer.ShouldBeFalse();
    }

    [Fact, Cites("Rev. Proc. 2021-30 s. 6.07")]
    public void Reporting_in_the_year_of_correction_is_always_open() =>
        CorrectionMethods
            .IsAvailable(
                CorrectionMethod.ReportInCorrectionYear,
                LoanFailure.Default,
                Given.Day("2025-03-16"),
                Given.Day("2024-03-15")
            )
            .Answer.ShouldBeTrue();
}
