using JasperFx.CodeGeneration;
using JasperFx.CodeGeneration.Model;

namespace LoanServicing.Host.Messaging;

/// <summary>What Wolverine generates around our handlers: written ahead, so that no start compiles anything.</summary>
internal static class HandlerCode
{
    /// <summary>
    /// Before the services are built that <see cref="Write"/> is given: none of the code that is there already is
    /// looked for.
    /// </summary>
    public static void Prepare() => DynamicCodeBuilder.WithinCodegenCommand = true;

    /// <param name="services">Of a server that is not started.</param>
    public static void Write(IServiceProvider services, Action<string> written)
    {
        var builder = new DynamicCodeBuilder(services, [.. services.GetServices<ICodeFileCollection>()])
        {
            ServiceVariableSource = services.GetService<IServiceVariableSource>(),
        };
        builder.WriteGeneratedCode(written);
    }
}
