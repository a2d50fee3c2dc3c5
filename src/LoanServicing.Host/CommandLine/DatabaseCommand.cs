using System.CommandLine;
using LoanServicing.Host.Messaging;
using LoanServicing.Store;
using LoanServicing.Store.PersonalData;
using LoanServicing.Store.Schema;

namespace LoanServicing.Host.CommandLine;

/// <summary><c>loans database status</c> and <c>loans database migrate</c></summary>
internal static class DatabaseCommand
{
    public static Command Build(Terminal terminal)
    {
        var command = new Command(
            "database",
            "How far the database's schema has come, and what brings it up to this version"
        );
        command.Subcommands.Add(
            CommandDoor.Of(
                "status",
                "The schema of the database and of this version, and the key that its personal data is under",
                terminal,
                StatusAsync
            )
        );
        command.Subcommands.Add(
            CommandDoor.Of(
                "migrate",
                "Makes all changes of the schema that are in waiting, as the owner of the tables",
                terminal,
                MigrateAsync
            )
        );
        return command;
    }

    private static async Task<int> StatusAsync(Invocation call, CancellationToken cancellation)
    {
        var database = await call.DatabaseAsItIsAsync(cancellation);
        await PrintAsync(call, database, cancellation);
        return ExitCode.Done;
    }

    private static async Task<int> MigrateAsync(Invocation call, CancellationToken cancellation)
    {
        var database = await call.MigratedDatabaseAsync(cancellation);
        await LoansServer.MakeMessageTablesAsync(database, await call.KeyAsync(cancellation), cancellation);
        await PrintAsync(call, database, cancellation);
        return ExitCode.Done;
    }

    private static async Task PrintAsync(Invocation call, LoansDatabase database, CancellationToken cancellation)
    {
        var version = await database.ReadVersionAsync(cancellation);
        var isCurrent = version?.IsCurrent == true;
        var hasMessages = await MessageTables.ExistAsync(database, cancellation);
        var key = isCurrent ? await KeyOfDatabase.FingerprintAsync(database, cancellation) : null;
        if (call.Json)
        {
            call.Terminal.WriteJson(
                new
                {
                    schema = version?.Number,
                    needed = Migrator.Latest,
                    isCurrent,
                    hasMessageTables = hasMessages,
                    personalDataKey = key,
                }
            );
            return;
        }

        var state = (version, isCurrent) switch
        {
            (null, _) => "none yet",
            (_, true) => "as this version needs it",
            _ => "run loans database migrate",
        };
        var output = call.Terminal.Out;
        await output.WriteLineAsync(
            $"schema             {version?.Number ?? 0} of {Migrator.Latest}, {MartenSchema.Name}: {state}"
        );
        await output.WriteLineAsync(
            $"message tables     {(hasMessages ? $"in schema {MessageTables.Schema}" : "none yet: serve makes them")}"
        );
        await output.WriteLineAsync($"personal-data key  {key ?? "none yet"}");
    }
}
