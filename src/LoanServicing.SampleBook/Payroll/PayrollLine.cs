using LoanServicing.SampleBooks.Book;

namespace LoanServicing.SampleBooks.Payroll;

/// <summary>One line of a payroll file, and what was planted in it.</summary>
/// <param name="LoanNumber">Empty where payroll left it out, or where the layout has none.</param>
/// <param name="Amount">0 in a row that repays nothing, which is no line of the remittance.</param>
/// <param name="Suspended">The reason for which the line cannot be posted; null where it can.</param>
internal readonly record struct PayrollLine(
    SampleParticipant Participant,
    int TaxpayerNumber,
    string LoanNumber,
    decimal Amount,
    string? Suspended
);

/// <summary>The reasons that are planted, by their codes.</summary>
internal static class Suspended
{
    public const string ParticipantUnknown = "participant.unknown";
    public const string LoanUnknown = "loan.unknown";
    public const string LoanNumberMissing = "loan.number-missing";
    public const string LoanNotRepayable = "loan.not-repayable";
    public const string LoanAmbiguous = "loan.ambiguous";
    public const string RepaymentExceedsPayoff = "repayment.exceeds-payoff";
    public const string LineRepeated = "line.repeated";
}
