using Microsoft.CodeAnalysis;

namespace ZStackVCenter.Vim.Generator;

/// <summary>
/// Writes the reader and the writer of every record marked <c>[VimType]</c>, the names of every enumeration marked
/// <c>[VimEnum]</c>, and the body of every partial method marked <c>[VimMethod]</c>.
/// </summary>
/// <remarks>
/// The members of a type are its public init-only properties in the order they are written, which is the schema's; a base
/// type's members come first. Nothing is looked up by reflection when the code runs.
/// </remarks>
[Generator]
public sealed class VimGenerator : IIncrementalGenerator
{
    /// <summary>Registers the three outputs with the compiler.</summary>
    /// <param name="context">The compiler's registration context.</param>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var types = Read(context, ModelReader.TypeAttribute, (INamedTypeSymbol type) =>
            Reading<TypeModel>.Of(Diagnostics.OfType(type), () => ModelReader.ReadType(type)));
        var enums = Read(context, ModelReader.EnumAttribute, (INamedTypeSymbol type) =>
            Reading<EnumModel>.Of(Diagnostics.OfEnum(type), () => ModelReader.ReadEnum(type)));
        var methods = Read(context, ModelReader.MethodAttribute, (IMethodSymbol method) =>
            Reading<MethodModel>.Of(Diagnostics.OfMethod(method), () => ModelReader.ReadMethod(method)));

        context.RegisterSourceOutput(types, (output, type) =>
            output.AddSource($"Types.{type.Name}.g.cs", TypeWriter.Write(type)));
        context.RegisterSourceOutput(types.Collect(), (output, all) =>
            output.AddSource("Types.Polymorphism.g.cs", FamilyWriter.Write(all)));
        context.RegisterSourceOutput(enums, (output, one) =>
            output.AddSource($"Enums.{one.Name}.g.cs", EnumWriter.Write(one)));
        context.RegisterSourceOutput(methods.Collect(), (output, all) =>
        {
            foreach (var group in all.GroupBy(m => m.Class))
            {
                output.AddSource($"Methods.{group.Key}.g.cs", MethodWriter.Write([.. group]));
            }
        });
        context.RegisterSourceOutput(types.Collect(), (output, all) =>
            output.AddSource("Types.Any.g.cs", AnyWriter.Write(all)));
    }

    private static IncrementalValuesProvider<TModel> Read<TSymbol, TModel>(
        IncrementalGeneratorInitializationContext context, string attribute, Func<TSymbol, Reading<TModel>> read)
        where TSymbol : ISymbol
        where TModel : class
    {
        var readings = context.SyntaxProvider.ForAttributeWithMetadataName(attribute, (_, _) => true, (c, _) => read((TSymbol)c.TargetSymbol));
        context.RegisterSourceOutput(readings.Where(r => !r.Wrong.IsEmpty), (output, reading) =>
        {
            foreach (var wrong in reading.Wrong)
            {
                output.ReportDiagnostic(wrong);
            }
        });
        return readings.Where(r => r.Model is not null).Select((r, _) => r.Model!);
    }
}
