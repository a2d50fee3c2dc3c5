using System.Text.Json.Nodes;
using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Participants;
using LoanServicing.Domain.Plans;
using LoanServicing.Store.EventLog;

namespace LoanServicing.Store.Tests.EventLog;

/// <summary>Stored names and versions: what the log holds is read by every later version of the program.</summary>
public class EventTypeMapTests
{
    private static readonly Type[] Events =
    [
        .. new[] { typeof(LoanEvent), typeof(ParticipantEvent), typeof(PlanEvent) }.SelectMany(family =>
            family.Assembly.GetTypes().Where(type => type.IsSubclassOf(family) && !type.IsAbstract)
        ),
    ];

    // A test's own event, as its third version has it: the first had the amount in cents, the second no reason.
    private static readonly EventTypeMap Changed = new(
        StoredType.Of<FeeCharged>(
            "fee_charged",
            members =>
                With(
                    members,
                    "Amount",
                    JsonValue.Create(members["Cents"]!.GetValue<decimal>() / 100m),
                    without: "Cents"
                ),
            members => With(members, "Reason", JsonValue.Create("not stated"))
        ),
        StoredType.Of<FeeWaived>("fee_waived")
    );

    [Fact]
    public void Every_event_has_one_name_and_every_name_one_event()
    {
        Problems(EventTypes.Map, Events).ShouldBeEmpty();
        EventTypes
            .Of(new PaidInFull(default, "", new(Message: "m")))
            .ShouldSatisfyAllConditions(
                stored => stored.CurrentName.ShouldBe("paid_in_full"),
                stored => stored.DotnetType.ShouldBe("LoanServicing.Domain.Loans.PaidInFull, LoanServicing.Domain")
            );
        EventTypes.Named("installment_paid").ShouldBe((EventTypes.Map.Of(typeof(InstallmentPaid)), 1));
        Should.Throw<InvalidDataException>(() => EventTypes.Named("nonsense")).Message.ShouldContain("'nonsense'");
    }

    [Fact]
    public void A_wrong_map_is_found()
    {
        var wrong = new EventTypeMap([
            .. EventTypes.All.Where(stored => stored.Type != typeof(Missed) && stored.Type != typeof(Died)),
            StoredType.Of<FeeCharged>("missed"),
            StoredType.Of<Died>("has_died"),
        ]);
        Problems(wrong, Events)
            .ShouldBe(
                ["Missed has no name", "FeeCharged is no event", "died is stored as has_died"],
                ignoreOrder: true
            );

        Should
            .Throw<ArgumentException>(() =>
                new EventTypeMap(StoredType.Of<FeeCharged>("fee"), StoredType.Of<FeeWaived>("fee"))
            )
            .Message.ShouldStartWith("'fee' is the name of FeeCharged and FeeWaived");
        Should
            .Throw<ArgumentException>(() =>
                new EventTypeMap(StoredType.Of<FeeCharged>("fee"), StoredType.Of<FeeCharged>("charge"))
            )
            .Message.ShouldStartWith("FeeCharged is stored as 'fee' and 'charge'");
        Should
            .Throw<ArgumentException>(() => new EventTypeMap(StoredType.Of<FeeCharged>("FeeCharged")))
            .Message.ShouldContain("no name in snake case");
        Should
            .Throw<ArgumentException>(() => new EventTypeMap(StoredType.Of<FeeCharged>("fee_v2")))
            .Message.ShouldContain("without a version");
    }

    [Fact]
    public void Each_version_has_a_name_of_its_own_and_new_events_the_latest()
    {
        var fee = Changed.Of(typeof(FeeCharged));
        (fee.Version, fee.CurrentName).ShouldBe((3, "fee_charged_v3"));
        fee.Names.ShouldBe(["fee_charged", "fee_charged_v2", "fee_charged_v3"]);
        Changed.Named("fee_charged_v2").ShouldBe((fee, 2));
        Changed.Of(typeof(FeeWaived)).CurrentName.ShouldBe("fee_waived");
        Should
            .Throw<InvalidDataException>(() => Changed.Named("fee_charged_v4"))
            .Message.ShouldContain("'fee_charged_v4'");
        Should.Throw<InvalidDataException>(() => Changed.Named("fee_charged_v1"));
    }

    [Theory]
    [InlineData("fee_charged", """{"On": "2025-01-31", "Cents": 1250}""", "12.5", "not stated")]
    [InlineData("fee_charged_v2", """{"On": "2025-01-31", "Amount": 12.50}""", "12.50", "not stated")]
    [InlineData("fee_charged_v3", """{"On": "2025-01-31", "Amount": 12.50, "Reason": "late"}""", "12.50", "late")]
    public void An_earlier_version_is_read_as_the_present_one(string name, string data, string amount, string reason)
    {
        var read = (FeeCharged)EventJson.Read(Changed, name, data);
        read.ShouldBe(new(new(2025, 1, 31), 12.5m, reason));
        read.Amount.ToString(System.Globalization.CultureInfo.InvariantCulture).ShouldBe(amount);
    }

    [Theory]
    [InlineData("fee_charged", """{"On": "2025-01-31", "Cents": 1250, "Extra": 1}""")]
    [InlineData("fee_charged_v3", """{"On": "2025-01-31", "Amount": 12.50, "Reason": "late", "Cents": 1}""")]
    public void What_no_version_knows_is_not_passed_over(string name, string data) =>
        Should.Throw<System.Text.Json.JsonException>(() => EventJson.Read(Changed, name, data));

    // The stored names are the snake case of the classes as they are called today; a class that is renamed gets an
    // entry here, beside its old name.
    private static IEnumerable<string> Problems(EventTypeMap map, IReadOnlyCollection<Type> events)
    {
        foreach (var missing in events.Except(map.All.Select(stored => stored.Type)))
            yield return $"{missing.Name} has no name";
        foreach (var stored in map.All.Where(stored => !events.Contains(stored.Type)))
            yield return $"{stored.Type.Name} is no event";
        foreach (
            var stored in map.All.Where(stored =>
                events.Contains(stored.Type) && stored.Name != SnakeCase(stored.Type.Name)
            )
        )
            yield return $"{SnakeCase(stored.Type.Name)} is stored as {stored.Name}";
    }

    private static string SnakeCase(string name) =>
        string.Concat(
            name.Select((c, i) => char.IsUpper(c) ? (i == 0 ? "" : "_") + char.ToLowerInvariant(c) : c.ToString())
        );

    private static JsonObject With(JsonObject members, string name, JsonNode value, string? without = null)
    {
        members[name] = value;
        if (without is not null)
            members.Remove(without);
        return members;
    }

    private sealed record FeeCharged(DateOnly On, decimal Amount, string Reason);

    private sealed record FeeWaived(DateOnly On);
}
