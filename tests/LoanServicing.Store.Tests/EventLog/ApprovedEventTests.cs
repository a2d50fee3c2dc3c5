using LoanServicing.Store.EventLog;
using Npgsql;

namespace LoanServicing.Store.Tests.EventLog;

/// <summary>
/// How each event is stored, in a file of its own: every member set, as jsonb prints it. A file is never edited. Where
/// one no longer fits, the event gets a further version (see <see cref="EventTypes"/>) and a file beside it; the old
/// one stays, and is read by the upcaster. A member that is left out where it says nothing needs no version: a file
/// with it (<c>name+1.json</c>) joins the old one, which reads as it did.
/// </summary>
public class ApprovedEventTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private static readonly string Folder = Path.Combine(
        RepositoryFolder.Root,
        "tests",
        "LoanServicing.Store.Tests",
        "EventLog",
        "Approved"
    );

    public static TheoryData<string> Current => [.. EventTypes.All.Select(stored => stored.CurrentName)];

    public static TheoryData<string> Approved =>
        [
            .. Directory
                .GetFiles(Folder, "*.json")
                .Select(file => Path.GetFileNameWithoutExtension(file))
                .Order(StringComparer.Ordinal),
        ];

    [Fact]
    public void There_is_a_file_for_each_version_of_each_event_and_no_other() =>
        Approved
            .Select(row => NameOf(row.Data))
            .Distinct()
            .ShouldBe(EventTypes.All.SelectMany(stored => stored.Names), ignoreOrder: true);

    [Theory]
    [MemberData(nameof(Current))]
    public async Task An_event_is_stored_as_approved(string name)
    {
        var e = FilledEvents.Of(EventTypes.Named(name).Type.Type);
        var text = EventJson.Write(e);
        text.ShouldBe(Read(Latest(name)), $"what is stored as {name} has changed");

        await using var connection = new NpgsqlConnection(database.Login);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand("select $1::jsonb::text", connection)
        {
            Parameters =
            {
                new() { Value = text, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text },
            },
        };
        (await command.ExecuteScalarAsync(TestContext.Current.CancellationToken)).ShouldBe(
            text,
            "jsonb prints it otherwise"
        );
    }

    [Theory]
    [MemberData(nameof(Approved))]
    public void An_approved_event_is_read_as_what_was_stored(string name)
    {
        var read = EventJson.Read(NameOf(name), Read(name));
        var (stored, version) = EventTypes.Named(NameOf(name));
        read.ShouldBeOfType(stored.Type);
        if (version < stored.Version)
            return;
        if (name == Latest(NameOf(name)))
            read.ShouldBeEquivalentTo(FilledEvents.Of(stored.Type));
        EventJson.Write(read).ShouldBe(Read(name));
    }

    [Fact]
    public void A_member_that_was_added_or_left_unset_would_show()
    {
        EventJson.Write(FilledEvents.Of(typeof(Before))).ShouldNotBe(EventJson.Write(FilledEvents.Of(typeof(After))));
        typeof(Domain.Loans.LedgerRestated)
            .GetProperties()
            .Where(property => property.GetValue(FilledEvents.Of(typeof(Domain.Loans.LedgerRestated))) is null)
            .ShouldBeEmpty();
    }

    private static string NameOf(string file) => file.Split('+')[0];

    private static string Latest(string name) =>
        Approved.Select(row => row.Data).Where(file => NameOf(file) == name).Max(StringComparer.Ordinal)!;

    private static string Read(string name) => File.ReadAllText(Path.Combine(Folder, $"{name}.json")).TrimEnd('\n');

    private sealed record Before(DateOnly On, decimal Amount);

    private sealed record After(DateOnly On, decimal Amount, bool? Hold = null);
}
