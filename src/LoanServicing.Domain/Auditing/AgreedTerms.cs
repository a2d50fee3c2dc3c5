using LoanServicing.Domain.Calendar;
using LoanServicing.Domain.Loans;

namespace LoanServicing.Domain.Auditing;

/// <summary>What participant and plan agreed when the loan was made.</summary>
/// <param name="AnnualRate">Nominal, a fraction of one.</param>
/// <param name="Purpose">As stated; what the law makes of it is among the findings.</param>
/// <param name="LevelInstallment">Null where the installments are not level.</param>
/// <param name="Agreement">Whether a legally enforceable agreement is held.</param>
/// <param name="Exempt">The provision by which section 72(p) does not apply; null where it does.</param>
/// <param name="TakenOver">Null for a loan that was made here.</param>
public sealed record AgreedTerms(
    DateOnly MadeOn,
    decimal Amount,
    decimal AnnualRate,
    Frequency Frequency,
    int Installments,
    decimal? LevelInstallment,
    IReadOnlyList<ScheduleStep>? Steps,
    DateOnly FirstDue,
    DateOnly FinalDue,
    LoanPurpose Purpose,
    bool Agreement,
    LoanCircumstances Circumstances,
    string? Exempt,
    IReadOnlyList<ReplacedLoan> Replaces,
    TakeOverTerms? TakenOver
)
{
    internal static AgreedTerms Of(LoanMade made, LoanTerms terms) =>
        new(
            terms.MadeOn,
            terms.Amount,
            terms.AnnualRate,
            terms.Frequency,
            terms.Installments,
            terms.LevelInstallment,
            terms.Steps,
            terms.FirstDue,
            terms.FinalDue,
            made.Purpose,
            made is Originated { Agreement: true } or TakenOver { Agreement: true },
            made.Circumstances ?? LoanCircumstances.Ordinary,
            (made as Originated)?.Exempt ?? (made as TakenOver)?.Exempt,
            (made as Originated)?.Replaces ?? [],
            made is TakenOver taken
                ? new(
                    taken.On,
                    taken.Principal,
                    taken.Interest,
                    taken.OldestUnpaidDue,
                    taken.HighestPriorYear,
                    taken.Deemed,
                    taken.RepaidAfterDeemed
                )
                : null
        );
}

/// <summary>What another system handed the loan over with, at the start of the day.</summary>
/// <param name="OldestUnpaidDue">Null where everything due before was paid.</param>
/// <param name="Deemed">Null where it had not been deemed distributed.</param>
public sealed record TakeOverTerms(
    DateOnly On,
    decimal Principal,
    decimal Interest,
    DateOnly? OldestUnpaidDue,
    decimal HighestPriorYear,
    DeemedElsewhere? Deemed,
    decimal RepaidAfterDeemed
);
