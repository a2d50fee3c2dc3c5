namespace LoanServicing.Operations.RecordingRepayments;

/// <summary>Take one repayment of one loan: posted to it, or suspended with a reason.</summary>
/// <param name="Id">The sender's own: the same again has no effect and the first answer.</param>
/// <param name="Participant">The token, not a taxpayer number.</param>
/// <param name="PayDate">The day on which payroll withheld it.</param>
/// <param name="BusinessDate">The day on which it came in.</param>
public sealed record RecordRepayment(
    string Id,
    string Plan,
    string Participant,
    string Loan,
    DateOnly PayDate,
    decimal Amount,
    DateOnly BusinessDate
);

/// <summary>What became of a repayment.</summary>
/// <param name="Answer"><c>recorded</c> or <c>suspended</c>.</param>
public sealed record RepaymentRecorded(string Id, string Answer);
