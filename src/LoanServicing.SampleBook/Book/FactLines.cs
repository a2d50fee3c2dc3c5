using System.Text.Json;
using LoanServicing.SampleBooks.Ledger;

namespace LoanServicing.SampleBooks.Book;

/// <summary>The lines that more than one import file has.</summary>
internal static class FactLines
{
    /// <summary>The account and who its owner is: the first lines of every participant.</summary>
    public static void Account(this FactFile file, SampleParticipant participant)
    {
        file.Fact(
            "account-valued",
            participant.ValuedOn,
            participant,
            json =>
            {
                json.WriteNumber("vested", participant.Vested);
                if (participant.AfterTaxBasis > 0m)
                    json.WriteNumber("afterTaxBasis", participant.AfterTaxBasis);
            }
        );
        file.Line(
            "person",
            json =>
            {
                var person = participant.Person;
                json.WriteString("plan", participant.Plan.Id);
                json.WriteString("participant", participant.Id);
                json.WriteString("name", person.FullName);
                Address(json, person.Street, person.Town);
                json.WriteString("taxpayerNumber", person.TaxpayerNumber.ToString("D9"));
            }
        );
    }

    public static void Originated(this FactFile file, SampleParticipant participant, SampleLoan loan) =>
        file.Fact(
            "originated",
            loan.Terms.MadeOn,
            participant,
            json =>
            {
                json.WriteString("loan", loan.Number);
                Terms(json, loan.Terms);
            }
        );

    public static void Terms(Utf8JsonWriter json, LoanTerms terms)
    {
        json.WriteNumber("amount", terms.Amount);
        json.WriteNumber("annualRate", terms.AnnualRate);
        json.WriteString("frequency", terms.Frequency.Word());
        json.WriteNumber("installments", terms.Installments);
        json.WriteString("firstDue", FactFile.Day(terms.FirstDue));
    }

    public static void Address(Utf8JsonWriter json, string street, Town town)
    {
        json.WriteStartObject("address");
        json.WriteString("street", street);
        json.WriteString("city", town.City);
        json.WriteString("state", town.State);
        json.WriteString("zip", town.Zip);
        json.WriteEndObject();
    }
}
