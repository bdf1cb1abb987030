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
        var types = context.SyntaxProvider.ForAttributeWithMetadataName(
            ModelReader.TypeAttribute, (_, _) => true, (c, _) => ModelReader.ReadType((INamedTypeSymbol)c.TargetSymbol));
        var enums = context.SyntaxProvider.ForAttributeWithMetadataName(
            ModelReader.EnumAttribute, (_, _) => true, (c, _) => ModelReader.ReadEnum((INamedTypeSymbol)c.TargetSymbol));
        var methods = context.SyntaxProvider.ForAttributeWithMetadataName(
            ModelReader.MethodAttribute, (_, _) => true, (c, _) => ModelReader.ReadMethod((IMethodSymbol)c.TargetSymbol));

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
}
