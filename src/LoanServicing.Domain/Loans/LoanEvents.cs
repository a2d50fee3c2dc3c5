using System.Text.Json.Serialization;
using LoanServicing.Domain.Calendar;

namespace LoanServicing.Domain.Loans;

/// <summary>What happened to a loan. The type names are the storage format.</summary>
/// <param name="On">Effective date.</param>
public abstract record LoanEvent(DateOnly On, Source Source);

/// <summary>A statement of what the facts lead to under the rules, as against a fact of the world. It can be withdrawn when the facts change.</summary>
/// <param name="Cites">The provision it rests on.</param>
public abstract record LoanConsequence(DateOnly On, string Cites, Source Source) : LoanEvent(On, Source);

/// <summary>The loan was made.</summary>
/// <param name="On">The day that 72(p) measures from.</param>
/// <param name="AnnualRate">Nominal, a fraction of one.</param>
/// <param name="Agreement">Whether a legally enforceable agreement is held (26 CFR 1.72(p)-1 A-3(b)).</param>
/// <param name="Schedule">Null for level installments.</param>
/// <param name="Replaces">The loan that this one refinances, as it stood that day.</param>
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
    ReplacedLoan? Replaces,
    Source Source) : LoanEvent(On, Source);

/// <summary>A loan that another one took the place of.</summary>
/// <param name="Balance">What it owed on the day of the transaction, without interest not yet due.</param>
/// <param name="LatestPermissibleDate">The last day that the law let it run; null for a residence loan.</param>
public sealed record ReplacedLoan(string Loan, decimal Balance, DateOnly? LatestPermissibleDate);

/// <summary>Money came in on the loan: part of an installment, one or several, before or after a deemed distribution.</summary>
/// <param name="On">The day that it counts from.</param>
/// <param name="WithheldOn">The pay date, where payroll withheld it.</param>
public sealed record InstallmentPaid(DateOnly On, decimal Amount, DateOnly? WithheldOn, Source Source) : LoanEvent(On, Source);

/// <summary>An installment was not paid in full by the close of its due date, <see cref="LoanEvent.On"/>.</summary>
/// <param name="Installment">Its number, from 1.</param>
/// <param name="CureEnds">Last day on which it can still be made up.</param>
public sealed record Missed(DateOnly On, int Installment, DateOnly CureEnds, string Cites, Source Source) : LoanConsequence(On, Cites, Source);

/// <summary>The loan became taxable income. It is still owed.</summary>
/// <param name="Due">Due date of the installment that was not made up; null where another reason decided.</param>
/// <param name="RuleSet">Version of the rules that it was stated under.</param>
public sealed record DeemedDistributed(DateOnly On, decimal Amount, DeemingReason Reason, DateOnly? Due, string Cites, string RuleSet, Source Source)
    : LoanConsequence(On, Cites, Source);

/// <summary>Nothing is owed any more, by repayment.</summary>
public sealed record PaidInFull(DateOnly On, string Cites, Source Source) : LoanConsequence(On, Cites, Source);

/// <summary>The account was reduced to repay the loan: an actual distribution (26 CFR 1.72(p)-1 A-13(b)).</summary>
/// <param name="Amount">What was outstanding, interest included.</param>
/// <param name="Withheld">Federal income tax withheld.</param>
public sealed record Offset(DateOnly On, decimal Amount, decimal Withheld, Source Source) : LoanEvent(On, Source);

/// <summary>Another loan took this one's place (26 CFR 1.72(p)-1 A-20).</summary>
/// <param name="By">The replacement loan.</param>
/// <param name="Amount">What this loan owed, interest included, and the replacement took over.</param>
public sealed record Refinanced(DateOnly On, string By, decimal Amount, Source Source) : LoanEvent(On, Source);

/// <summary>A repayment turned out never to have happened.</summary>
/// <param name="Payment">Version of the <see cref="InstallmentPaid"/> that it takes back.</param>
/// <param name="PaidOn">The day that payment counted from.</param>
public sealed record RepaymentReversed(DateOnly On, long Payment, DateOnly PaidOn, decimal Amount, Source Source) : LoanEvent(On, Source);

/// <summary>A stated consequence no longer follows from the facts.</summary>
/// <param name="Withdrawn">Version of the event withdrawn, whose effective date <see cref="LoanEvent.On"/> is.</param>
/// <param name="Because">Version of the fact that changed it.</param>
public sealed record ConsequenceWithdrawn(DateOnly On, long Withdrawn, string Consequence, long Because, Source Source) : LoanEvent(On, Source);

/// <summary>Where the ledger stands once a late fact has been taken in, worked out again from all facts in effective order.</summary>
/// <param name="On">Effective date of the late fact.</param>
public sealed record LedgerRestated(
    DateOnly On,
    LedgerPosition Position,
    Deeming? Deemed,
    Closing? Closed,
    int Examined,
    DateOnly InOrderFrom,
    Source Source) : LoanEvent(On, Source);

/// <summary>Why a loan was deemed distributed.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DeemingReason>))]
public enum DeemingReason
{
    RepaymentTerm,
    LevelAmortization,
    Agreement,
    MissedInstallment,
}
