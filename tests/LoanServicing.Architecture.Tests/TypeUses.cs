using System.Reflection;
using System.Reflection.Emit;

namespace LoanServicing.Architecture.Tests;

/// <summary>
/// Where types use other types: fields, properties, parameters, returns, locals, what their methods call, and whose
/// fields they read or set.
/// </summary>
internal static class TypeUses
{
    private const BindingFlags Declared =
        BindingFlags.Public
        | BindingFlags.NonPublic
        | BindingFlags.Static
        | BindingFlags.Instance
        | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<short, OpCode> OpCodesByValue = typeof(OpCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => code.Value);

    /// <summary>Each use of a type that the predicate names, as "Type.Member: how".</summary>
    public static IEnumerable<string> Of(IEnumerable<Type> types, Func<Type, bool> named) =>
        types
            .SelectMany(Members)
            .Where(use => Contains(use.Used, named))
            .Select(use => $"{use.Place}: {use.How} {use.Used.Name}")
            .Distinct();

    /// <summary>Every use of a type, as text of the same form; one of a list of loans is one of both.</summary>
    public static IEnumerable<(string Text, Type Type)> All(IEnumerable<Type> types) =>
        types
            .SelectMany(Members)
            .SelectMany(use => Parts(use.Used).Select(part => ($"{use.Place}: {use.How} {part.Name}", part)))
            .Distinct();

    /// <summary>
    /// Static fields that can be set after the type's initialization; the compiler's own caches are left out.
    /// </summary>
    public static IEnumerable<string> MutableStatics(IEnumerable<Type> types) =>
        types
            .Where(type => !IsCompilerGenerated(type))
            .SelectMany(type => type.GetFields(Declared))
            .Where(field => field is { IsStatic: true, IsInitOnly: false, IsLiteral: false })
            .Select(field => $"{field.DeclaringType!.Name}.{field.Name}");

    /// <summary>How many methods with a body there are to look into.</summary>
    public static int Bodies(IEnumerable<Type> types) =>
        types.SelectMany(Methods).Count(method => method.GetMethodBody() is not null);

    private static bool IsCompilerGenerated(Type? type) =>
        type is not null
        && (
            type.IsDefined(typeof(System.Runtime.CompilerServices.CompilerGeneratedAttribute), false)
            || IsCompilerGenerated(type.DeclaringType)
        );

    private static IEnumerable<MethodBase> Methods(Type type) =>
        type.GetMethods(Declared).Cast<MethodBase>().Concat(type.GetConstructors(Declared));

    private static IEnumerable<(string Place, string How, Type Used)> Members(Type type)
    {
        foreach (var field in type.GetFields(Declared))
            yield return ($"{type.Name}.{field.Name}", "field", field.FieldType);
        foreach (var method in Methods(type))
        {
            var place = $"{type.Name}.{method.Name}";
            foreach (var used in Signature(method))
                yield return (place, "signature", used);
            foreach (var local in method.GetMethodBody()?.LocalVariables ?? [])
                yield return (place, "local", local.LocalType);
            foreach (var called in Called(method))
            {
                if (called.DeclaringType is { } declaring)
                    yield return (place, $"calls {called.Name} of", declaring);
                foreach (var used in Signature(called))
                    yield return (place, $"calls {called.Name} with", used);
            }

            foreach (var field in Fields(method))
            {
                if (field.DeclaringType is { } declaring && declaring != type)
                    yield return (place, $"uses {field.Name} of", declaring);
            }
        }
    }

    private static IEnumerable<Type> Signature(MethodBase method) =>
        method
            .GetParameters()
            .Select(parameter => parameter.ParameterType)
            .Concat(method is MethodInfo { ReturnType: var returns } ? [returns] : []);

    private static IEnumerable<Type> Parts(Type type) =>
        (type.HasElementType ? [type.GetElementType()!] : type.GetGenericArguments()).SelectMany(Parts).Prepend(type);

    private static bool Contains(Type type, Func<Type, bool> named) =>
        named(type)
        || (type.HasElementType && Contains(type.GetElementType()!, named))
        || (type.IsGenericType && type.GetGenericArguments().Any(argument => Contains(argument, named)));

    private static IEnumerable<MethodBase> Called(MethodBase method) =>
        Tokens(method, OperandType.InlineMethod)
            .Select(token => method.Module.ResolveMethod(token, OfType(method), OfMethod(method))!);

    private static IEnumerable<FieldInfo> Fields(MethodBase method) =>
        Tokens(method, OperandType.InlineField)
            .Select(token => method.Module.ResolveField(token, OfType(method), OfMethod(method))!);

    // The operands of one kind in a method's body.
    private static IEnumerable<int> Tokens(MethodBase method, OperandType kind)
    {
        var code = method.GetMethodBody()?.GetILAsByteArray() ?? [];
        for (var at = 0; at < code.Length; )
        {
            var value = (short)code[at++];
            if (value == 0xFE)
                value = unchecked((short)(0xFE00 | code[at++]));
            var operation = OpCodesByValue[value];
            if (operation.OperandType == kind)
                yield return BitConverter.ToInt32(code, at);
            at += operation.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(code, at)),
                _ => 4,
            };
        }
    }

    private static Type[]? OfType(MethodBase method) =>
        method.DeclaringType!.IsGenericType ? method.DeclaringType.GetGenericArguments() : null;

    private static Type[]? OfMethod(MethodBase method) => method.IsGenericMethod ? method.GetGenericArguments() : null;
}
