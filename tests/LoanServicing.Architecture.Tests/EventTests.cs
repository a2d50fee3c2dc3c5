using System.Reflection;
using System.Text.RegularExpressions;
using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Participants;
using LoanServicing.Domain.Plans;
using LoanServicing.Store.EventLog;

namespace LoanServicing.Architecture.Tests;

/// <summary>
/// Events are the storage format: each has a stored name, none can be derived from, none says who a person is.
/// </summary>
public partial class EventTests(ITestOutputHelper output)
{
    private static readonly Type[] Families = [typeof(LoanEvent), typeof(ParticipantEvent), typeof(PlanEvent)];

    private static readonly Type[] Events =
    [
        .. Families
            .SelectMany(family =>
                family.Assembly.GetTypes().Where(type => type.IsSubclassOf(family) && !type.IsAbstract)
            )
            .Distinct(),
    ];

    private static readonly string[] Personal =
    [
        "Name",
        "Surname",
        "Address",
        "Street",
        "City",
        "Zip",
        "Taxpayer",
        "Tin",
        "Ssn",
        "Social",
        "Phone",
        "Email",
    ];

    // Members whose name looks personal and is not, each with its reason.
    private static readonly Dictionary<string, string> NotPersonal = new()
    {
        ["RemittanceReceived.FileName"] = "the name of a file",
    };

    [Fact]
    public void Every_event_has_a_stored_name_and_every_stored_name_an_event()
    {
        output.WriteLine($"{Events.Length} events");
        Events.Length.ShouldBeGreaterThan(15);
        EventTypes.All.Select(stored => stored.Type).ShouldBe(Events, ignoreOrder: true);
        EventTypes.All.Select(stored => stored.Name).ShouldBeUnique();
    }

    [Fact]
    public void Events_are_sealed() => Unsealed(Events).ShouldBeEmpty();

    [Fact]
    public void No_event_says_who_a_person_is() =>
        Events.SelectMany(e => PersonalMembers(e)).Where(member => !NotPersonal.ContainsKey(member)).ShouldBeEmpty();

    [Fact]
    public void Nothing_in_an_event_can_be_set_after_it_was_made() =>
        Events
            .SelectMany(e => e.GetProperties())
            .Where(property =>
                property.SetMethod is { } set
                && !set
                    .ReturnParameter.GetRequiredCustomModifiers()
                    .Contains(typeof(System.Runtime.CompilerServices.IsExternalInit))
            )
            .ShouldBeEmpty();

    [Fact]
    public void The_checks_can_fail()
    {
        Unsealed([typeof(Moved), typeof(Missed)]).ShouldBe(["Moved"]);
        PersonalMembers(typeof(Moved))
            .ShouldBe(["Moved.HomeAddress", "Kin.Surname", "Kin.TaxpayerNumber"], ignoreOrder: true);
        PersonalMembers(typeof(RemittanceReceived)).ShouldBe(NotPersonal.Keys);
    }

    private static IEnumerable<string> Unsealed(IEnumerable<Type> events) =>
        events.Where(e => !e.IsSealed).Select(e => e.Name);

    // Down into the records that an event is made of.
    private static IEnumerable<string> PersonalMembers(Type type, HashSet<Type>? seen = null)
    {
        seen ??= [];
        if (!seen.Add(type))
            yield break;
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            if (Words().Matches(property.Name).Any(word => Personal.Contains(word.Value)))
                yield return $"{type.Name}.{property.Name}";
            foreach (
                var inner in Parts(property.PropertyType)
                    .Where(part => part.Namespace?.StartsWith("LoanServicing") == true && !part.IsEnum)
                    .SelectMany(part => PersonalMembers(part, seen))
            )
                yield return inner;
        }
    }

    private static IEnumerable<Type> Parts(Type type) =>
        type.IsGenericType ? type.GetGenericArguments().SelectMany(Parts)
        : type.IsArray ? Parts(type.GetElementType()!)
        : [type];

    [GeneratedRegex("[A-Z][a-z0-9]*")]
    private static partial Regex Words();

#pragma warning disable CA1852 // It is here to be found: an event that is not sealed.
    private record Moved(DateOnly On, string HomeAddress, IReadOnlyList<Kin> Kin);
#pragma warning restore CA1852

    private sealed record Kin(string Surname, long? TaxpayerNumber, decimal Amount);
}
