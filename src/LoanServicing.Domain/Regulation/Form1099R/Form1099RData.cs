namespace LoanServicing.Domain.Regulation.Form1099R;

/// <summary>
/// One Form 1099-R as the events of a tax year require it, before any name or address is put to it (26 CFR 1.72(p)-1
///
/// </summary>
/// <param name="On">The day of the distribution, whose year is <paramref name="TaxYear"/>.</param>
/// <param name="Loan">The loan it is for; null for a distribution that is not of a loan.</param>
/// <param name="Box1">Gross distribution.</param>
/// <param name="Box2a">Taxable amount: <paramref name="Box1"/> less the basis recovered.</param>
/// <param name="Box4">Federal income tax actually withheld.</param>
/// <param name="Box5">Basis recovered tax free in this distribution.</param>
/// <param name="Box7">One or two distribution codes as printed: L before its pair, otherwise a digit before a
/// letter.</param>
/// <param name="Box11">First year of the designated Roth contributions; null unless code B.</param>
/// <param name="Authority">The provision that made it reportable.</param>
public sealed record Form1099RData(
    int TaxYear,
    DateOnly On,
    string Plan,
    string Participant,
    string? Loan,
    decimal Box1,
    decimal Box2a,
    decimal Box4,
    decimal Box5,
    string Box7,
    int? Box11,
    string Authority
);
