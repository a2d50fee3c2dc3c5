using System.CommandLine;
using LoanServicing.Host.Auditing;
using LoanServicing.Host.ClosingDays;
using LoanServicing.Host.Demonstration;
using LoanServicing.Host.Evaluating;
using LoanServicing.Host.Importing;
using LoanServicing.Host.Ingesting;
using LoanServicing.Host.Plans;
using LoanServicing.Host.Sealing;
using LoanServicing.Host.Serving;
using LoanServicing.Host.Showing;
using LoanServicing.Host.Suspense;
using LoanServicing.Host.Verifying;
using LoanServicing.Host.YearEnd;

namespace LoanServicing.Host.CommandLine;

/// <summary>The commands of the program, in the order in which help lists them.</summary>
internal static class Commands
{
    public static IEnumerable<Command> All(Terminal terminal) =>
    [
        DemoCommand.Build(terminal),
        GenerateCommand.Build(terminal),
        EvaluateCommand.Build(terminal),
        ImportCommand.Build(terminal),
        IngestCommand.Build(terminal),
        CloseDayCommand.Build(terminal),
        SuspenseCommand.Build(terminal),
        PlanCommand.Build(terminal),
        ShowCommand.Build(terminal),
        HistoryCommand.Build(terminal),
        AuditPackCommand.Build(terminal),
        VerifyCommand.Build(terminal),
        SealCommand.Build(terminal),
        RebuildCommand.Build(terminal),
        YearEndCommand.Build(terminal),
        ServeCommand.Build(terminal),
    ];
}
