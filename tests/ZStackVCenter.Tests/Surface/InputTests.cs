using System.Collections;
using System.Management.Automation;
using System.Reflection;

namespace ZStackVCenter.Tests.Surface;

/// <summary>What a listing takes through the pipeline: objects of each kind that it says it does, and its page says the same.</summary>
[Collection(DemoModule.Name)]
public sealed class InputTests(DemoModule demo)
{
    private const BindingFlags Hidden = BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public;

    public static TheoryData<string, string> Pairs
    {
        get
        {
            var pairs = new TheoryData<string, string>();
            foreach (var cmdlet in ModuleSurface.Cmdlets)
            {
                foreach (var kind in InputsOf(cmdlet))
                {
                    pairs.Add(cmdlet.Name, kind);
                }
            }
            return pairs;
        }
    }

    [Fact]
    public void Each_listing_is_looked_at() =>
        Assert.Superset(
            new HashSet<string> { "Get-ZsHost", "Get-ZsPrimaryStorage", "Get-ZsBackupStorage", "Get-ZsSwitch", "Get-ZsImage", "Get-ZsVm", "Get-ZsVmNic", "Get-ZsVolume", "Get-ZsNetwork", "Get-ZsIpRange" },
            ModuleSurface.Cmdlets.Where(c => InputsOf(c).Any()).Select(c => c.Name).ToHashSet());

    [Theory, MemberData(nameof(Pairs))]
    public void A_kind_that_it_takes_is_on_its_page(string cmdlet, string kind)
    {
        var page = File.ReadAllText(Repository.PathOf("docs", "en-US", $"{cmdlet}.md"));
        var inputs = page[page.IndexOf("## INPUTS", StringComparison.Ordinal)..page.IndexOf("## OUTPUTS", StringComparison.Ordinal)];
        Assert.Contains($"### ZStackVCenter.{kind}\n", inputs.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Pairs))]
    public void Objects_of_that_kind_come_through_the_pipeline(string cmdlet, string kind)
    {
        var given = demo.Get<object>($"Get-{kind} | Select-Object -First 1");
        var found = demo.Module.Run($"Get-{kind} | Select-Object -First 1 | {cmdlet}").Succeed();
        // The demonstration's inventory has one of each, but for networks and ranges, which a user makes.
        Assert.Equal(kind is "ZsNetwork" or "ZsIpRange", given.Count == 0);
        Assert.All(found.Objects, o => Assert.IsAssignableFrom<ZsResource>(o.BaseObject));
    }

    // The vCenters, what belongs to them, and what is listed itself.
    private static IEnumerable<string> InputsOf(CmdletInfo cmdlet)
    {
        if (cmdlet.ImplementingType.GetProperty("Inputs", Hidden) is not { } inputs)
        {
            return [];
        }
        using var command = (IDisposable)Activator.CreateInstance(cmdlet.ImplementingType)!;
        var kinds = ((IEnumerable)inputs.GetValue(command)!).Cast<object>().Select(k => ((Type)k.GetType().GetProperty("Type", Hidden)!.GetValue(k)!).Name);
        return kinds.Prepend("ZsVCenter").Append(cmdlet.Noun);
    }
}
