using System.Text.Json.Serialization;
using LoanServicing.Domain.Calendar;
using LoanServicing.Domain.Plans;

namespace LoanServicing.Domain.Loans;

/// <summary>What happened to a loan. The type names are the storage format.</summary>
/// <param name="On">Effective date.</param>
public abstract record LoanEvent(DateOnly On, Source Source)
{
    /// <summary>Whether it takes back what was stated before it.</summary>
    public virtual bool Undoes(LoanConsequence consequence) => false;
}

/// <summary>
/// A statement of what the facts lead to under the rules, as against a fact of the world. It can be withdrawn when the
/// facts change.
/// </summary>
/// <param name="Cites">The provision it rests on; null where it rests on none.</param>
public abstract record LoanConsequence(DateOnly On, string? Cites, Source Source) : LoanEvent(On, Source);

/// <summary>
/// Says something about the record: about other events, or about where the ledger stands. Its day is no day on which
/// anything happened to the loan.
/// </summary>
public abstract record LoanBookkeeping(DateOnly On, Source Source) : LoanEvent(On, Source);

/// <summary>
/// Money came in on the loan: part of an installment, one or several, before or after a deemed distribution.
/// </summary>
/// <param name="On">The day that it counts from.</param>
/// <param name="WithheldOn">The pay date, where payroll withheld it.</param>
/// <param name="Hold">True where the plan lets what does not fill an installment wait.</param>
/// <param name="ExcessFirst">True where the plan lets a part that was deemed distributed be repaid before the
/// rest.</param>
/// <param name="ReceivedOn">The day on which it came in, where it counts from another.</param>
/// <param name="ToPrincipal">
/// True where the plan takes what is more than the installments due by the end of the period as principal alone.
/// </param>
public sealed record InstallmentPaid(
    DateOnly On,
    decimal Amount,
    DateOnly? WithheldOn,
    Source Source,
    bool? Hold = null,
    bool? ExcessFirst = null,
    DateOnly? ReceivedOn = null,
    bool? ToPrincipal = null
) : LoanEvent(On, Source);

/// <summary>An installment was not paid in full by the close of its due date, <see cref="LoanEvent.On"/>.</summary>
/// <param name="Installment">Its number, from 1, excused due dates counted.</param>
/// <param name="CureEnds">Last day on which it can still be made up.</param>
/// <param name="Accrual">How interest runs from then on, where the plan does not let it compound.</param>
public sealed record Missed(
    DateOnly On,
    int Installment,
    DateOnly CureEnds,
    string Cites,
    Source Source,
    DefaultAccrual? Accrual = null
) : LoanConsequence(On, Cites, Source);

/// <summary>The loan, or the part of it that is over the limit, became taxable income. It is still owed.</summary>
/// <param name="Due">Due date of the installment that was not made up, or of the last one where it was put off for
/// good; null where the loan failed as it was made or changed.</param>
/// <param name="RuleSet">Version of the rules that it was stated under.</param>
public sealed record DeemedDistributed(
    DateOnly On,
    decimal Amount,
    DeemingReason Reason,
    DateOnly? Due,
    string Cites,
    string RuleSet,
    Source Source
) : LoanConsequence(On, Cites, Source);

/// <summary>Nothing is owed any more, by repayment.</summary>
public sealed record PaidInFull(DateOnly On, string Cites, Source Source) : LoanConsequence(On, Cites, Source);

/// <summary>The account was reduced to repay the loan: an actual distribution (26 CFR 1.72(p)-1 A-13(b)).</summary>
/// <param name="Amount">By which the account was reduced: all that was outstanding, or a part of it.</param>
/// <param name="Withheld">Federal income tax withheld, where it was stated; null for what follows from the day's
/// payments.</param>
/// <param name="Whole">True where it was all that was owed, as far as was known: it ends the loan whatever becomes
/// known later.</param>
public sealed record Offset(DateOnly On, decimal Amount, decimal? Withheld, Source Source, bool? Whole = null)
    : LoanEvent(On, Source);

/// <summary>Another loan took this one's place (26 CFR 1.72(p)-1 A-20).</summary>
/// <param name="By">The replacement loan.</param>
/// <param name="Amount">What this loan owed, interest included, and the replacement took over.</param>
public sealed record Refinanced(DateOnly On, string By, decimal Amount, Source Source) : LoanEvent(On, Source);

/// <summary>The note left the plan in kind, all that was owed on it.</summary>
/// <param name="To">Where it went.</param>
/// <param name="Amount">What was owed, interest included.</param>
public sealed record TransferredOut(DateOnly On, TransferKind Kind, string To, decimal Amount, Source Source)
    : LoanEvent(On, Source);

