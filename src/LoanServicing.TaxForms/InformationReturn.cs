using LoanServicing.Domain.PersonalData;
using LoanServicing.Domain.Regulation.Form1099R;

namespace LoanServicing.TaxForms;

/// <summary>One Form 1099-R with the names and addresses of those it is from and to.</summary>
/// <param name="Recipient">Null when the personal data is missing or was erased.</param>
/// <param name="AccountNumber">Unique per form and the same on its correction; see
/// <see cref="AccountNumbers"/>.</param>
public sealed record InformationReturn(Form1099RData Form, Payer Payer, Person? Recipient, string AccountNumber)
{
    internal string Place => $"plan {Form.Plan} participant {Form.Participant} loan {Form.Loan ?? "none"}";
}
