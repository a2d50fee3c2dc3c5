using System.Net.Sockets;
using Npgsql;

namespace LoanServicing.Host.CommandLine;

/// <summary>What a failure at the database means to whoever started a command.</summary>
internal sealed record DatabaseFailure(int Exit, string Sentence)
{
    /// <summary>Null where the failure is of another kind, or says itself what it is.</summary>
    public static DatabaseFailure? Of(Exception failure) =>
        Innermost(failure) switch
        {
            PostgresException { SqlState: PostgresErrorCodes.LockNotAvailable } => new(
                ExitCode.Failed,
                "somebody else has been recording for longer than this waits for, and nothing was done; run it again when they are done"
            ),
            PostgresException
            {
                SqlState: PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure
            } => new(ExitCode.Failed, "somebody else recorded at the same moment, and nothing was done; run it again"),
            PostgresException { SqlState: PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown } =>
                Lost,
            PostgresException => null,
            NpgsqlException { InnerException: SocketException } unreachable => new(
                ExitCode.EnvironmentMissing,
                $"no database answers: {unreachable.Message}"
            ),
            NpgsqlException { InnerException: IOException } => Lost,
            _ => null,
        };

    private static DatabaseFailure Lost { get; } =
        new(ExitCode.Failed, "the connection to the database was lost, and nothing was done; run it again");

    // Marten says what it was doing, and the driver inside it what went wrong.
    private static Exception Innermost(Exception failure)
    {
        for (var inner = failure; inner is not null; inner = inner.InnerException)
        {
            if (inner is NpgsqlException)
                return inner;
        }

        return failure;
    }
}
