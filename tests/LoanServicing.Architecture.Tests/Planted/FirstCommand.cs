namespace LoanServicing.Architecture.Tests.Planted;

#pragma warning disable CA1802, CA1823, CA2211, MA0069, S1118 // Violations for the checks of CommandTests to find.

internal static class FirstCommand
{
    public static readonly object Option = new();

    public static string Run() => "one";
}

internal static class SecondCommand
{
    public static string Run() => $"{FirstCommand.Option}{Folder.Figure.Of()}{Beside.Allowed()}";
}

internal static class Beside
{
    public static string Run() => FirstCommand.Run();

    public static string Allowed() => "all may use it";
}