/// <summary>Repayments due in a window count as due on a later day (26 USC 7508A). Interest accrues.</summary>
/// <param name="DueFrom">First day of the window, included, as <paramref name="DueTo"/> is.</param>
/// <param name="Authority">The notice that says so.</param>
public sealed record RepaymentsPostponed(
    DateOnly On,
    DateOnly DueFrom,
    DateOnly DueTo,
    DateOnly Until,
    string Authority,
    Source Source
) : LoanEvent(On, Source)
{
    /// <summary>Whether what was stated before no longer follows: of an installment in the window.</summary>
    public override bool Undoes(LoanConsequence consequence) =>
        consequence switch
        {
            Missed missed => missed.On <= On && Contains(missed.On),
            DeemedDistributed { Reason: DeemingReason.MissedInstallment, Due: { } due } => Contains(due),
            _ => false,
        };

    internal bool Contains(DateOnly due) => due >= DueFrom && due <= DueTo;
}

/// <summary>What was left of the loan at its end, within the plan's tolerance, is not asked for: it is paid.</summary>
/// <param name="Amount">US dollars, interest included.</param>
/// <param name="Due">
/// Due date of the installment that lacked it as its day closed; null where it was left by a repayment.
/// </param>
public sealed record WrittenOff(DateOnly On, decimal Amount, DateOnly? Due, Source Source)
    : LoanConsequence(On, null, Source);

/// <summary>
/// Money that came in on the loan and repays nothing of it: more than the payoff, or after the loan's end. It waits for
/// a person.
/// </summary>
/// <param name="Amount">US dollars, of one repayment.</param>
public sealed record RepaymentUnapplied(DateOnly On, decimal Amount, UnappliedReason Reason, Source Source)
    : LoanConsequence(On, null, Source);

/// <summary>
/// Participant and plan agreed on other installments for what is left, as when a payroll's frequency changes; rate and
/// latest permissible date stay.
/// </summary>
/// <param name="Installments">How many from <paramref name="FirstDue"/>; what fell due by <see cref="LoanEvent.On"/>
/// stays due.</param>
public sealed record Rescheduled(
    DateOnly On,
    Frequency Frequency,
    int Installments,
    DateOnly FirstDue,
    SemimonthlyDays? DueDays,
    Source Source
) : LoanEvent(On, Source);

/// <summary>
/// The participant may revoke payroll withholding at any time; this says when that happened (26 CFR 1.72(p)-1
/// A-19(b)(3)).
/// </summary>
/// <param name="LosesCondition">Whether another loan of the participant was then deemed distributed and not repaid, and
/// nothing but payroll secures this one.</param>
public sealed record WithholdingConsentRevoked(DateOnly On, bool LosesCondition, Source Source) : LoanEvent(On, Source);

/// <summary>
/// What was agreed or moved does not fit what was owed, now that more is known. It stays as it was: the ledger takes
/// what was owed, and the difference waits for a person.
/// </summary>
/// <param name="On">The day of the repayment, offset or refinancing.</param>
/// <param name="Amount">How much more was moved than was owed; negative for less. Of all such of a day and matter
/// together.</param>
public sealed record DiscrepancyFound(DateOnly On, DiscrepancyMatter Matter, decimal Amount, Source Source)
    : LoanConsequence(On, null, Source)
{
    /// <summary>A part of a sentence.</summary>
    [JsonIgnore]
    public string InWords => Discrepancy.Words(Matter, Amount);
}

/// <summary>Why a loan, or a part of it, was deemed distributed.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DeemingReason>))]
public enum DeemingReason
{
    RepaymentTerm,
    LevelAmortization,
    Agreement,
    MissedInstallment,

    /// <summary>The amount over the limit, and no more.</summary>
    AmountLimit,

    /// <summary>The amount over the limit when replaced and replacement loan both count, and no more.</summary>
    Refinancing,
    SecondLoanCondition,
    CreditCard,
    Pledge,

    /// <summary>An actual distribution (26 CFR 1.72(p)-1 A-17).</summary>
    NotBonaFide,

    /// <summary>
    /// A loan from a plan to which employees contributed nearly everything, while 26 USC 72(e)(7) was law.
    /// </summary>
    EmployeeContributions,
}

/// <summary>What of a loan's money did not fit what was owed.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DiscrepancyMatter>))]
public enum DiscrepancyMatter
{
    /// <summary>More was repaid than was owed.</summary>
    Repayment,

    /// <summary>The account was reduced by another amount than was owed.</summary>
    Offset,

    /// <summary>A replacement loan took over another amount than was owed.</summary>
    Refinancing,

    /// <summary>The note that left the plan was of another amount than was owed.</summary>
    Transfer,

    /// <summary>
    /// A replacement loan took over what had been deemed distributed by then (26 CFR 1.72(p)-1 A-20).
    /// </summary>
    DeemedWhenRefinanced,
}

/// <summary>Why money that came in on a loan repays nothing of it.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<UnappliedReason>))]
public enum UnappliedReason
{
    OverPayoff,
    LoanPaid,
    LoanOffset,
    LoanRefinanced,
    LoanTransferred,

    /// <summary>What was called a loan was none (26 CFR 1.72(p)-1 A-17).</summary>
    LoanDistributed,
}

/// <summary>How a note leaves the plan in kind.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TransferKind>))]
public enum TransferKind
{
    /// <summary>A distribution, rolled over to another plan.</summary>
    DirectRollover,

    /// <summary>From plan to plan: no distribution.</summary>
    PlanTransfer,
}
