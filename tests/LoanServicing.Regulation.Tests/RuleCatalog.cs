using System.Reflection;
using LoanServicing.Domain.Regulation;

namespace LoanServicing.Regulation.Tests;

/// <summary>Every rule and every citation of an assembly, found by reflection.</summary>
internal static class RuleCatalog
{
    private const BindingFlags Static =
        BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    /// <summary>Static fields and properties of type <see cref="Rule{TFacts,TAnswer}"/>, with their names.</summary>
    public static IReadOnlyList<(string Name, object Rule)> Rules(IEnumerable<Type> types) =>
        [
            .. types
                .Where(type => !type.ContainsGenericParameters)
                .SelectMany(type =>
                    type.GetFields(Static)
                        .Where(field => IsRule(field.FieldType))
                        .Select(field => ($"{type.Name}.{field.Name}", field.GetValue(null)!))
                ),
        ];

    /// <summary>
    /// Constants named Cites…, and what the clauses of every rule cite, with the places that they stand in.
    /// </summary>
    public static IReadOnlyList<(string Citation, string Place)> Citations(IReadOnlyCollection<Type> types) =>
        [
            .. types
                .SelectMany(type => type.GetFields(Static))
                .Where(field => field.IsLiteral && field.FieldType == typeof(string) && field.Name.StartsWith("Cites"))
                .Select(field => ((string)field.GetRawConstantValue()!, $"{field.DeclaringType!.Name}.{field.Name}")),
            .. Rules(types).SelectMany(pair => Clauses(pair.Rule).Select(cites => (cites, pair.Name))),
        ];

    public static IEnumerable<string> Clauses(object rule) =>
        ((System.Collections.IEnumerable)rule.GetType().GetProperty(nameof(Rule<,>.Clauses))!.GetValue(rule)!)
            .Cast<object>()
            .Select(clause => (string)clause.GetType().GetProperty(nameof(Clause<,>.Cites))!.GetValue(clause)!);

    private static bool IsRule(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Rule<,>);
}
