using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace LoanServicing.Payroll.Matching;

/// <summary>
/// Why a remittance line could not be posted to a loan and waits for a person. The list is closed; codes are stored and
/// never change.
/// </summary>
public sealed class SuspenseReason
{
    private SuspenseReason(string code, string sentence) => (Code, Sentence) = (code, sentence);

    public static SuspenseReason ParticipantUnknown { get; } =
        new("participant.unknown", "Nobody in this plan has this taxpayer number.");

    public static SuspenseReason LoanUnknown { get; } =
        new(
            "loan.unknown",
            "The participant has no loan with this number, or the line names none and no loan is open."
        );

    public static SuspenseReason LoanNumberMissing { get; } =
        new("loan.number-missing", "The line does not say which loan it repays, and its layout requires it to.");

    public static SuspenseReason LoanNotRepayable { get; } =
        new(
            "loan.not-repayable",
            "The loan takes no more repayments: it is closed, refinanced, offset or paid in full."
        );

    public static SuspenseReason LoanAmbiguous { get; } =
        new("loan.ambiguous", "The amount is for several loans together and is not the sum of their installments due.");

    public static SuspenseReason RepaymentExceedsPayoff { get; } =
        new("repayment.exceeds-payoff", "The amount is more than it takes to pay the loan off.");

    public static SuspenseReason LineRepeated { get; } =
        new("line.repeated", "An earlier line of the same file has the same person, loan and amount.");

    public static SuspenseReason LineAlreadyRemitted { get; } =
        new(
            "line.already-remitted",
            "An earlier remittance for the same pay date has posted the same person, loan and amount."
        );

    public static SuspenseReason LineNegative { get; } =
        new("line.negative", "The amount is negative: payroll takes money back, which a person must decide.");

    /// <summary>Every reason there is.</summary>
    public static ImmutableArray<SuspenseReason> All { get; } =
    [
        ParticipantUnknown,
        LoanUnknown,
        LoanNumberMissing,
        LoanNotRepayable,
        LoanAmbiguous,
        RepaymentExceedsPayoff,
        LineRepeated,
        LineAlreadyRemitted,
        LineNegative,
    ];

    /// <summary>Written `noun.reason`.</summary>
    public string Code { get; }

    /// <summary>For people.</summary>
    public string Sentence { get; }

    public static bool TryFind(string code, [NotNullWhen(true)] out SuspenseReason? reason)
    {
        reason = All.FirstOrDefault(r => r.Code == code);
        return reason is not null;
    }

    public override string ToString() => Code;
}
