using ZStackVCenter.Engine.Inventory;

namespace ZStackVCenter.Engine.Tests.Inventory;

/// <summary>What holds for the import filter whatever a vCenter looks like, tried on many made-up ones.</summary>
public sealed class ImportFilterPropertyTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 200)];

    [Theory, MemberData(nameof(Seeds))]
    public void Every_host_is_either_taken_or_has_one_reason(int seed)
    {
        var seen = Make(seed);
        var decision = ImportFilter.Decide(seen);

        foreach (var host in seen.Hosts)
        {
            Assert.NotEqual(decision.Hosts.Contains(host.Id), decision.HostReasons.ContainsKey(host.Id));
            Assert.Equal(decision.HostReasons.ContainsKey(host.Id) ? 1 : 0,
                decision.Exclusions.Count(e => e.Type == ZsResourceType.Host && e.ManagedObjectId == host.Id));
        }
    }

    [Theory, MemberData(nameof(Seeds))]
    public void Every_distributed_port_group_is_either_taken_or_has_one_reason(int seed)
    {
        var seen = Make(seed);
        var decision = ImportFilter.Decide(seen);

        foreach (var group in seen.DistributedSwitches.SelectMany(s => s.PortGroups))
        {
            Assert.Equal(decision.DistributedPortGroups.Contains(group.Id) ? 0 : 1,
                decision.Exclusions.Count(e => e.Type == ZsResourceType.Network && e.ManagedObjectId == group.Id));
        }
    }

    [Theory, MemberData(nameof(Seeds))]
    public void The_order_of_what_was_seen_changes_nothing(int seed)
    {
        var seen = Make(seed);
        var turned = seen with
        {
            Hosts = [.. seen.Hosts.Reverse().Select(h => h with { Switches = h.Switches?.Reverse().ToList() })],
            DistributedSwitches = [.. seen.DistributedSwitches.Reverse()],
        };
        var (a, b) = (ImportFilter.Decide(seen), ImportFilter.Decide(turned));

        Assert.Equal(a.Hosts.Order(), b.Hosts.Order());
        Assert.Equal(a.Exclusions, b.Exclusions);
        Assert.Equal(a.StandardPortGroups.OrderBy(g => g.Key.ToString()), b.StandardPortGroups.OrderBy(g => g.Key.ToString()));
    }

    [Theory, MemberData(nameof(Seeds))]
    public void A_host_taken_for_its_standard_switches_shares_a_port_group_with_another_or_is_alone(int seed)
    {
        var seen = Make(seed);
        var decision = ImportFilter.Decide(seen);
        var joined = seen.DistributedSwitches.SelectMany(s => s.HostIds).ToHashSet();

        foreach (var host in seen.Hosts.Where(h => decision.Hosts.Contains(h.Id) && !joined.Contains(h.Id) && h.Switches is not null))
        {
            var peers = seen.Hosts.Where(h => h.ClusterId == host.ClusterId && h.Id != host.Id).ToList();
            Assert.True(peers.Count == 0 || peers.Any(p => Groups(p).Intersect(Groups(host)).Any()), host.Id);
        }
    }

    private static IEnumerable<(string, string, int)> Groups(SeenHost host) =>
        (host.Switches ?? []).SelectMany(s => s.PortGroups.Where(g => !g.ForHostOnly).Select(g => (s.Name, g.Name, g.VlanId)));

    private static SeenInventory Make(int seed)
    {
        var random = new Random(seed);
        string Any(params string[] of) => of[random.Next(of.Length)];
        var hosts = Enumerable.Range(1, random.Next(1, 9)).Select(i => new SeenHost($"host-{i}", $"esx{i}", random.Next(6) == 0 ? null : Any("c1", "c2", "c3"))
        {
            TakenBefore = random.Next(3) switch { 0 => true, 1 => false, _ => null },
            Switches = random.Next(6) == 0 ? null : [.. new[] { "vSwitch0", "vSwitch1" }.Take(random.Next(3)).Select(name => new SeenSwitch(name,
                [.. new[] { "web", "db", "Management Network" }.Where(_ => random.Next(2) == 0)
                    .Select(g => new SeenPortGroup(g, random.Next(2) * 10) { ForHostOnly = g[0] == 'M' })]))],
        }).ToList();
        var switches = Enumerable.Range(1, random.Next(3)).Select(i => new SeenDistributedSwitch($"dvs-{i}", $"dvs{i}")
        {
            HostIds = [.. hosts.Where(_ => random.Next(3) == 0).Select(h => h.Id)],
            PortGroups = [.. Enumerable.Range(1, random.Next(4)).Select(n => new SeenDistributedPortGroup($"dvportgroup-{i}{n}", Any("web", "db"))
            {
                Uplink = random.Next(4) == 0,
                ForHostOnly = random.Next(4) == 0,
            })],
        }).ToList();
        return new SeenInventory { Hosts = hosts, DistributedSwitches = switches };
    }
}
