using System.Text.Json.Serialization;

namespace LoanServicing.Domain.Regulation.Epcrs;

/// <summary>How a failed loan is corrected (Rev. Proc. 2021-30 s. 6.07; for excess loans Form 14568-E).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CorrectionMethod>))]
public enum CorrectionMethod
{
    /// <summary>The missed installments with interest, at once.</summary>
    LumpSum,

    /// <summary>
    /// The balance with interest, level over the rest of the original term or to the latest permissible date.
    /// </summary>
    Reamortize,

    /// <summary>Part of the one and the other.</summary>
    LumpSumAndReamortize,

    /// <summary>The deemed distribution stands; its form is of the year of the correction.</summary>
    ReportInCorrectionYear,

    /// <summary>The excess is repaid with interest, earlier payments all counted on the permitted part.</summary>
    ExcessPermittedFirst,

    /// <summary>The excess is repaid, earlier payments counted on its interest first.</summary>
    ExcessInterestFirst,

    /// <summary>The excess's own balance is repaid, earlier payments counted on both parts by amount.</summary>
    ExcessProRata,
}

/// <summary>Whether a method is open for a failure.</summary>
public static class CorrectionMethods
{
    public const string Cites = "Rev. Proc. 2021-30 s. 6.07";

    /// <summary>
    /// Lump sum and reamortization correct a default, and defective terms, until the maximum term has run out, its last
    /// day included; the excess methods correct an excess loan, on the same condition where the rest is reamortized;
    /// reporting in the year of correction is always open.
    /// </summary>
    /// <param name="latestPermissibleDate">Five years from the loan with what a leave or a disaster adds; for a
    /// residence loan the end of its own term.</param>
    public static Finding<bool> IsAvailable(
        CorrectionMethod method,
        LoanFailure failure,
        DateOnly correctedOn,
        DateOnly latestPermissibleDate
    ) =>
        method switch
        {
            CorrectionMethod.ReportInCorrectionYear => new(true, Cites, null),
            CorrectionMethod.LumpSum => new(
                failure == LoanFailure.Default && correctedOn <= latestPermissibleDate,
                Cites,
                null
            ),
            CorrectionMethod.Reamortize or CorrectionMethod.LumpSumAndReamortize => new(
                failure != LoanFailure.ExcessLoan && correctedOn <= latestPermissibleDate,
                Cites,
                null
            ),
            _ => new(failure == LoanFailure.ExcessLoan && correctedOn <= latestPermissibleDate, Cites, null),
        };
}
