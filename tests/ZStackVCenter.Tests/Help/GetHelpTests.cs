using System.Management.Automation;

namespace ZStackVCenter.Tests.Help;

/// <summary>What a user sees who asks PowerShell for help.</summary>
public sealed class GetHelpTests(GetHelpTests.Session session) : IClassFixture<GetHelpTests.Session>
{
    public static TheoryData<string> Names => [.. ModuleSurface.Cmdlets.Select(c => c.Name)];

    [Theory, MemberData(nameof(Names))]
    public void Get_Help_knows_a_cmdlet_with_synopsis_description_and_examples(string name)
    {
        var help = session.Shell.Run($"Get-Help {name} -Full").Succeed().Objects.Single();

        Assert.NotEmpty(Text(help, "Synopsis"));
        // Without a page PowerShell makes up a synopsis that is the syntax.
        Assert.DoesNotContain($"{name} [", Text(help, "Synopsis"), StringComparison.Ordinal);
        Assert.NotEmpty(Items(help, "description"));
        Assert.NotEmpty(Items(help, "alertSet", "alert"));
        Assert.InRange(Items(help, "examples", "example").Count, 2, int.MaxValue);
        Assert.All(Items(help, "examples", "example"), example => Assert.NotEmpty(Text(example, "code")));
    }

    [Theory, MemberData(nameof(Names))]
    public void Get_Help_describes_every_parameter(string name)
    {
        var help = session.Shell.Run($"Get-Help {name} -Full").Succeed().Objects.Single();
        var command = session.Shell.Run($"Get-Command {name}").Succeed().As<CmdletInfo>().Single();
        var described = Items(help, "parameters", "parameter");

        Assert.Equal(
            command.Parameters.Keys.Except(Cmdlet.CommonParameters).Order(StringComparer.Ordinal),
            described.Select(p => Text(p, "name")).Order(StringComparer.Ordinal));
        Assert.All(described, parameter => Assert.NotEmpty(Items(parameter, "description")));
    }

    [Fact]
    public void What_is_shown_is_whole()
    {
        var shown = session.Shell.Run("Get-Help Get-ZsVm -Full").Succeed().Display;
        Assert.All(
            ["SYNOPSIS", "SYNTAX", "DESCRIPTION", "PARAMETERS", "INPUTS", "OUTPUTS", "NOTES", "Lists virtual machines.", "[<CommonParameters>]", "Example 1: All"],
            part => Assert.Contains(part, shown, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_topic_of_the_repository_is_found_by_its_name()
    {
        foreach (var name in Directory.EnumerateFiles(Repository.PathOf("docs", "about"), "*.md").Select(f => Path.GetFileNameWithoutExtension(f)))
        {
            var text = Topic(name);
            Assert.StartsWith($"TOPIC\n    {name}\n", text, StringComparison.Ordinal);
            Assert.All(text.Split('\n'), line => Assert.InRange(line.Length, 0, 80));
        }
    }

    [Fact]
    public void About_ZsErrors_says_of_every_error_what_to_do()
    {
        var text = Topic("about_ZsErrors");
        Assert.All(typeof(ZsErrorId).GetFields(), id => Assert.Contains($"{id.GetRawConstantValue()}", text, StringComparison.Ordinal));
    }

    private string Topic(string name) => session.Shell.Run($"Get-Help {name}").Succeed().Objects.Single().BaseObject.ToString()!.ReplaceLineEndings("\n");

    private static string Text(PSObject from, string property) => from.Properties[property]?.Value?.ToString()?.Trim() ?? "";

    private static List<PSObject> Items(PSObject from, params string[] path)
    {
        object? value = from;
        foreach (var step in path)
        {
            value = value is null ? null : PSObject.AsPSObject(value).Properties[step]?.Value;
        }
        return value is null ? [] : [.. LanguagePrimitives.ConvertTo<object[]>(value).Select(PSObject.AsPSObject)];
    }

    /// <summary>A session with the module, connected to nothing.</summary>
    public sealed class Session : IDisposable
    {
        public PowerShellSession Shell { get; } = PowerShellSession.Create(new() { Module = Repository.ModuleManifest });

        public void Dispose() => Shell.Dispose();
    }
}
