using System.Net;
using Xunit;
using ZStackVCenter.Router.State;

namespace ZStackVCenter.Router.Tests.Apply;

/// <summary>The kernel has the ruleset of the wanted state and nothing else, whichever way it was loaded and whoever touched it.</summary>
public sealed class RulesetTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [ApplyFact]
    public async Task What_is_loaded_as_a_difference_is_the_ruleset_that_the_whole_would_have_been()
    {
        await using var lab = await ApplyLab.StartAsync();
        using var client = lab.Connect();
        var full = LabState.Plain.WithEips(5).WithForwardings(4).WithListeners(4);
        var forwarding = full.PortForwardings[0];
        RouterState[] states =
        [
            LabState.Plain,
            LabState.Plain.WithEips(3),
            full,
            full with { Eips = [.. full.Eips.Skip(2), full.Eips[1] with { GuestAddress = full.Eips[0].GuestAddress }] },
            full with { PortForwardings = [forwarding with { VipPorts = new PortRange(20000, 20100), GuestPorts = new PortRange(20000, 20100) }, .. full.PortForwardings.Skip(1)] },
            full with { PortForwardings = [forwarding with { AllowedCidrs = [IPNetwork.Parse("198.51.100.0/24")] }] },
            full with { Listeners = [.. full.Listeners.Where(listener => listener.Protocol != ListenerProtocol.Udp)] },
            LabState.Plain with { Firewall = new FirewallDefaults { FromPrivateNetworks = FirewallAction.Reject } },
            full,
            LabState.Plain,
        ];
        foreach (var state in states)
        {
            await client.ApplyAsync(state, None);
            // Without the note of what was loaded, the kernel's ruleset is compared with the file's.
            await lab.Machine.RunAsync("rm", "/run/zstackvcenter/ruleset.note");
            Assert.Empty((await client.TestAsync(None)).Differences);
            Assert.True((await client.ApplyAsync(state, None)).IsUnchanged);
        }
    }

    [ApplyFact]
    public async Task Counters_go_on_counting_whatever_comes_and_goes_beside_them()
    {
        await using var lab = await ApplyLab.StartAsync();
        using var client = lab.Connect();
        var name = $"vip_{LabState.Id(2, 0):N}_in";
        await client.ApplyAsync(LabState.Plain.WithEips(1), None);
        await lab.Panel.Machine.TryAsync("ping", "-c", "2", "-W", "1", "-i", "0.2", "203.0.114.1");
        await lab.Panel.Machine.ShellAsync("ip route add 203.0.114.0/24 via 203.0.113.2 || true; ping -c 2 -W 1 -i 0.2 203.0.114.1 || true");
        var before = (await client.LookAsync(None)).Counters.Single(counter => counter.Name == name).Packets;
        Assert.True(before > 0);

        await client.ApplyAsync(LabState.Plain.WithEips(2), None);
        await lab.Machine.ShellAsync("nft add rule inet zstackvcenter forwarded tcp dport 9999 drop");
        await client.ApplyAsync(LabState.Plain.WithEips(3), None);

        Assert.True((await client.LookAsync(None)).Counters.Single(counter => counter.Name == name).Packets >= before);
        await client.ApplyAsync(LabState.Plain, None);
        Assert.DoesNotContain((await client.LookAsync(None)).Counters, counter => counter.Name == name);
    }

    [ApplyFact]
    public async Task Whatever_somebody_put_into_the_ruleset_is_named_and_goes_with_the_next_apply_of_any_state()
    {
        await using var lab = await ApplyLab.StartAsync();
        using var client = lab.Connect();
        await client.ApplyAsync(LabState.Plain.WithEips(2), None);
        (string Line, string Text)[] hands =
        [
            ("nft add table inet site; nft 'add chain inet site input { type filter hook input priority 10; policy accept; }'; nft add rule inet site input udp dport 53 drop", "table inet site"),
            ("nft 'add chain inet zstackvcenter extra { type filter hook forward priority 10; policy drop; }'", "chain extra"),
            ("nft 'add set inet zstackvcenter extra { type ipv4_addr; }'", "set extra"),
            ("nft insert rule inet zstackvcenter forwarded accept", "chain forwarded: accept"),
            ("nft delete element inet zstackvcenter eip_in '{ 203.0.114.1 }'", "lacks: map eip_in: 203.0.114.1 : 10.1.1.1"),
            ("nft add element inet zstackvcenter outward_guests '{ 10.1.9.9 }'", "set outward_guests: 10.1.9.9"),
        ];
        for (var i = 0; i < hands.Length; i++)
        {
            await lab.Machine.ShellAsync(hands[i].Line);

            Assert.Contains((await client.TestAsync(None)).Differences, drift => drift.What == "nftables" && drift.Text.Contains(hands[i].Text, StringComparison.Ordinal));
            await client.ApplyAsync(LabState.Plain.WithEips(2 + ((i + 1) % 2)), None);

            await lab.Machine.RunAsync("rm", "/run/zstackvcenter/ruleset.note");
            Assert.Empty((await client.TestAsync(None)).Differences);
            Assert.Equal("table inet zstackvcenter", (await lab.Machine.RunAsync("nft", "list", "tables")).Trim());
        }
    }
}
