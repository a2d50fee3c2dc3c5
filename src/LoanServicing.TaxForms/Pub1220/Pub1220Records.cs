using LoanServicing.Domain.PersonalData;
using LoanServicing.Domain.Regulation.Form1099R;

namespace LoanServicing.TaxForms.Pub1220;

/// <summary>What each record of the file says, field by field; the sequence number comes from the file.</summary>
internal static class Pub1220Records
{
    /// <summary>The amounts of Form 1099-R that plan loans use, by their amount code.</summary>
    public static readonly IReadOnlyList<(char Code, Func<Form1099RData, decimal> Amount)> Amounts =
    [
        ('1', form => form.Box1),
        ('2', form => form.Box2a),
        ('4', form => form.Box4),
        ('5', form => form.Box5),
    ];

    public static FieldValues OfTransmitter(Transmitter transmitter, int year, int payees, Pub1220Options options) =>
        new FieldValues()
            .Count("payment_year", year)
            .Optional("prior_year_indicator", options.PriorYear ? "P" : null)
            .Required("transmitter_tin", transmitter.TaxpayerNumber, 9)
            .Required("transmitter_control_code", transmitter.ControlCode, 5)
            .Optional("test_file_indicator", options.TestFile ? "T" : null)
            .Optional("foreign_entity_indicator", Flag(transmitter.Address.IsForeign()))
            .Required("transmitter_name", transmitter.Name)
            .Required("company_name", transmitter.Name)
            .Required("company_mailing_address", transmitter.Address.Street)
            .Required("company_city", transmitter.Address.CityLine())
            .StateAndZip("company", transmitter.Address)
            .Count("total_payees", payees)
            .Required("contact_name", transmitter.Contact.Name)
            .Required("contact_phone_ext", transmitter.Contact.Phone)
            .Optional("contact_email", transmitter.Contact.Email)
            .Required("vendor_indicator", "I");

    public static FieldValues OfPayer(Payer payer, int year, IEnumerable<Form1099RData> forms) =>
        new FieldValues()
            .Count("payment_year", year)
            .Required("payer_tin", payer.Ein, 9)
            .Required("type_of_return", "9")
            .Required("amount_codes", AmountCodes(forms))
            .Optional("foreign_entity_indicator", Flag(payer.Address.IsForeign()))
            .Required("payer_name_1", payer.Name)
            .Required("transfer_agent_indicator", "0")
            .Required("payer_shipping_address", payer.Address.Street)
            .Required("payer_city", payer.Address.CityLine())
            .StateAndZip("payer", payer.Address)
            .Optional("payer_phone_ext", payer.Phone);

    public static FieldValues OfPayee(InformationReturn r)
    {
        var (form, person) = (
            r.Form,
            r.Recipient ?? throw new FileRefusedException("payee_name_1: found no personal data, expected a name")
        );
        var values = new FieldValues()
            .Count("payment_year", form.TaxYear)
            .Required("payer_account_number", r.AccountNumber)
            .Optional("foreign_country_indicator", Flag(person.Address.IsForeign()))
            .Required("payee_name_1", WithoutPunctuation(person.Name))
            .Optional("payee_name_control", NameControl(person.Name))
            .Required("payee_mailing_address", person.Address.Street)
            .Required("payee_city", person.Address.CityLine())
            .StateAndZip("payee", person.Address)
            .Required("distribution_codes", DistributionCodes.AsPrinted(form.Box7))
            .Optional("first_year_designated_roth", form.Box11?.ToString());
        // A blank type of number goes with a blank number; persons have type 2.
        if (!string.IsNullOrWhiteSpace(person.TaxpayerNumber))
            values.Required("type_of_tin", "2").Required("payee_tin", person.TaxpayerNumber, 9);
        foreach (var (code, amount) in Amounts)
            values.Amount($"payment_amount_{code}", amount(form));
        return values;
    }

    public static FieldValues OfEndOfPayer(IReadOnlyCollection<Form1099RData> forms)
    {
        var values = new FieldValues().Count("number_of_payees", forms.Count);
        foreach (var (code, amount) in Amounts)
            values.Amount($"control_total_{code}", forms.Sum(amount));
        return values;
    }

    public static FieldValues OfEndOfFile(int payers, int payees) =>
        new FieldValues().Count("number_of_a_records", payers).Count("total_payees", payees);

    private static FieldValues StateAndZip(this FieldValues values, string whose, PostalAddress address) =>
        address.IsForeign()
            ? values
            : values.Required($"{whose}_state", address.State).Required($"{whose}_zip", address.Zip);

    private static string AmountCodes(IEnumerable<Form1099RData> forms)
    {
        var used = string.Concat(
            Amounts.Where(amount => forms.Any(form => amount.Amount(form) != 0m)).Select(amount => amount.Code)
        );
        return used.Length == 0 ? "1" : used;
    }

    // A name line takes hyphens and ampersands, no other punctuation; "Last, First" becomes "LAST FIRST".
    private static string WithoutPunctuation(string name) =>
        string.Concat(name.Where(c => c is not (',' or '.' or '\'' or '’' or '‘')));

    // Only the part before a comma is known to be the surname. A hyphen among the first four would need a character the
    // field does not take.
    private static string? NameControl(string name)
    {
        if (!name.Contains(','))
            return null;
        var surname = WithoutPunctuation(PrintableText.Of(name.Split(',')[0])).Replace(" ", "");
        var control = surname[..Math.Min(4, surname.Length)];
        return control.All(char.IsAsciiLetterOrDigit) ? control : null;
    }

    private static string? Flag(bool isSet) => isSet ? "1" : null;
}
