using LoanServicing.Domain.Money;

namespace LoanServicing.Architecture.Tests;

/// <summary>
/// The domain is plain functions over decimal money: no floating point, no waiting, no I/O, no state of its own.
/// </summary>
public class DomainPurityTests(ITestOutputHelper output)
{
    private static readonly Type[] Domain = typeof(Cents).Assembly.GetTypes();

    [Fact]
    public void No_double_or_float_is_in_any_signature_field_local_or_call() =>
        TypeUses.Of(Domain, IsFloatingPoint).ShouldBeEmpty();

    [Fact]
    public void Nothing_is_asynchronous() => TypeUses.Of(Domain, IsAsynchronous).ShouldBeEmpty();

    [Fact]
    public void Nothing_reads_or_writes_files_networks_processes_or_databases() =>
        TypeUses.Of(Domain, IsInputOutput).ShouldBeEmpty();

    [Fact]
    public void No_static_field_can_be_set() => TypeUses.MutableStatics(Domain).ShouldBeEmpty();

    [Fact]
    public void The_domain_is_there_to_be_looked_at()
    {
        output.WriteLine($"{Domain.Length} types, {TypeUses.Bodies(Domain)} method bodies");
        TypeUses.Bodies(Domain).ShouldBeGreaterThan(500);
    }

    [Fact]
    public void The_checks_can_fail()
    {
        var planted = typeof(Planted)
            .GetNestedTypes(System.Reflection.BindingFlags.NonPublic)
            .Append(typeof(Planted))
            .ToArray();
        TypeUses
            .Of(planted, IsFloatingPoint)
            .ShouldBe(
                [
                    "Planted.<Share>k__BackingField: field Nullable`1",
                    "Planted.get_Share: signature Nullable`1",
                    "Planted.Rates: signature List`1",
                    "Planted.Rates: calls get_Count of List`1",
                    "Planted.Local: local Single",
                    "Planted.Local: calls op_Explicit with Single",
                    "Planted.Root: calls op_Explicit with Double",
                    "Planted.Root: calls Sqrt with Double",
                ],
                ignoreOrder: true
            );
        TypeUses.Of(planted, IsAsynchronous).ShouldContain("Planted.Waits: signature Task");
        TypeUses.Of(planted, IsInputOutput).ShouldContain("Planted.Reads: calls ReadAllText of File");
        TypeUses
            .MutableStatics(planted)
            .ShouldBe(["Planted.counter", "Planted.<Last>k__BackingField"], ignoreOrder: true);
    }

    private static bool IsFloatingPoint(Type type) =>
        type == typeof(double) || type == typeof(float) || type == typeof(Half);

    private static bool IsAsynchronous(Type type) =>
        type.Namespace is "System.Threading" or "System.Threading.Tasks" || type.Name.StartsWith("IAsync");

    private static bool IsInputOutput(Type type) =>
        type.Namespace is { } name
        && (
            name is "System.IO" or "System.Data" or "System.Diagnostics" or "System.Net"
            || name.StartsWith("System.Net.")
            || name.StartsWith("System.IO.")
            || name.StartsWith("System.Data.")
        )
        && type != typeof(System.Diagnostics.UnreachableException);

#pragma warning disable CA2211, CA1823, CS0414, IDE0051, IDE0052, RCS1213, CA1852, CA1812, MA0069 // One violation of each kind, for the checks to find.
    private sealed class Planted
    {
        private static int counter = 1;

        private static readonly int Fixed = 2;

        public static int Last { get; set; } = Fixed;

        public double? Share { get; }

        public static void Rates(List<double[]> rates) => counter += rates.Count;

        public static decimal Local(decimal amount)
        {
            // A loop, so that an optimizing compiler keeps the local.
            var narrow = (float)amount;
            while (narrow > 2)
                narrow -= 1;
            return narrow > 1 ? 1m : 0m;
        }

        public static decimal Root(decimal amount) => (decimal)Math.Sqrt((double)amount);

        public static Task Waits() => Task.CompletedTask;

        public static string Reads(string path) => File.ReadAllText(path);
    }
#pragma warning restore
}
