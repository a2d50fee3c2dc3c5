using System.Text.Json;
using LoanServicing.SampleBooks.Ledger;

namespace LoanServicing.SampleBooks.Book;

/// <summary>book.jsonl: the loans as they stand when the year begins, with their history.</summary>
internal static class OpeningBook
{
    public static void Write(
        string directory,
        IReadOnlyList<SampleParticipant> participants,
        HashSet<string> introducedPlans
    )
    {
        using var file = new FactFile(directory, "book", introducedPlans);
        foreach (var participant in participants.Where(p => p.Loans.Count > 0))
        {
            file.Account(participant);
            foreach (var loan in participant.Loans.OrderBy(loan => loan.Terms.MadeOn))
                file.Originated(participant, loan);
            foreach (var loan in participant.Loans.Where(loan => loan.PaidBefore > 0))
                PaidBefore(file, participant, loan);
            if (participant.SeveredOn is { } severedOn)
                file.Fact("severed", severedOn, participant);
        }

        foreach (
            var plan in participants.Select(p => p.Plan).Distinct().OrderBy(plan => plan.Id, StringComparer.Ordinal)
        )
            Payer(file, plan);
        Transmitter(file);
    }

    private static void PaidBefore(FactFile file, SampleParticipant participant, SampleLoan loan) =>
        file.Fact(
            "paid",
            loan.Terms.FirstDue,
            participant,
            json =>
            {
                json.WriteString("loan", loan.Number);
                json.WriteString("amount", "scheduled");
                json.WriteNumber("count", loan.PaidBefore);
                json.WriteString("every", loan.Terms.Frequency.Word());
            }
        );

    private static void Payer(FactFile file, SamplePlan plan) =>
        file.Line(
            "payer",
            json =>
            {
                json.WriteString("plan", plan.Id);
                json.WriteString("name", plan.EmployerName);
                json.WriteString("ein", plan.Ein);
                FactLines.Address(json, "100 MAIN ST", plan.IsSummed ? Town.All[1] : Town.All[0]);
                json.WriteString("phone", plan.IsSummed ? "3125550142" : "6125550117");
            }
        );

    private static void Transmitter(FactFile file) =>
        file.Line(
            "transmitter",
            json =>
            {
                json.WriteString("tcc", "22A47");
                json.WriteString("name", "SAMPLE RECORDKEEPING LLC");
                json.WriteString("taxpayerNumber", "420000031");
                FactLines.Address(json, "200 COURT AVE", Town.All[3]);
                json.WriteStartObject("contact");
                json.WriteString("name", "DANA EXAMPLE");
                json.WriteString("phone", "5155550163");
                json.WriteString("email", "forms@example.com");
                json.WriteEndObject();
            }
        );
}
