using LoanServicing.Operations.Asking;
using LoanServicing.TaxForms;

namespace LoanServicing.Operations.TaxYears;

/// <summary>Prepare the files of a tax year's Forms 1099-R.</summary>
/// <param name="Formats">What is written.</param>
/// <param name="ForState">
/// Whether Pub 1220 records are for a state, in a year whose federal returns no longer take them.
/// </param>
/// <param name="Recorded">The forms as the log required them then; null for now.</param>
public sealed record PrepareTaxYear(
    int Year,
    IReadOnlyCollection<FormFormat> Formats,
    bool ForState,
    RecordedMoment? Recorded
);

/// <summary>What the forms of a tax year are written as.</summary>
public enum FormFormat
{
    Csv,
    Pub1220,
}

/// <summary>The Forms 1099-R of a tax year.</summary>
/// <param name="RecordedBy">
/// By plan: the time until which what was recorded counts, that moment included. Null for all that is recorded.
/// </param>
/// <param name="Files">
/// In the order in which they are to be written, each made when it is asked for; a <see cref="RefusedException"/>
/// stands in place of one that cannot be made.
/// </param>
public sealed record TaxYearPrepared(
    int TaxYear,
    IReadOnlyDictionary<string, DateTimeOffset>? RecordedBy,
    CheckedReturns Forms,
    IEnumerable<OutputFile> Files
);
