using System.Text.Json;
using System.Text.Unicode;
using LoanServicing.Domain.Facts;
using LoanServicing.Domain.Participants;
using LoanServicing.Domain.PersonalData;
using LoanServicing.Store.Transactions;

namespace LoanServicing.Operations.RecordingFacts;

/// <summary>
/// One line of an imported file: a fact of the contract's vocabulary, or who a person, a payer or the transmitter is.
/// </summary>
/// <param name="Number">From 1.</param>
/// <param name="Content"><see cref="MessageContent"/> of the line: what the same id must come with a second
/// time.</param>
/// <param name="Plan">Null for the transmitter.</param>
/// <param name="PlanDescription">Where the line brings the plan whole.</param>
/// <param name="Participant">Null for what concerns a plan.</param>
public sealed record ImportLine(
    int Number,
    string Id,
    string Content,
    string? Plan,
    PlanDescription? PlanDescription,
    string? Participant,
    ParticipantDescription? ParticipantDescription,
    Fact? Fact,
    Person? Person,
    Payer? Payer,
    Transmitter? Transmitter
)
{
    /// <summary>Whether it says who somebody is, which no event does.</summary>
    public bool IsKeptBesideLog => Person is not null || Payer is not null || Transmitter is not null;
}

/// <summary>
/// Reads a line of JSON into an <see cref="ImportLine"/>; what does not fit is a <see cref="FactRefusedException"/>.
/// </summary>
internal static class ImportLineReader
{
    private const string PersonFact = "person";
    private const string PayerFact = "payer";
    private const string TransmitterFact = "transmitter";

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 16 };

    /// <param name="businessDate">The day that a plan is known from whose line has no day of its own.</param>
    public static ImportLine Read(int number, ReadOnlyMemory<byte> json, DateOnly businessDate)
    {
        using var document = Parse(
            number == 1 && json.Span.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? json[3..] : json
        );
        var members = new JsonMembers(document.RootElement, "$");
        var policyFrom =
            members.PeekText("on") is { } on && DateOnly.TryParseExact(on, "yyyy-MM-dd", out var day)
                ? day
                : businessDate;
        var id = members.Name("id");
        var fact = members.Text("fact");
        var line = fact switch
        {
            TransmitterFact => new(number, id, "", null, null, null, null, null, null, null, ReadTransmitter(members)),
            PersonFact or PayerFact => ReadPersonal(number, id, fact, members, policyFrom),
            _ when FactReader.Knows(fact) => ReadFact(number, id, fact, members, policyFrom),
            _ => throw new FactRefusedException(
                "$.fact",
                $"\"{fact}\"",
                $"one of {string.Join(", ", [.. FactReader.Names, PersonFact, PayerFact, TransmitterFact])}"
            ),
        };
        members.Done();
        return line with { Content = MessageContent.Of(JsonSerializer.SerializeToUtf8Bytes(document.RootElement)) };
    }

    private static JsonDocument Parse(ReadOnlyMemory<byte> json)
    {
        if (!Utf8.IsValid(json.Span))
            throw new FactRefusedException("$", "bytes that are no UTF-8", "one JSON object in UTF-8");
        try
        {
            return JsonDocument.Parse(json, Options);
        }
        catch (JsonException e)
        {
            throw new FactRefusedException("$", $"no JSON (byte {e.BytePositionInLine + 1})", "one JSON object");
        }
    }

    private static ImportLine ReadFact(int number, string id, string name, JsonMembers members, DateOnly policyFrom)
    {
        var (plan, description) = ReadPlan(members, policyFrom);
        // What happens to a plan's program concerns all its participants.
        var concernsPlan = name is "plan-amended";
        var (participant, person) = concernsPlan ? (null, null) : ReadParticipant(members);
        return new(
            number,
            id,
            "",
            plan,
            description,
            participant,
            person,
            FactReader.Read(name, members),
            null,
            null,
            null
        );
    }

    private static ImportLine ReadPersonal(int number, string id, string fact, JsonMembers members, DateOnly policyFrom)
    {
        var (plan, description) = ReadPlan(members, policyFrom);
        if (fact == PayerFact)
        {
            var payer = new Payer(
                plan,
                members.Text("name"),
                Digits(members, "ein", 9),
                ReadAddress(members),
                Digits(members, "phone", null)
            );
            return new(number, id, "", plan, description, null, null, null, null, payer, null);
        }

        var (participant, whole) = ReadParticipant(members);
        var person = new Person(
            plan,
            participant,
            members.Text("name"),
            ReadAddress(members),
            Digits(members, "taxpayerNumber", 9)
        );
        return new(number, id, "", plan, description, participant, whole, null, person, null, null);
    }

    private static (string Id, PlanDescription? Description) ReadPlan(JsonMembers members, DateOnly policyFrom)
    {
        if (members.Peek("plan") is not { ValueKind: JsonValueKind.Object })
            return (members.Name("plan"), null);
        var description = PlanReader.Read(policyFrom, members.Members("plan"), defaultCure: null);
        return (description.Id, description);
    }

    private static (string Id, ParticipantDescription? Description) ReadParticipant(JsonMembers members)
    {
        if (members.Peek("participant") is not { ValueKind: JsonValueKind.Object })
            return (members.Name("participant"), null);
        var description = FactReader.ReadParticipant(members.Members("participant"));
        return (description.Id, description);
    }

    private static Transmitter ReadTransmitter(JsonMembers members)
    {
        var contact = members.Members("contact");
        var person = new Contact(contact.Text("name"), Digits(contact, "phone", null), contact.Text("email"));
        contact.Done();
        return new(
            members.Text("tcc"),
            members.Text("name"),
            Digits(members, "taxpayerNumber", 9),
            ReadAddress(members),
            person
        );
    }

    private static PostalAddress ReadAddress(JsonMembers members)
    {
        var address = members.Members("address");
        var country = address.OptionalText("country");
        var read = country is null
            ? new PostalAddress(
                address.Text("street"),
                address.Text("city"),
                address.Text("state"),
                Digits(address, "zip", null)
            )
            : new PostalAddress(
                address.Text("street"),
                address.Text("city"),
                address.OptionalText("state") ?? "",
                address.OptionalText("zip") ?? "",
                country
            );
        address.Done();
        return read;
    }

    // The value itself stays out of the message: it is personal.
    private static string Digits(JsonMembers members, string name, int? length)
    {
        var text = members.Text(name);
        var digits = text.Length > 0 && text.All(char.IsAsciiDigit);
        return digits && (length is null || text.Length == length)
            ? text
            : throw new FactRefusedException(
                $"$.{name}",
                $"a text of {text.Length} characters{(digits ? "" : ", not all digits")}",
                length is null ? "digits" : $"{length} digits"
            );
    }
}
