namespace LoanServicing.Architecture.Tests.Planted.Folder;

internal static class Figure
{
    public static string Of() => "of one command";
}
