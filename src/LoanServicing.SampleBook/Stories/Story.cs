namespace LoanServicing.SampleBooks.Stories;

/// <summary>What is planted in a participant's year. The names stand in no file; tests count by them.</summary>
internal enum Story
{
    OnTime,

    // Payroll's mistakes, made good by a later file.
    LineMissing,
    LineShort,
    LineDoubled,
    TaxpayerNumberUnknown,
    LoanNumberUnknown,
    LoanNumberMissing,
    AmountOverPayoff,
    LineAfterPayoff,
    LineAfterOffset,
    TwoLoans,
    SummedTwoLoans,
    SummedAmbiguous,
    PaymentReversed,

    // Defaults.
    CuredInTime,
    CuredInPartThenDeemed,
    ReversedThenDeemed,
    DeemedUnder59Half,
    DeemedOver59Half,
    DeemedWithBasis,
    DeemedThenResumed,
    DeemedThenOffset,
    SeveredThenDeemed,
    InCureAtYearEnd,

    // Leaving.
    LeaverUnder55,
    LeaverFrom55,
    LeaverOver59Half,
    LeaverAfterMoreThanAYear,
    Died,

    // Borrowing and repaying.
    PaidOffOnSchedule,
    PaidOffEarly,
    Refinanced,
    NewLoan,
    SecondLoan,
}
