using System.Collections;
using System.Reflection;
using LoanServicing.Domain.Calendar;
using LoanServicing.Domain.Regulation.Section72p;

namespace LoanServicing.Store.Tests.EventLog;

/// <summary>
/// Events with every member set, down to the last, made from their constructors: a member that is added to an event is
/// in here without anybody's doing. The same from run to run; no two values of a kind alike within an event.
/// </summary>
internal sealed class FilledEvents
{
    private static readonly SemimonthlyDays DueDays = new(7, 21);

    private int drawn;

    public static object Of(Type type) => new FilledEvents().Fill(type);

    private object Fill(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } underlying)
            return Fill(underlying);
        var n = ++drawn;
        if (type == typeof(string))
            return $"text {n}";
        if (type == typeof(decimal))
            return 1_000.10m + n;
        if (type == typeof(int))
            return 10 + n;
        if (type == typeof(long))
            return 100L + n;
        if (type == typeof(bool))
            return true;
        if (type == typeof(DateOnly))
            return new DateOnly(2000 + n, 7, DueDays.Later);
        if (type == typeof(Guid))
            return new Guid(n, 2, 3, [4, 5, 6, 7, 8, 9, 10, 11]);
        // What has to fit together: due days go with this frequency alone, and each due date is one of them.
        if (type == typeof(SemimonthlyDays))
            return DueDays;
        if (type == typeof(Frequency))
            return Frequency.Semimonthly;
        if (type.IsEnum)
            return Enum.GetValues(type).Cast<object>().Last();
        if (type == typeof(CurePeriodRule))
            return new CurePeriodRule.Days(20 + n);
        return type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>)
            ? List(type.GetGenericArguments()[0])
            : Construct(type);
    }

    private IList List(Type element)
    {
        var list = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(element))!;
        list.Add(Fill(element));
        list.Add(Fill(element));
        return list;
    }

    private object Construct(Type type)
    {
        var constructor =
            type.GetConstructors(BindingFlags.Public | BindingFlags.Instance)
                .MaxBy(candidate => candidate.GetParameters().Length)
            ?? throw new InvalidOperationException($"{type.Name} has no constructor to fill");
        return constructor.Invoke([.. constructor.GetParameters().Select(parameter => Fill(parameter.ParameterType))]);
    }
}
