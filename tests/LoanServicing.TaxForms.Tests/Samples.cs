using LoanServicing.Domain.PersonalData;
using LoanServicing.Domain.Regulation.Form1099R;

namespace LoanServicing.TaxForms.Tests;

/// <summary>Made-up persons and forms; the two forms differ in everything that has a place in a file.</summary>
internal static class Samples
{
    public static readonly Transmitter Transmitter = new(
        "12A34",
        "Harbor Loan Servicing LLC",
        "987654321",
        new("1 Harbor Way", "Portland", "OR", "97201"),
        new("Ana Núñez", "5035550142", "ana@example.com")
    );

    public static readonly Payer Payer = new(
        "EX401K",
        "Trustees of the Example Manufacturing Company 401(k) Savings Plan",
        "012345678",
        new("PO Box 9", "Springfield", "IL", "627011234"),
        "2175550100"
    );

    public static readonly InformationReturn Deemed = new(
        new(
            2025,
            new(2025, 9, 30),
            "EX401K",
            "P1",
            "A",
            17156.93m,
            17156.93m,
            0m,
            0m,
            "L1",
            null,
            "26 CFR 1.72(p)-1 A-10"
        ),
        Payer,
        new("EX401K", "P1", "O'Neil-Düring, Máire K.", new("12 Elm St Apt 4", "Decatur", "IL", "62521"), "900123456"),
        "LOANA00000000001"
    );

    public static readonly InformationReturn RothOffset = new(
        new(2025, new(2025, 11, 14), "EX401K", "P2", "B", 5000m, 300m, 60m, 4700m, "BM", 2019, "26 USC 402(c)(3)(C)"),
        Payer,
        new("EX401K", "P2", "Jane Roe", new("7 Oak Ave", "Tulsa", "OK", "741031234"), ""),
        "LOANB00000000002"
    );

    public static InformationReturn With(this InformationReturn sample, Func<Form1099RData, Form1099RData> change) =>
        sample with
        {
            Form = change(sample.Form),
        };

    public static InformationReturn WithPerson(this InformationReturn sample, Func<Person, Person> change) =>
        sample with
        {
            Recipient = change(sample.Recipient!),
        };
}
