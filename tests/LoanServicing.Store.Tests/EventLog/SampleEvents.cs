using System.Reflection;
using LoanServicing.Domain.Calendar;
using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Regulation.Section72p;
using LoanServicing.Store.EventLog;

namespace LoanServicing.Store.Tests.EventLog;

/// <summary>
/// Made-up events of every stored type, the same for the same seed: each member that may be missing is there in some
/// and missing in others.
/// </summary>
internal sealed class SampleEvents(int seed)
{
    private static readonly NullabilityInfoContext Nullability = new();

    private readonly Random random = new(seed);

    /// <summary>One event of each type.</summary>
    public IEnumerable<object> All() =>
        EventTypes.All.OrderBy(type => type.Name, StringComparer.Ordinal).Select(type => Make(type.Type));

    private object Make(Type type)
    {
        var constructor = type.GetConstructors().MaxBy(candidate => candidate.GetParameters().Length)!;
        return constructor.Invoke([.. constructor.GetParameters().Select(Value)]);
    }

    private object? Value(ParameterInfo parameter)
    {
        var isOptional =
            Nullable.GetUnderlyingType(parameter.ParameterType) is not null
            || (
                !parameter.ParameterType.IsValueType
                && Nullability.Create(parameter).WriteState == NullabilityState.Nullable
            );
        return isOptional && random.Next(2) == 0
            ? null
            : Of(Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType);
    }

    private object Of(Type type)
    {
        if (type == typeof(CurePeriodRule))
            return new CurePeriodRule.Months(random.Next(1, 4));
        // Its due days and its frequency have to fit each other.
        if (type == typeof(Stretch))
            return new Stretch(random.Next(3), Frequency.Monthly, new(2025, 1, 31), 0, null, 12, 86.07m, null, 1_000m);
        if (type.IsEnum)
            return Enum.GetValues(type).GetValue(random.Next(Enum.GetValues(type).Length))!;
        if (type.IsGenericType)
        {
            var items = Array.CreateInstance(type.GetGenericArguments()[0], random.Next(1, 3));
            for (var index = 0; index < items.Length; index++)
                items.SetValue(Of(type.GetGenericArguments()[0]), index);
            return items;
        }

        return type switch
        {
            _ when type == typeof(DateOnly) => new DateOnly(1980, 1, 1).AddDays(random.Next(20_000)),
            _ when type == typeof(decimal) => new decimal(random.Next(), 0, 0, false, (byte)random.Next(5)),
            _ when type == typeof(int) => random.Next(1, 400),
            _ when type == typeof(long) => (long)random.Next(1, 400),
            _ when type == typeof(bool) => random.Next(2) == 0,
            _ when type == typeof(Guid) => new Guid([.. Enumerable.Range(0, 16).Select(_ => (byte)random.Next(256))]),
            _ when type == typeof(string) => random.Next(4) == 0
                ? "Zoë \"Q\" \\ \u2028\t"
                : $"text {random.Next(1_000)}",
            _ => Make(type),
        };
    }
}
