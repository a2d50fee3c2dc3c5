namespace LoanServicing.Payroll.Layouts;

/// <summary>
/// A layout file that cannot be used, or a name that no layout has; the message says where, what was found and what was
/// expected.
/// </summary>
public sealed class LayoutRefusedException(string message) : Exception(message)
{
    internal static LayoutRefusedException At(string source, string path, string found, string expected) =>
        new($"{source}, {path}: found {found}, expected {expected}");
}
