namespace LoanServicing.Architecture.Tests.Planted.Records;

internal sealed record Note(decimal Amount)
{
    public bool IsAllowed => Law.Provision.Allows(this);
}
