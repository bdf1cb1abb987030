using System.Net;
using Xunit;
using ZStackVCenter.Router.State;

namespace ZStackVCenter.Router.Tests.Apply;

/// <summary>What is not added or removed but becomes another: the router has the new one alone, and can go back.</summary>
public sealed class ChangeTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [ApplyFact]
    public async Task Cards_that_get_other_gateways_addresses_and_sizes_have_those_and_no_others()
    {
        await using var lab = await ApplyLab.StartAsync();
        using var client = lab.Connect();
        var first = LabState.Plain with { Management = LabState.Plain.Management with { Gateway = IPAddress.Parse("172.16.0.1"), Destinations = [IPNetwork.Parse("172.30.0.0/16")] } };
        var card = first.PublicInterfaces[0];
        RouterState[] states =
        [
            first with { PublicInterfaces = [card with { Gateway = IPAddress.Parse("203.0.113.254") }] },
            first with { Management = first.Management with { Gateway = IPAddress.Parse("172.16.0.254") } },
            first with { Management = first.Management with { Destinations = [IPNetwork.Parse("172.30.0.0/17")] } },
            first with { Management = first.Management with { Destinations = [IPNetwork.Parse("172.30.0.9/32")] } },
            first with { PublicInterfaces = [card with { Network = IPNetwork.Parse("203.0.113.0/24") }] },
            first with
            {
                PublicInterfaces = [card with { Address = IPAddress.Parse("203.0.113.9"), Mtu = 1400 }],
                PrivateNetworks = [first.PrivateNetworks[0] with { SnatAddress = IPAddress.Parse("203.0.113.9") }],
            },
            first with { PrivateNetworks = [first.PrivateNetworks[0] with { RouterAddress = IPAddress.Parse("10.1.0.254") }] },
            first with { PublicInterfaces = [card with { IsDefaultRoute = false }] },
            first with { PublicInterfaces = [], PrivateNetworks = [first.PrivateNetworks[0] with { SnatAddress = null }] },
            first with { PrivateNetworks = [] },
        ];
        await client.ApplyAsync(first, None);
        var before = await SeenAsync(lab);
        foreach (var state in states)
        {
            await client.ApplyAsync(state, None);
            Assert.Empty((await client.TestAsync(None)).Differences);
            Assert.NotEqual(before, await SeenAsync(lab));

            await client.ApplyAsync(first, None);
            Assert.Empty((await client.TestAsync(None)).Differences);
            Assert.Equal(before, await SeenAsync(lab));
        }
    }

    private static Task<string> SeenAsync(ApplyLab lab) => lab.Machine.ShellAsync("ip -4 -o address | sed 's/^[0-9]*//'; ip -o link | sed 's/^[0-9]*//'; ip -4 route show table all; ip rule");
}
