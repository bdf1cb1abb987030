using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;
using ZStackVCenter.Testing;

namespace ZStackVCenter.Vim.Tests;

/// <summary>What the room's README shows is what the room has: its code compiles, and the types and methods that it adds stand there so.</summary>
public sealed partial class ReadmeTests
{
    // What a reader of the README has of their own.
    private const string Reader = """
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using System.Threading;
        using System.Threading.Tasks;
        using ZStackVCenter.Vim;
        using ZStackVCenter.Vim.Events;
        using ZStackVCenter.Vim.Methods;
        using ZStackVCenter.Vim.PropertyCollection;
        using ZStackVCenter.Vim.Sessions;
        using ZStackVCenter.Vim.Tasks;
        using ZStackVCenter.Vim.Transport;
        using ZStackVCenter.Vim.Types;

        internal static class Reader
        {
            private static Task<string> AskAsync(CancellationToken token) => Task.FromResult("");
            private static void Use(ManagedObjectReference machine, string property, PropertyValue value) { }

            public static async Task RunAsync(string user, ManagedObjectReference vm, IProgress<TaskInfo> progress, CancellationToken cancel)
            {
        $code$
            }
        }
        """;

    private static readonly string Text = File.ReadAllText(Repository.PathOf("src", "ZStackVCenter.Vim", "README.md"));

    [Fact]
    public void Its_first_program_compiles()
    {
        var tree = CSharpSyntaxTree.ParseText(Reader.Replace("$code$", Blocks().First(), StringComparison.Ordinal), new CSharpParseOptions(LanguageVersion.Latest));
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Where(File.Exists).Select(f => MetadataReference.CreateFromFile(f));
        var wrong = CSharpCompilation.Create("Reader", [tree], references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable))
            .GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error);
        Assert.Empty(wrong);
    }

    [Fact]
    public void The_type_and_the_method_that_it_adds_stand_in_the_room_as_it_shows_them()
    {
        var sources = Directory.EnumerateFiles(Repository.PathOf("src", "ZStackVCenter.Vim"), "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText).Select(Code).ToList();
        var declarations = Blocks().Skip(1).Select(Code).ToList();
        Assert.Equal(2, declarations.Count);
        Assert.All(declarations, declaration => Assert.Contains(sources, source => source.Contains(declaration, StringComparison.Ordinal)));
    }

    private static IEnumerable<string> Blocks() => Fences().Matches(Text).Select(m => m.Groups["code"].Value);

    // Without comments and the layout of the lines.
    private static string Code(string source) => Spaces().Replace(Comments().Replace(source, ""), " ").Trim().TrimEnd('}').TrimEnd();

    [GeneratedRegex(@"^```csharp\r?\n(?<code>.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Fences();

    [GeneratedRegex(@"^\s*///?.*$", RegexOptions.Multiline)]
    private static partial Regex Comments();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
