using LoanServicing.Architecture.Tests.Planted;
using LoanServicing.Architecture.Tests.Planted.Folder;
using LoanServicing.Host;
using LoanServicing.Host.CommandLine;
using LoanServicing.Operations;

namespace LoanServicing.Architecture.Tests;

/// <summary>
/// The use cases know no terminal, no HTTP and no queue; the commands that call them do not know each other, and only
/// the program knows all of them.
/// </summary>
public class CommandTests(ITestOutputHelper output)
{
    private const string CommandLine = "LoanServicing.Host.CommandLine";
    private const string Demonstration = "LoanServicing.Host.Demonstration";
    private const string Http = "LoanServicing.Host.Http";

    // Whatever uses one of these has a door in it.
    private static readonly string[] Doors =
    [
        "System.CommandLine",
        "Spectre",
        "Microsoft.AspNetCore",
        "Wolverine",
        "RabbitMQ",
    ];

    private static readonly Type[] Host = typeof(LoansProgram).Assembly.GetTypes();

    [Fact]
    public void Operations_knows_no_door() => DoorsOf(typeof(RefusedException)).ShouldBeEmpty();

    [Fact]
    public void Commands_do_not_know_each_other()
    {
        var commands = Host.Select(type => CommandOf(type, CommandLine)).OfType<string>().Distinct().ToList();
        output.WriteLine($"{commands.Count} commands, or folders of them: {string.Join(", ", commands)}");
        commands.Count.ShouldBeGreaterThan(10);
        Acquaintances(Host.Where(type => NamespaceOf(type) is not (null or "LoanServicing.Host")), CommandLine)
            .ShouldBeEmpty();
    }

    [Fact]
    public void Http_does_not_know_the_command_line()
    {
        var http = Host.Where(type => NamespaceOf(type) == Http).ToList();
        http.Count.ShouldBeGreaterThan(0);
        TypeUses.Of(http, IsOfCommandLine).ShouldBeEmpty();
    }

    [Fact]
    public void The_checks_can_fail()
    {
        foreach (var door in (string[])["System.CommandLine", "Spectre.Console", "Microsoft.AspNetCore"])
            DoorsOf(typeof(LoansProgram)).ShouldContain(used => used.StartsWith(door));
        TypeUses.Of(Host, IsOfCommandLine).ShouldContain(use => use.StartsWith("LoansProgram.Commands: "));

        const string planted = "LoanServicing.Architecture.Tests.Planted";
        CommandOf(typeof(FirstCommand), planted).ShouldBe("FirstCommand");
        CommandOf(typeof(Figure), planted).ShouldBe("Folder");
        CommandOf(typeof(Beside), planted).ShouldBeNull();
        Acquaintances([typeof(FirstCommand), typeof(SecondCommand), typeof(Beside), typeof(Figure)], planted)
            .ShouldBe(
                [
                    "SecondCommand.Run: uses Option of FirstCommand",
                    "SecondCommand.Run: calls Of of Figure",
                    "Beside.Run: calls Run of FirstCommand",
                ],
                ignoreOrder: true
            );
    }

    private static IEnumerable<string> DoorsOf(Type type) =>
        type
            .Assembly.GetReferencedAssemblies()
            .Select(used => used.Name!)
            .Where(name => Doors.Any(door => name.StartsWith(door)));

    private static IEnumerable<string> Acquaintances(IEnumerable<Type> types, string commandLine) =>
        types
            .GroupBy(type => CommandOf(type, commandLine) ?? "")
            .SelectMany(command =>
                TypeUses.Of(command, used => CommandOf(used, commandLine) is { } other && other != command.Key)
            );

    // What a type belongs to: a command, or a folder of one; null for what all commands may use.
    private static string? CommandOf(Type type, string commandLine)
    {
        var (name, of) = (NamespaceOf(type), Outermost(type).Name);
        if (name == commandLine)
            return of.EndsWith("Command") ? of : null;
        return name == Demonstration || name?.StartsWith($"{commandLine}.") == true
            ? name[(name.LastIndexOf('.') + 1)..]
            : null;
    }

    private static bool IsOfCommandLine(Type type) => NamespaceOf(type)?.StartsWith(CommandLine) == true;

    private static string? NamespaceOf(Type type) => Outermost(type).Namespace;

    private static Type Outermost(Type type) => type.DeclaringType is { } outer ? Outermost(outer) : type;
}
