using System.Management.Automation;
using System.Management.Automation.Language;
using System.Text.RegularExpressions;
using ZStackVCenter.Tests.Surface;

namespace ZStackVCenter.Tests.Scripts;

/// <summary>Every script and every block of PowerShell in the documents is one that PowerShell reads, and names only what the module has.</summary>
public sealed partial class ScriptTests
{
    private static readonly string[] Common = [.. Cmdlet.CommonParameters, .. Cmdlet.OptionalCommonParameters];

    public static TheoryData<string> Scripts => [.. Files("*.ps1", "build.ps1", "docs/examples", "tests/Pester")];

    public static TheoryData<string> Documents => [.. Files("*.md", "README.md", "docs", "tests/README.md")];

    [Theory]
    [MemberData(nameof(Scripts))]
    public void A_script_can_be_read_and_names_only_what_there_is(string file) => Check(File.ReadAllText(Repository.PathOf(file)), file);

    [Theory]
    [MemberData(nameof(Documents))]
    public void A_document_s_PowerShell_can_be_read_and_names_only_what_there_is(string file)
    {
        var text = File.ReadAllText(Repository.PathOf(file));
        foreach (Match block in Blocks().Matches(text))
        {
            Check(block.Groups["code"].Value, $"{file}, line {text[..block.Index].Count(c => c == '\n') + 1}");
        }
        foreach (Match prompt in Prompts().Matches(text))
        {
            Check(prompt.Groups["code"].Value, $"{file}: {prompt.Value}");
        }
    }

    [Fact]
    public void The_documents_hold_PowerShell()
    {
        var texts = Files("*.md", "README.md", "docs").Select(file => File.ReadAllText(Repository.PathOf(file))).ToList();
        Assert.True(texts.Sum(t => Blocks().Count(t)) > 50);
        Assert.True(texts.Sum(t => Prompts().Count(t)) > 3);
    }

    private static void Check(string code, string where)
    {
        var tree = Parser.ParseInput(code, out _, out var errors);
        Assert.True(errors.Length == 0, $"{where}: {string.Join(" ", errors.Select(e => $"{e.Extent.Text}: {e.Message}"))}");
        foreach (var command in tree.FindAll(node => node is CommandAst, searchNestedScriptBlocks: true).Cast<CommandAst>())
        {
            if (command.GetCommandName() is { } name && OfTheModule().IsMatch(name))
            {
                var cmdlet = ModuleSurface.Cmdlets.SingleOrDefault(c => c.Name == name);
                Assert.True(cmdlet is not null, $"{where}: the module has no {name}.");
                foreach (var parameter in command.CommandElements.OfType<CommandParameterAst>())
                {
                    Assert.True(Has(cmdlet, parameter.ParameterName), $"{where}: {name} has no parameter -{parameter.ParameterName}.");
                }
            }
        }
    }

    private static bool Has(CmdletInfo cmdlet, string parameter) =>
        Common.Contains(parameter, StringComparer.OrdinalIgnoreCase)
        || cmdlet.Parameters.Values.Any(p => p.Aliases.Append(p.Name).Contains(parameter, StringComparer.OrdinalIgnoreCase));

    private static IEnumerable<string> Files(string pattern, params string[] places) => places.SelectMany<string, string>(place => File.Exists(Repository.PathOf(place))
        ? [place]
        : [.. Directory.EnumerateFiles(Repository.PathOf(place), pattern, SearchOption.AllDirectories).Select(f => Path.GetRelativePath(Repository.Root, f)).Order()]);

    [GeneratedRegex(@"^```(powershell|ps1)\r?\n(?<code>.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Blocks();

    [GeneratedRegex(@"^PS> (?<code>.+?)\r?$", RegexOptions.Multiline)]
    private static partial Regex Prompts();

    [GeneratedRegex(@"^[A-Za-z]+-Zs[A-Za-z]+$")]
    private static partial Regex OfTheModule();
}
