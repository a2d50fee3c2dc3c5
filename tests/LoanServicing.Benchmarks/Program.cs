using BenchmarkDotNet.Running;
using LoanServicing.Benchmarks;

// One argument names the benchmark; see the README's table.
switch (args)
{
    case ["decide", ..]:
        BenchmarkRunner.Run<DecideAndEvolve>();
        return 0;
    case ["ingest", .. var rest]:
        return await IngestAgainstRaw.RunAsync(Number(rest, 0, 100_000), Number(rest, 1, 5));
    case ["replay", .. var rest]:
        return await ReplayRate.RunAsync(Number(rest, 0, 100_000), Number(rest, 1, 3));
    case ["import", .. var rest]:
        return await ImportRate.RunAsync(Number(rest, 0, 3));
    case ["payment", .. var rest]:
        return await PaymentRate.RunAsync(Number(rest, 0, 2_000), Number(rest, 1, 3));
    case ["queue", .. var rest]:
        return await QueueRate.RunAsync(Number(rest, 0, 2_000));
    case ["start", .. { Length: > 0 } programs]:
        return await StartTime.RunAsync(programs);
    case ["marten", var login, var plan, var participant, var loan]:
        return await MartenAlone.ShowAsync(login, plan, participant, loan);
    case ["evaluate", .. var folders]:
        EvaluateRate.Measure(
            folders.Length > 0
                ? folders
                :
                [
                    "tests/LoanServicing.Regulation.Tests/Scenarios",
                    "tests/LoanServicing.Regulation.Tests/SourcedScenarios",
                ]
        );
        return 0;
    default:
        await Console.Error.WriteLineAsync(
            "decide | evaluate [FOLDER...] | ingest [LINES [RUNS]] | replay [LOANS [RUNS]] | import [RUNS] | "
                + "payment [PAYMENTS [RUNS]] | queue [PAYMENTS] | start LOANS-PROGRAM..."
        );
        return 2;
}

static int Number(string[] rest, int at, int otherwise) => at < rest.Length ? int.Parse(rest[at]) : otherwise;
