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
    public async Task Whoever_has_to_go_back_finds_the_counts_of_what_would_have_gone()
    {
        await using var lab = await ApplyLab.StartAsync();
        using var client = lab.Connect();
        await client.ApplyAsync(LabState.Plain.WithEips(1), None);
        // Nobody has the guest's address, and what the router says of that is counted too: ping waits for both answers.
        await lab.Panel.Machine.ShellAsync("ip route add 203.0.114.0/24 via 203.0.113.2; ping -c 2 -W 20 -i 0.2 203.0.114.1 || true");
        var before = (await client.LookAsync(None)).Counters;
        Assert.Contains(before, counter => counter.Packets > 0);

        await Assert.ThrowsAsync<RouterException>(() => client.ApplyAsync(BrokenState.Dnsmasq(LabState.Plain), None));

        Assert.Equal(before, (await client.LookAsync(None)).Counters);
        Assert.Empty((await client.TestAsync(None)).Differences);
    }

    [ApplyFact]
    public async Task A_vip_counts_from_nothing_also_when_one_before_it_had_its_address()
    {
        await using var lab = await ApplyLab.StartAsync();
        using var client = lab.Connect();
        var state = LabState.Plain.WithEips(2);
        var other = LabState.Id(2, 99);
        RouterState[] states = [state, state with { Vips = [state.Vips[0] with { Id = other }, state.Vips[1]], Eips = [state.Eips[0] with { VipId = other }, state.Eips[1]] }];
        await lab.Panel.Machine.ShellAsync("ip route add 203.0.114.0/24 via 203.0.113.2");
        for (var turn = 0; turn < 4; turn++)
        {
            await client.ApplyAsync(states[turn % 2], None);
            Assert.Equal((0, turn), await PacketsAsync());
            await lab.Panel.Machine.ShellAsync("ping -c 1 -W 1 203.0.114.1 || true; ping -c 1 -W 1 203.0.114.2 || true");
            Assert.Equal((1, turn + 1), await PacketsAsync());
            if (turn > 0)
            {
                // The next ruleset is then loaded whole.
                await lab.Machine.ShellAsync("nft add rule inet zstackvcenter forwarded tcp dport 9999 drop");
            }
        }

        async Task<(long First, long Second)> PacketsAsync()
        {
            var counters = (await client.LookAsync(None)).Counters.Where(counter => counter.Name.StartsWith("vip_", StringComparison.Ordinal) && counter.Name.EndsWith("_in", StringComparison.Ordinal)).ToArray();
            Assert.Equal(2, counters.Length);
            var second = counters.Single(counter => counter.Name == $"vip_{LabState.Id(2, 1):N}_in");
            return (counters.Single(counter => counter != second).Packets, second.Packets);
        }
    }

    [ApplyFact]
    public async Task What_stands_in_the_kernel_under_a_wanted_name_and_is_of_another_kind_gives_way()
    {
        await using var lab = await ApplyLab.StartAsync();
        using var client = lab.Connect();
        await lab.Machine.ShellAsync("nft add table inet zstackvcenter; nft 'add map inet zstackvcenter vip_in { type ipv4_addr : counter; }'");

        await client.ApplyAsync(LabState.Plain.WithEips(2), None);

        await lab.Machine.RunAsync("rm", "/run/zstackvcenter/ruleset.note");
        Assert.Empty((await client.TestAsync(None)).Differences);
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
            ("nft add element inet zstackvcenter vip_in '{ 10.1.9.9 }'", "besides: set vip_in: 10.1.9.9 counter"),
            ("nft delete element inet zstackvcenter vip_out '{ 203.0.114.1 }'", "lacks: set vip_out: 203.0.114.1 counter"),
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
