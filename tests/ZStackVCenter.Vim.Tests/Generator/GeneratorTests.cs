using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;
using ZStackVCenter.Vim.Generator;

namespace ZStackVCenter.Vim.Tests.Generator;

/// <summary>Adding a type is writing one record: what is written for it, and what is said when the record is wrong.</summary>
public sealed class GeneratorTests
{
    // What the declarations lean on, as the room has it.
    private const string Room = """
        using System;
        using System.Collections.Generic;
        using System.Threading;
        using System.Threading.Tasks;
        using ZStackVCenter.Vim;
        using ZStackVCenter.Vim.Types;
        using ZStackVCenter.Vim.Xml;
        namespace ZStackVCenter.Vim { public class VimClient; }
        namespace ZStackVCenter.Vim.Xml
        {
            public class VimTypeAttribute(string? name = null) : Attribute;
            public class VimEnumAttribute(string? name = null) : Attribute;
            public class VimNameAttribute(string name) : Attribute;
            public class VimMethodAttribute(string? name = null) : Attribute { public bool Repeatable { get; set; } }
        }
        namespace ZStackVCenter.Vim.Types
        {
            public record ManagedObjectReference(string Type, string Value);
            [VimType] public partial record DynamicData;
        }

        """;

    [Fact]
    public void One_record_gets_its_reader_its_writer_and_its_place_among_its_bases()
    {
        var (sources, wrong) = Run("""
            namespace Probe
            {
                [VimType] public partial record Animal : DynamicData { public string Name { get; init; } = ""; }
                [VimType("Hound")] public sealed partial record Dog : Animal { public int? Legs { get; init; } [VimName("VNI")] public IReadOnlyList<long> Ids { get; init; } = []; }
            }
            """);
        Assert.Empty(wrong);
        var dog = sources["Types.Dog.g.cs"];
        Assert.Contains("const string WireName = \"Hound\"", dog, StringComparison.Ordinal);
        Assert.Contains("case \"name\": this.Name = reader.ReadString();", dog, StringComparison.Ordinal);
        Assert.Contains("case \"VNI\": (_VNI ??= []).Add(reader.ReadInt64());", dog, StringComparison.Ordinal);
        Assert.Contains("default: reader.Skip();", dog, StringComparison.Ordinal);
        Assert.True(dog.IndexOf("base.WriteMembers(writer)", StringComparison.Ordinal) < dog.IndexOf("writer.WriteInt32(\"legs\"", StringComparison.Ordinal));
        Assert.Contains("case \"Hound\": return new global::Probe.Dog(reader);", sources["Types.Polymorphism.g.cs"], StringComparison.Ordinal);
        Assert.Contains("case \"Hound\": return global::Probe.Dog.ReadArray(reader);", sources["Types.Any.g.cs"], StringComparison.Ordinal);
    }

    [Fact]
    public void One_signature_gets_its_body()
    {
        var (sources, wrong) = Run("""
            namespace Probe
            {
                public static partial class Methods
                {
                    [VimMethod(Repeatable = true)] public static partial Task<bool> Bark(this VimClient client, ManagedObjectReference dog, string @event, CancellationToken cancellationToken);
                }
            }
            """);
        Assert.Empty(wrong);
        var body = sources["Methods.Methods.g.cs"];
        Assert.Contains("VimCall(\"Bark\", dog, true, ", body, StringComparison.Ordinal);
        Assert.Contains("writer.WriteString(\"event\", ", body, StringComparison.Ordinal);
    }

    [Fact]
    public void An_enumeration_gets_its_names_and_an_unknown_one_is_zero()
    {
        var (sources, wrong) = Run("namespace Probe { [VimEnum] public enum Mood { Unknown, Good, [VimName(\"very-bad\")] VeryBad } }");
        Assert.Empty(wrong);
        var names = sources["Enums.Mood.g.cs"];
        Assert.Contains("\"good\" => global::Probe.Mood.Good", names, StringComparison.Ordinal);
        Assert.Contains("\"very-bad\" => global::Probe.Mood.VeryBad", names, StringComparison.Ordinal);
        Assert.Contains("_ => default", names, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("VIM001", "[VimType] public record Cat : DynamicData;")]
    [InlineData("VIM002", "[VimType] public partial record Cat;")]
    [InlineData("VIM003", "[VimType] public partial record Cat : DynamicData { public int Legs { get; set; } }")]
    [InlineData("VIM004", "[VimType] public partial record Cat : DynamicData { public decimal Price { get; init; } }")]
    [InlineData("VIM004", "[VimType] public partial record Cat : DynamicData { public List<string> Names { get; init; } = []; }")]
    [InlineData("VIM004", "[VimType] public partial record Cat : DynamicData { public Version? Of { get; init; } }")]
    [InlineData("VIM005", "[VimEnum] public enum Mood { Good, Bad }")]
    [InlineData("VIM006", "public static partial class M { [VimMethod] public static partial Task Purr(this VimClient client, string cat); }")]
    [InlineData("VIM004", "public static partial class M { [VimMethod] public static partial Task Purr(this VimClient client, ManagedObjectReference cat, Uri at, CancellationToken stop); }")]
    public void A_wrong_declaration_is_said_to_be_wrong_where_it_stands(string id, string declaration)
    {
        var (sources, wrong) = Run($"namespace Probe {{ {declaration} }}");
        var one = Assert.Single(wrong);
        Assert.Equal(id, one.Id);
        Assert.Equal(DiagnosticSeverity.Error, one.Severity);
        Assert.True(one.Location.IsInSource);
        Assert.DoesNotContain(sources.Keys, k => k.Contains("Cat", StringComparison.Ordinal) || k.Contains("Mood", StringComparison.Ordinal) || k.Contains("Methods", StringComparison.Ordinal));
    }

    private static (IReadOnlyDictionary<string, string> Sources, IReadOnlyList<Diagnostic> Wrong) Run(string code)
    {
        var references = AppDomain.CurrentDomain.GetAssemblies().Where(a => !a.IsDynamic && a.Location.Length > 0 && a.GetName().Name!.StartsWith("System", StringComparison.Ordinal))
            .Select(a => MetadataReference.CreateFromFile(a.Location));
        var tree = CSharpSyntaxTree.ParseText(Room + code, new CSharpParseOptions(LanguageVersion.Preview));
        var compilation = CSharpCompilation.Create("Probe", [tree], references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        var result = CSharpGeneratorDriver.Create([new VimGenerator().AsSourceGenerator()], parseOptions: (CSharpParseOptions)tree.Options)
            .RunGenerators(compilation).GetRunResult();
        return (result.GeneratedTrees.ToDictionary(t => Path.GetFileName(t.FilePath), t => t.ToString()), result.Diagnostics);
    }
}
