using LoanServicing.Domain.Calendar;

namespace LoanServicing.Domain.Regulation.Section72p;

/// <summary>How a loan is to be repaid, as agreed when it is made.</summary>
/// <param name="AnnualRate">Nominal, a fraction of one.</param>
/// <param name="Installments">How many there are.</param>
/// <param name="Stepped">What is agreed in their place where the installments are not the level ones; null where they
/// are.</param>
public sealed record AgreedRepayments(
    DateOnly MadeOn,
    decimal Amount,
    decimal AnnualRate,
    Frequency Frequency,
    DateOnly FirstDue,
    DateOnly FinalDue,
    int Installments,
    SteppedInstallments? Stepped = null
);

/// <summary>Installments of several amounts.</summary>
/// <param name="Last">What they leave for the last one.</param>
public sealed record SteppedInstallments(IReadOnlyList<InstallmentStep> Steps, decimal Last);

/// <summary>So many installments of one amount.</summary>
/// <param name="LastDue">When the last of them is due.</param>
public sealed record InstallmentStep(int Count, decimal Amount, DateOnly LastDue);
