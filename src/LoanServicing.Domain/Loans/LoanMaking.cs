using System.Text.Json.Serialization;
using LoanServicing.Domain.Calendar;
using LoanServicing.Domain.Loans.Findings;
using LoanServicing.Domain.Plans;
using LoanServicing.Domain.Regulation.Section72p;

namespace LoanServicing.Domain.Loans;

/// <summary>A loan's first event: it became known, with the terms that it was made on.</summary>
/// <param name="AnnualRate">Nominal, a fraction of one.</param>
/// <param name="Schedule">Null for level installments.</param>
public abstract record LoanMade(
    DateOnly On,
    string Plan,
    string Participant,
    string Loan,
    decimal Amount,
    decimal AnnualRate,
    Frequency Frequency,
    int Installments,
    DateOnly FirstDue,
    LoanPurpose Purpose,
    SemimonthlyDays? DueDays,
    IReadOnlyList<ScheduleStep>? Schedule,
    LoanCircumstances? Circumstances,
    Source Source
) : LoanEvent(On, Source)
{
    // A residence loan that does not acquire the residence is a loan like any other (26 CFR 1.72(p)-1 ).
    private protected static LoanTerms TermsOf(LoanMade e, DateOnly madeOn)
    {
        var isResidenceLoan =
            e.Purpose == LoanPurpose.PrincipalResidence
            && TermFindings.IsResidenceLoan(madeOn, e.Circumstances?.AcquisitionDebt).Answer;
        return new(
            madeOn,
            e.Amount,
            e.AnnualRate,
            e.Frequency,
            e.Installments,
            e.FirstDue,
            isResidenceLoan ? LoanPurpose.PrincipalResidence : LoanPurpose.General,
            e.DueDays,
            e.Schedule
        );
    }
}

/// <summary>The loan was made.</summary>
/// <param name="On">The day that 72(p) measures from.</param>
/// <param name="Agreement">Whether a legally enforceable agreement is held (26 CFR 1.72(p)-1 A-3(b)).</param>
/// <param name="Replaces">The loans that this one refinances, as they stood that day; null for none.</param>
/// <param name="Circumstances">Null for a loan that has nothing out of the ordinary.</param>
/// <param name="Borrowing">The figures of the account that the limit was worked out from; null where it was never
/// valued.</param>
/// <param name="Exempt">The provision by which section 72(p) does not apply to it; null where it does.</param>
public sealed record Originated(
    DateOnly On,
    string Plan,
    string Participant,
    string Loan,
    decimal Amount,
    decimal AnnualRate,
    Frequency Frequency,
    int Installments,
    DateOnly FirstDue,
    LoanPurpose Purpose,
    bool Agreement,
    SemimonthlyDays? DueDays,
    IReadOnlyList<ScheduleStep>? Schedule,
    IReadOnlyList<ReplacedLoan>? Replaces,
    LoanCircumstances? Circumstances,
    BorrowingFigures? Borrowing,
    string? Exempt,
    Source Source
)
    : LoanMade(
        On,
        Plan,
        Participant,
        Loan,
        Amount,
        AnnualRate,
        Frequency,
        Installments,
        FirstDue,
        Purpose,
        DueDays,
        Schedule,
        Circumstances,
        Source
    )
{
    /// <summary>The terms to calculate with.</summary>
    [JsonIgnore]
    public LoanTerms Terms => TermsOf(this, On);
}

/// <summary>A running loan came from another system, as of the start of <see cref="LoanEvent.On"/>.</summary>
/// <param name="MadeOn">The day that 72(p) measures from.</param>
/// <param name="Principal">The balance then.</param>
/// <param name="Interest">Accrued since the last due date.</param>
/// <param name="OldestUnpaidDue">Null where everything due before is paid.</param>
/// <param name="HighestPriorYear">Counts as that day's balance in the look-back of later loans.</param>
/// <param name="Deemed">Null where it was not deemed distributed.</param>
/// <param name="RepaidAfterDeemed">Cash repaid since then, which is basis.</param>
/// <param name="Circumstances">Null for a loan that has nothing out of the ordinary.</param>
/// <param name="LeaveUsedDays">Days of an unpaid leave in progress, or before, that the year of 26 CFR 1.72(p)-1 A-9(a)
/// is already used up by.</param>
/// <param name="Exempt">The provision by which section 72(p) does not apply to it; null where it does.</param>
/// <param name="Accrual">How interest of the arrears runs, where the plan does not let it compound.</param>
/// <param name="ToPrincipal">True where the plan takes prepayments as principal: the loan then ends as its balance
/// does.</param>
public sealed record TakenOver(
    DateOnly On,
    string Plan,
    string Participant,
    string Loan,
    decimal Amount,
    decimal AnnualRate,
    Frequency Frequency,
    int Installments,
    DateOnly FirstDue,
    LoanPurpose Purpose,
    bool Agreement,
    SemimonthlyDays? DueDays,
    IReadOnlyList<ScheduleStep>? Schedule,
    LoanCircumstances? Circumstances,
    DateOnly MadeOn,
    decimal Principal,
    decimal Interest,
    DateOnly? OldestUnpaidDue,
    decimal HighestPriorYear,
    DeemedElsewhere? Deemed,
    decimal RepaidAfterDeemed,
    int LeaveUsedDays,
    string? Exempt,
    Source Source,
    DefaultAccrual? Accrual = null,
    bool? ToPrincipal = null
)
    : LoanMade(
        On,
        Plan,
        Participant,
        Loan,
        Amount,
        AnnualRate,
        Frequency,
        Installments,
        FirstDue,
        Purpose,
        DueDays,
        Schedule,
        Circumstances,
        Source
    )
{
    [JsonIgnore]
    public LoanTerms Terms => TermsOf(this, MadeOn);
}

/// <summary>A deemed distribution of before the loan was taken over.</summary>
/// <param name="Reported">Whether its Form 1099-R was filed then.</param>
public sealed record DeemedElsewhere(DateOnly On, decimal Amount, bool Reported);

/// <summary>A loan that another one took the place of.</summary>
/// <param name="Balance">What it owed on the day of the transaction, without interest not yet due.</param>
/// <param name="LatestPermissibleDate">The last day that the law let it run; null for a residence loan.</param>
public sealed record ReplacedLoan(string Loan, decimal Balance, DateOnly? LatestPermissibleDate);

/// <summary>What the account looked like when a loan was made, before it.</summary>
/// <param name="HighestPriorYear">Highest balance of all loans in the year that ends the day before.</param>
/// <param name="Outstanding">Balance of all loans on the day.</param>
/// <param name="Vested">Nonforfeitable balance, loan notes included; null where the account was not valued by
/// then.</param>
/// <param name="DeemedLoanUnrepaid">Whether another loan was deemed distributed and not repaid (26 CFR 1.72(p)-1
/// A-19(b)).</param>
/// <param name="Loans">How many loans of this plan were outstanding beside the new one, those it replaces left
/// out.</param>
public sealed record BorrowingFigures(
    decimal HighestPriorYear,
    decimal Outstanding,
    decimal? Vested,
    bool DeemedLoanUnrepaid,
    int Loans
);
