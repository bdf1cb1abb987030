using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ZStackVCenter.Vim.Generator;

/// <summary>Turns the declarations that carry a Vim attribute into models.</summary>
internal static class ModelReader
{
    private const string Attributes = "ZStackVCenter.Vim.Xml.";

    public const string TypeAttribute = Attributes + "VimTypeAttribute";
    public const string EnumAttribute = Attributes + "VimEnumAttribute";
    public const string MethodAttribute = Attributes + "VimMethodAttribute";

    private const string NameAttribute = Attributes + "VimNameAttribute";

    public static TypeModel ReadType(INamedTypeSymbol type)
    {
        var ancestors = ImmutableArray.CreateBuilder<string>();
        var inherited = new List<MemberModel>();
        for (var b = type.BaseType; b is not null && Find(b, TypeAttribute) is not null; b = b.BaseType)
        {
            ancestors.Add(FullName(b));
            inherited.InsertRange(0, Members(b));
        }

        return new TypeModel(
            type.ContainingNamespace.ToDisplayString(),
            type.Name,
            Text(Find(type, TypeAttribute)) ?? type.Name,
            ancestors.Count == 0 ? null : ancestors[0],
            new(ancestors.ToImmutable()),
            new(inherited.ToImmutableArray()),
            new(Members(type).ToImmutableArray()));
    }

    public static EnumModel ReadEnum(INamedTypeSymbol type) => new(
        type.ContainingNamespace.ToDisplayString(),
        type.Name,
        Text(Find(type, EnumAttribute)) ?? type.Name,
        new(type.GetMembers().OfType<IFieldSymbol>()
            .Where(f => f.HasConstantValue && Convert.ToInt64(f.ConstantValue, CultureInfo.InvariantCulture) != 0)
            .Select(f => new EnumValueModel(f.Name, Text(Find(f, NameAttribute)) ?? Camel(f.Name)))
            .ToImmutableArray()));

    public static MethodModel ReadMethod(IMethodSymbol method)
    {
        var attribute = Find(method, MethodAttribute);
        var repeatable = attribute!.NamedArguments.Any(a => a.Key == "Repeatable" && a.Value.Value is true);
        var parameters = method.Parameters;
        var arguments = parameters.Skip(2).Where(p => p.Type.Name != "CancellationToken")
            .Select(p => new MemberModel(Escape(p.Name), p.Name, Value(p.Type)));
        var result = ((INamedTypeSymbol)method.ReturnType).TypeArguments;
        var signature = string.Join(", ", parameters.Select((p, i) =>
            (i == 0 ? "this " : "") + p.Type.ToDisplayString(Display) + " " + Escape(p.Name)));
        return new MethodModel(
            method.ContainingNamespace.ToDisplayString(),
            method.ContainingType.Name,
            method.Name,
            Text(attribute) ?? method.Name,
            repeatable,
            $"public static partial {method.ReturnType.ToDisplayString(Display)} {method.Name}({signature})",
            Escape(parameters[0].Name),
            Escape(parameters[1].Name),
            Escape(parameters[parameters.Length - 1].Name),
            new(arguments.ToImmutableArray()),
            result.Length == 0 ? null : Value(result[0]));
    }

    /// <summary>True when a type is a record that is marked as a vim25 data object.</summary>
    public static bool IsVimType(ITypeSymbol type) => Find(type, TypeAttribute) is not null;

    /// <summary>True when the generator can read and write a value of the type.</summary>
    public static bool IsKnown(ITypeSymbol type) => type switch
    {
        INamedTypeSymbol { Name: "IReadOnlyList", TypeArguments: { Length: 1 } items } => IsKnown(items[0]),
        INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } wrapped => IsKnown(wrapped.TypeArguments[0]),
        _ => Kind(type) switch
        {
            ValueKind.Object => IsVimType(type),
            ValueKind.Enum => Find(type, EnumAttribute) is not null,
            _ => true,
        },
    };

    /// <summary>True when a method has the shape of a vim25 method.</summary>
    public static bool IsMethod(IMethodSymbol method) =>
        method is { IsStatic: true, IsPartialDefinition: true, ReturnType: INamedTypeSymbol { Name: "Task" }, Parameters.Length: >= 3 }
        && method.Parameters[0].Type.Name == "VimClient"
        && method.Parameters[1].Type.Name == "ManagedObjectReference"
        && method.Parameters[method.Parameters.Length - 1].Type.Name == "CancellationToken";

    private static readonly SymbolDisplayFormat Display = SymbolDisplayFormat.FullyQualifiedFormat
        .AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    private static IEnumerable<MemberModel> Members(INamedTypeSymbol type) => type.GetMembers()
        .OfType<IPropertySymbol>()
        .Where(p => p.DeclaredAccessibility == Accessibility.Public && !p.IsStatic && p.SetMethod is { IsInitOnly: true, DeclaredAccessibility: Accessibility.Public })
        .Select(p => new MemberModel(p.Name, Text(Find(p, NameAttribute)) ?? Camel(p.Name), Value(p.Type)));

    private static ValueModel Value(ITypeSymbol type)
    {
        var nullable = type.NullableAnnotation == NullableAnnotation.Annotated;
        if (type is INamedTypeSymbol { Name: "IReadOnlyList", TypeArguments: { Length: 1 } items })
        {
            var item = Value(items[0]);
            return item with { IsList = true, IsNullable = nullable };
        }

        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } wrapped)
        {
            return Value(wrapped.TypeArguments[0]) with { IsNullable = true };
        }

        var name = type.WithNullableAnnotation(NullableAnnotation.NotAnnotated).ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
        return new ValueModel(Kind(type), name, false, nullable);
    }

    private static ValueKind Kind(ITypeSymbol type) => type.SpecialType switch
    {
        SpecialType.System_String => ValueKind.String,
        SpecialType.System_Boolean => ValueKind.Boolean,
        SpecialType.System_SByte => ValueKind.SByte,
        SpecialType.System_Int16 => ValueKind.Int16,
        SpecialType.System_Int32 => ValueKind.Int32,
        SpecialType.System_Int64 => ValueKind.Int64,
        SpecialType.System_Single => ValueKind.Single,
        SpecialType.System_Double => ValueKind.Double,
        SpecialType.System_DateTime => ValueKind.DateTime,
        SpecialType.System_Object => ValueKind.Any,
        _ when type.TypeKind == TypeKind.Enum => ValueKind.Enum,
        _ when type is IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_Byte } => ValueKind.Bytes,
        _ when type.Name == "ManagedObjectReference" => ValueKind.Reference,
        _ => ValueKind.Object,
    };

    private static AttributeData? Find(ISymbol symbol, string attribute) =>
        symbol.GetAttributes().FirstOrDefault(a => a.AttributeClass?.ToDisplayString() == attribute);

    private static string? Text(AttributeData? attribute) =>
        attribute is { ConstructorArguments: { Length: 1 } a } ? a[0].Value as string : null;

    private static string FullName(INamedTypeSymbol type) => "global::" + type.ContainingNamespace.ToDisplayString() + "." + type.Name;

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name.Substring(1);

    private static string Escape(string name) => SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? name : "@" + name;
}
