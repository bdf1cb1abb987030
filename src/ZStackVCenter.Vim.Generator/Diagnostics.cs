using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ZStackVCenter.Vim.Generator;

/// <summary>Says what is wrong with a declaration that carries a Vim attribute, where the code written for it would only say it obscurely.</summary>
internal static class Diagnostics
{
    public static readonly DiagnosticDescriptor NotPartial = Rule("VIM001", "'{0}' must be partial, so that its reader and writer can be added");

    public static readonly DiagnosticDescriptor NotDynamicData = Rule("VIM002", "'{0}' must derive from DynamicData or from a record that is marked with [VimType]");

    public static readonly DiagnosticDescriptor NotInit = Rule("VIM003", "'{0}' must have a public init accessor: it would be left out of the XML without a word");

    public static readonly DiagnosticDescriptor NoSuchKind = Rule("VIM004", "'{0}' has the type {1}, which stands for nothing in the vSphere API; a list is an IReadOnlyList");

    public static readonly DiagnosticDescriptor NoUnknown = Rule("VIM005", "The enumeration '{0}' needs a value zero, Unknown, for the names of releases to come");

    public static readonly DiagnosticDescriptor NotAMethod = Rule("VIM006", "'{0}' must be a static partial method with the client, the object, the arguments and a CancellationToken, that returns a Task");

    public static IEnumerable<Diagnostic> OfType(INamedTypeSymbol type)
    {
        if (!IsPartial(type))
        {
            yield return At(NotPartial, type, type.Name);
        }

        if (type.Name != "DynamicData" && (type.BaseType is not { } b || !ModelReader.IsVimType(b)))
        {
            yield return At(NotDynamicData, type, type.Name);
        }

        foreach (var property in type.GetMembers().OfType<IPropertySymbol>().Where(p => p is { DeclaredAccessibility: Accessibility.Public, IsStatic: false, IsImplicitlyDeclared: false }))
        {
            if (property.SetMethod is { IsInitOnly: false })
            {
                yield return At(NotInit, property, property.Name);
            }
            else if (property.SetMethod is { DeclaredAccessibility: Accessibility.Public } && !ModelReader.IsKnown(property.Type))
            {
                yield return At(NoSuchKind, property, property.Name, property.Type.ToDisplayString());
            }
        }
    }

    public static IEnumerable<Diagnostic> OfEnum(INamedTypeSymbol type)
    {
        if (!type.GetMembers().OfType<IFieldSymbol>().Any(f => f is { Name: "Unknown", HasConstantValue: true, ConstantValue: 0 }))
        {
            yield return At(NoUnknown, type, type.Name);
        }
    }

    public static IEnumerable<Diagnostic> OfMethod(IMethodSymbol method)
    {
        if (!ModelReader.IsMethod(method))
        {
            yield return At(NotAMethod, method, method.Name);
            yield break;
        }

        foreach (var parameter in method.Parameters.Skip(2).Take(method.Parameters.Length - 3).Where(p => !ModelReader.IsKnown(p.Type)))
        {
            yield return At(NoSuchKind, parameter, parameter.Name, parameter.Type.ToDisplayString());
        }
    }

    private static bool IsPartial(INamedTypeSymbol type) => type.DeclaringSyntaxReferences
        .Any(r => r.GetSyntax() is TypeDeclarationSyntax t && t.Modifiers.Any(SyntaxKind.PartialKeyword));

    private static DiagnosticDescriptor Rule(string id, string message) =>
        new(id, "A Vim declaration is wrong", message, "Vim", DiagnosticSeverity.Error, isEnabledByDefault: true);

    private static Diagnostic At(DiagnosticDescriptor rule, ISymbol symbol, params object[] arguments) =>
        Diagnostic.Create(rule, symbol.Locations.FirstOrDefault(), arguments);
}

/// <summary>What was read of a declaration: a model to write code from, or what is wrong with it.</summary>
internal sealed record Reading<T>(T? Model, ImmutableArray<Diagnostic> Wrong)
    where T : class
{
    public static Reading<T> Of(IEnumerable<Diagnostic> wrong, Func<T> read)
    {
        var found = wrong.ToImmutableArray();
        return new Reading<T>(found.IsEmpty ? read() : null, found);
    }

    // Equal where the code to write is equal, so that an edit elsewhere writes nothing anew.
    public bool Equals(Reading<T>? other) => other is not null && Wrong.IsEmpty && other.Wrong.IsEmpty && EqualityComparer<T?>.Default.Equals(Model, other.Model);

    public override int GetHashCode() => Model?.GetHashCode() ?? 0;
}
