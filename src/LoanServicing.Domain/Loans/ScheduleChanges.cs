using System.Text.Json.Serialization;
using LoanServicing.Domain.Regulation.Epcrs;

namespace LoanServicing.Domain.Loans;

/// <summary>The participant's leave began (26 CFR 1.72(p)-1 A-9).</summary>
/// <param name="On">Its first day.</param>
/// <param name="AnnualRate">The rate during military service (50 USC 3937); null for the loan's own.</param>
/// <param name="UsedDays">Days of the year that were used up before the loan was taken over; null for none.</param>
public sealed record LeaveStarted(DateOnly On, SuspensionKind Kind, decimal? AnnualRate, int? UsedDays, Source Source)
    : LoanEvent(On, Source);

/// <summary>The leave ended.</summary>
/// <param name="On">Its last day.</param>
/// <param name="FinalDue">The last day on which an installment may then fall due; null for the date agreed
/// before.</param>
public sealed record LeaveEnded(DateOnly On, AfterLeave Then, DateOnly? FinalDue, Source Source)
    : LoanEvent(On, Source);

/// <summary>
/// Repayments were put off after a disaster: what falls due in the window is not asked for, and the rest is amortized
/// again from the first due date after it.
/// </summary>
/// <param name="DueFrom">First day of the window.</param>
/// <param name="DueTo">Last day of the window.</param>
/// <param name="DelayMonths">By how much the final due date and the latest permissible date move.</param>
public sealed record RepaymentsDelayed(DateOnly On, DateOnly DueFrom, DateOnly DueTo, int DelayMonths, Source Source)
    : LoanEvent(On, Source);

/// <summary>A failure was put right under the IRS's correction programs (Rev. Proc. 2021-30, section 6.07).</summary>
/// <param name="FinalDue">The last day on which an installment may then fall due; null for the date agreed
/// before.</param>
/// <param name="Paid">The lump sum that was paid that day, 0 where the method has none.</param>
public sealed record Corrected(DateOnly On, CorrectionMethod Method, DateOnly? FinalDue, decimal Paid, Source Source)
    : LoanEvent(On, Source)
{
    /// <summary>Whether the correction takes a deemed distribution of before back.</summary>
    public override bool Undoes(LoanConsequence consequence) =>
        consequence is DeemedDistributed deemed
        && deemed.On <= On
        && deemed.Reason switch
        {
            DeemingReason.MissedInstallment => Correction.UndoesDefault(Method),
            DeemingReason.RepaymentTerm or DeemingReason.LevelAmortization => Correction.UndoesTerms(Method),
            DeemingReason.AmountLimit or DeemingReason.Refinancing => Correction.UndoesExcess(Method),
            _ => false,
        };
}

/// <summary>How repayment goes on after a leave.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AfterLeave>))]
public enum AfterLeave
{
    /// <summary>A new level installment for what is left.</summary>
    Reamortize,

    /// <summary>The installment of before; the last one takes what is left.</summary>
    KeepInstallment,
}
