using System.Text.Json.Serialization;
using LoanServicing.SampleBooks.Book;
using LoanServicing.SampleBooks.Ledger;

namespace LoanServicing.SampleBooks.Expected;

/// <summary>A Form 1099-R of the year.</summary>
internal sealed record ExpectedForm(
    string Plan,
    string Participant,
    string Loan,
    DateOnly On,
    [property: JsonPropertyName("box1")] decimal Box1,
    [property: JsonPropertyName("box2a")] decimal Box2a,
    [property: JsonPropertyName("box4")] decimal Box4,
    [property: JsonPropertyName("box5")] decimal Box5,
    [property: JsonPropertyName("box7")] string Box7
);

/// <summary>Which forms a participant's loans lead to, and what basis they leave.</summary>
internal sealed class TaxYear
{
    private readonly SampleParticipant participant;
    private decimal recovered;

    public TaxYear(SampleParticipant participant)
    {
        this.participant = participant;
        Forms =
        [
            .. participant
                .Loans.Where(HasForm)
                .Select(loan => (Loan: loan, On: EventDay(loan)))
                .OrderBy(e => e.On)
                .Select(e => Form(e.Loan)),
        ];
    }

    public IReadOnlyList<ExpectedForm> Forms { get; }

    public decimal RepaidAfterDeemed => participant.Loans.Sum(loan => loan.Ledger.RepaidAfterDeemed);

    /// <summary>
    /// What was paid in after tax, and repaid after a deemed distribution, and has not been recovered.
    /// </summary>
    public decimal InvestmentInContract => participant.AfterTaxBasis + RepaidAfterDeemed - recovered;

    private static bool HasForm(SampleLoan loan) =>
        loan.Ledger.Deemed is not null || loan.End is { Ending: Ending.Offset };

    // An offset of a loan already deemed taxes nothing again, so the deemed distribution is the event.
    private static DateOnly EventDay(SampleLoan loan) => loan.Ledger.Deemed?.On ?? loan.End!.On;

    private ExpectedForm Form(SampleLoan loan)
    {
        var (on, amount) = (EventDay(loan), loan.Ledger.Deemed?.Amount ?? loan.End!.Amount);
        // Every participant has one such event, before which no deemed loan was repaid: the basis is what was stated.
        var basis = participant.AfterTaxBasis - recovered;
        var box5 = amount >= participant.Vested ? basis : Cents.Round(basis * amount / participant.Vested);
        recovered += box5;
        var box7 = loan.Ledger.Deemed is null ? OffsetCode(on) : DeemedCode(on);
        return new(
            participant.Plan.Id,
            participant.Id,
            loan.Number,
            on,
            Box1: amount,
            Box2a: amount - box5,
            Box4: 0.00m,
            box5,
            box7
        );
    }

    private string DeemedCode(DateOnly on) => IsOver59Half(on) || IsSeveredFrom55(on) ? "L" : "L1";

    private string OffsetCode(DateOnly on) => BaseCode(on) + (IsQualified(on) ? "M" : "");

    private string BaseCode(DateOnly on) =>
        participant.DiedOn <= on ? "4"
        : IsOver59Half(on) ? "7"
        : IsSeveredFrom55(on) ? "2"
        : "1";

    // Severed in good standing and offset by the first anniversary (26 USC 402(c)(3)(C)); nobody in the book has missed
    // anything before leaving.
    private bool IsQualified(DateOnly on) => participant.SeveredOn is { } severedOn && on <= severedOn.AddYears(1);

    private bool IsOver59Half(DateOnly on) => participant.BirthDate.AddMonths((59 * 12) + 6) <= on;

    private bool IsSeveredFrom55(DateOnly on) =>
        participant.SeveredOn is { } severedOn && severedOn <= on && severedOn.Year >= participant.BirthDate.Year + 55;
}
