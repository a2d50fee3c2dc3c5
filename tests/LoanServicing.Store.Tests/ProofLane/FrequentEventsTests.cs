using System.Text;
using System.Text.Json;
using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Participants;
using LoanServicing.Store.EventLog;
using LoanServicing.Store.ProofLane;
using LoanServicing.Store.Tests.EventLog;

namespace LoanServicing.Store.Tests.ProofLane;

public class FrequentEventsTests
{
    private const int Seeds = 40;

    [Fact]
    public void An_event_of_any_type_is_read_from_bytes_as_from_text()
    {
        for (var seed = 0; seed < Seeds; seed++)
        {
            foreach (var e in new SampleEvents(seed).All())
            {
                var text = EventJson.Write(e);
                var type = EventTypes.Of(e);
                EventJson
                    .Write(
                        EventJson.Read(
                            EventTypes.Named(Encoding.UTF8.GetBytes(type.Name)),
                            Encoding.UTF8.GetBytes(text)
                        )
                    )
                    .ShouldBe(text);
                EventJson.Write(EventJson.Read(type.Name, text)).ShouldBe(text);
            }
        }
    }

    [Theory]
    [InlineData(typeof(InstallmentPaid))]
    [InlineData(typeof(Missed))]
    [InlineData(typeof(Originated))]
    [InlineData(typeof(ParticipantEnrolled))]
    [InlineData(typeof(AccountValued))]
    public void The_events_that_a_log_holds_most_of_are_read_without_the_general_reader(Type type) =>
        Enumerable
            .Range(0, Seeds * 5)
            .SelectMany(seed => new SampleEvents(seed).All())
            .Where(e => e.GetType() == type)
            .ShouldContain(e => FrequentEvents.TryRead(type, Encoding.UTF8.GetBytes(EventJson.Write(e))) != null);

    [Fact]
    public void What_the_general_reader_refuses_is_refused_and_what_it_takes_is_taken()
    {
        var (taken, refused) = (0, 0);
        for (var seed = 0; seed < Seeds / 4; seed++)
        {
            foreach (var e in new SampleEvents(seed).All())
            {
                var type = EventTypes.Of(e);
                foreach (var text in Spoiled(EventJson.Write(e)))
                {
                    var expected = Outcome(() => EventJson.Read(type.Name, text));
                    Outcome(() => EventJson.Read((type, type.Version), Encoding.UTF8.GetBytes(text)))
                        .ShouldBe(expected, text);
                    _ = expected == "refused" ? refused++ : taken++;
                }
            }
        }

        taken.ShouldBeGreaterThan(1_000);
        refused.ShouldBeGreaterThan(1_000);
    }

    [Fact]
    public void A_type_that_no_version_knew_is_named() =>
        Should.Throw<InvalidDataException>(() => EventTypes.Named("nonsense"u8)).Message.ShouldContain("'nonsense'");

    // Each member in turn with another value in another form, under another name, and away; and the whole with
    // something before or after it.
    private static IEnumerable<string> Spoiled(string text)
    {
        string[] values =
        [
            "null",
            "1",
            "-1",
            "1.50",
            "1e2",
            "99999999999999999999999999999999",
            "\"2025-02-29\"",
            "\"2025-02-28\"",
            "\"2025-2-28\"",
            "\"20250228\"",
            "\"\\u0032025-02-28\"",
            "\"x\"",
            "true",
            "{}",
            "[]",
            "{\"Line\": 1}",
        ];
        using var document = JsonDocument.Parse(text);
        foreach (var member in document.RootElement.EnumerateObject())
        {
            foreach (var value in values)
                yield return Join(
                    document,
                    other => other.Name == member.Name ? $"\"{other.Name}\": {value}" : other.ToString()
                );
            yield return Join(document, other => other.Name == member.Name ? null : other.ToString());
            yield return Join(
                document,
                other =>
                    other.Name == member.Name
                        ? $"\"{other.Name.ToLowerInvariant()}\": {other.Value.GetRawText()}"
                        : other.ToString()
            );
            yield return Join(document, other => other.Name == member.Name ? $"{other}, {other}" : other.ToString());
        }

        yield return $"{text[..^1]}, \"Extra\": 1}}";
        yield return $"{text} ";
        yield return $"{text}x";
        yield return text[..^1];
        yield return "null";
        yield return "{}";
        yield return "[]";
    }

    private static string Join(JsonDocument document, Func<JsonProperty, string?> member) =>
        $"{{{string.Join(", ", document.RootElement.EnumerateObject().Select(member).Where(written => written is not null))}}}";

    private static string Outcome(Func<object> read)
    {
        try
        {
            return EventJson.Write(read());
        }
        catch (Exception refused)
            when (refused is JsonException or InvalidDataException or ArgumentException or InvalidOperationException)
        {
            return "refused";
        }
    }
}
