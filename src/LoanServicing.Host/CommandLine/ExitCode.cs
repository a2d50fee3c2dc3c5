namespace LoanServicing.Host.CommandLine;

/// <summary>What a command's end means to whoever started it.</summary>
public static class ExitCode
{
    public const int Done = 0;

    /// <summary>Done, but something needs a person.</summary>
    public const int NeedsPerson = 1;

    /// <summary>The input or the call was refused and nothing was changed.</summary>
    public const int Refused = 2;

    /// <summary>The machine lacks something.</summary>
    public const int EnvironmentMissing = 3;

    /// <summary>Failed midway, nothing half done: run it again.</summary>
    public const int Failed = 4;

    public const int Interrupted = 130;
}
