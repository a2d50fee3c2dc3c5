using FsCheck;
using FsCheck.Fluent;

namespace LoanServicing.Domain.Tests.Loans;

/// <summary>How often a property is tried: 300 times, or as often as the environment variable PROPERTY_TESTS says.</summary>
internal static class PropertyRuns
{
    public static readonly Config Config =
        Config.QuickThrowOnFailure.WithMaxTest(int.TryParse(Environment.GetEnvironmentVariable("PROPERTY_TESTS"), out var tests) ? tests : 300);
}
