using System.Text.RegularExpressions;

namespace ZStackVCenter.Tests.Networking;

/// <summary>The worked example of about_ZsNetworks, from beginning to end.</summary>
public sealed partial class AboutNetworksTests(NetworkLab lab) : IClassFixture<NetworkLab>
{
    [Fact]
    public void The_example_of_the_topic_does_what_it_says()
    {
        var blocks = Block().Matches(File.ReadAllText(Repository.PathOf("docs", "about", "about_ZsNetworks.md"))).Select(m => m.Groups[1].Value).ToList();
        Assert.Equal(3, blocks.Count);

        var made = lab.Run(blocks[0]).Succeed();
        Assert.Equal(["10.90.0.10", "10.90.0.11", "10.90.0.12"], made.Objects.Select(o => o.BaseObject).OfType<ZsIpAddress>().Select(a => a.IpAddress));
        Assert.Equal(60, lab.Get<ZsNetwork>("Get-ZsNetwork shop-net").Single().AddressCount);

        var adopted = lab.Run(blocks[1]).Succeed();
        Assert.Equal(7, adopted.Objects.Count(o => o.BaseObject is ZsVm));
        Assert.NotEmpty(adopted.Objects.Select(o => o.BaseObject).OfType<ZsIpAddress>());

        lab.Run(blocks[2]).Succeed();
        Assert.Equal(["prod-app"], lab.Get<ZsNetwork>("Get-ZsNetwork").Select(n => n.Name));
    }

    [GeneratedRegex("```powershell\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();
}
