using FsCheck;
using FsCheck.Fluent;

namespace LoanServicing.Domain.Tests.Loans;

/// <summary>
/// How often a property is tried: 300 times, or as often as the environment variable PROPERTY_TESTS says.
/// </summary>
internal static class PropertyRuns
{
    /// <summary>So often where the environment says that this soak is run, from the seed that it says.</summary>
    public static Config Soak(string name, int tests) =>
        Environment.GetEnvironmentVariable("LOANS_SOAK") == name
            ? Config
                .QuickThrowOnFailure.WithMaxTest(tests)
                .WithReplay(
                    ulong.Parse(
                        Environment.GetEnvironmentVariable("LOANS_SEED")!,
                        System.Globalization.CultureInfo.InvariantCulture
                    ),
                    Gamma
                )
            : Config;

    // Of the generator's two numbers this one has to be odd, and is the same for every run.
    private const ulong Gamma = 11_400_714_819_323_198_485;

    public static readonly Config Config = Config.QuickThrowOnFailure.WithMaxTest(
        int.TryParse(Environment.GetEnvironmentVariable("PROPERTY_TESTS"), out var tests) ? tests : 300
    );
}
