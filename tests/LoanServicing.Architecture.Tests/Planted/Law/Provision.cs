using LoanServicing.Architecture.Tests.Planted.Records;

namespace LoanServicing.Architecture.Tests.Planted.Law;

internal static class Provision
{
    public static bool Allows(Note note) => note.Amount > 0m;
}
