using System.Management.Automation;
using System.Reflection;

namespace ZStackVCenter.Tests.Surface;

/// <summary>What every command promises, held over all of them at once.</summary>
public sealed class CmdletTests
{
    private static readonly string[] MutatingVerbs =
    [
        "Add", "Backup", "Clear", "Connect", "Copy", "Disable", "Disconnect", "Dismount", "Enable", "Grant", "Import", "Mount", "Move", "New", "Open",
        "Remove", "Restart", "Restore", "Resume", "Revoke", "Set", "Start", "Stop", "Suspend", "Sync",
    ];

    private static readonly string[] HighImpact =
    [
        "Remove-ZsVm", "Remove-ZsVolume", "Remove-ZsImage", "Clear-ZsRecycleBin", "Remove-ZsNetwork", "Remove-ZsIpRange", "Remove-ZsRouter", "Remove-ZsVip",
        "Remove-ZsLoadBalancer", "Remove-ZsAccount", "Remove-ZsProject", "Restore-ZsStore",
    ];

    public static TheoryData<string> Names => [.. ModuleSurface.Cmdlets.Select(c => c.Name)];

    [Theory, MemberData(nameof(Names))]
    public void A_verb_is_one_that_PowerShell_approves(string name) =>
        Assert.Contains(Find(name).Verb, ApprovedVerbs());

    [Theory, MemberData(nameof(Names))]
    public void A_noun_is_singular_and_carries_the_prefix(string name)
    {
        var noun = Find(name).Noun;
        Assert.Matches("^Zs[A-Z][A-Za-z]*$", noun);
        Assert.False(noun.EndsWith('s') && !noun.EndsWith("ss", StringComparison.Ordinal) && !noun.EndsWith("Dns", StringComparison.Ordinal), $"{noun} is a plural.");
        Assert.DoesNotMatch("[A-Z]{3}", noun["Zs".Length..]);
    }

    [Theory, MemberData(nameof(Names))]
    public void A_class_is_named_after_its_command_and_sealed(string name)
    {
        var type = Find(name).ImplementingType;
        Assert.Equal($"{name.Replace("-", "", StringComparison.Ordinal)}Command", type.Name);
        Assert.Equal("ZStackVCenter.Commands", type.Namespace);
        Assert.True(type.IsSealed);
    }

    [Theory, MemberData(nameof(Names))]
    public void An_output_type_is_declared_and_is_one_of_ours(string name)
    {
        var types = Find(name).ImplementingType.GetCustomAttributes<OutputTypeAttribute>().SelectMany(o => o.Type).Select(t => t.Type).ToList();
        Assert.NotEmpty(types);
        Assert.All(types, t =>
        {
            Assert.False(t.IsArray, $"{t} is a list: the element's type is declared.");
            Assert.True(t == typeof(void) || t == typeof(bool) || t == typeof(FileInfo) || t.Assembly == typeof(ZsVm).Assembly, $"{t} is no type for users.");
        });
    }

    [Theory, MemberData(nameof(Names))]
    public void What_changes_something_can_be_asked_what_it_would_do(string name)
    {
        var cmdlet = Find(name);
        Assert.Equal(MutatingVerbs.Contains(cmdlet.Verb), ModuleSurface.Declaration(cmdlet).SupportsShouldProcess);
    }

    [Theory, MemberData(nameof(Names))]
    public void Only_what_loses_remote_data_for_good_asks_by_itself(string name) =>
        Assert.Equal(HighImpact.Contains(name), ModuleSurface.Declaration(Find(name)).ConfirmImpact == ConfirmImpact.High);

    [Theory, MemberData(nameof(Names))]
    public void Test_commands_say_true_or_false_unless_details_are_asked_for(string name)
    {
        var cmdlet = Find(name);
        if (cmdlet.Verb == "Test")
        {
            Assert.Contains(typeof(bool), cmdlet.OutputType.Select(t => t.Type));
            Assert.Contains("Detailed", cmdlet.Parameters.Keys);
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void What_returns_nothing_by_itself_can_pass_the_object_through(string name)
    {
        var cmdlet = Find(name);
        if (cmdlet.Verb is "Set" or "Start" or "Stop" or "Restart" or "Suspend" or "Resume" or "Move" or "Mount" or "Dismount" or "Enable" or "Disable")
        {
            Assert.Contains("PassThru", cmdlet.Parameters.Keys);
        }
    }

    private static CmdletInfo Find(string name) => ModuleSurface.Cmdlets.Single(c => c.Name == name);

    private static HashSet<string> ApprovedVerbs() => [.. typeof(VerbsCommon).Assembly.GetTypes()
        .Where(t => t.Namespace == typeof(VerbsCommon).Namespace && t.Name.StartsWith("Verbs", StringComparison.Ordinal) && t is { IsAbstract: true, IsSealed: true, IsPublic: true })
        .SelectMany(t => t.GetFields(BindingFlags.Public | BindingFlags.Static)).Where(f => f.IsLiteral).Select(f => (string)f.GetRawConstantValue()!)];
}
