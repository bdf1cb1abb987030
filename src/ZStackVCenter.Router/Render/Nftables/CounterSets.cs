using ZStackVCenter.Router.State;

namespace ZStackVCenter.Router.Render.Nftables;

/// <summary>
/// What each VIP, forwarding and listener carried, in packets and bytes, in each direction. An element counts beside its key and has the counter's name
/// as its comment; a range leads to a named counter, which outlives it: ranges are filled anew when one of them changes.
/// </summary>
internal sealed class CounterSets
{
    private readonly NftSet _vipIn = NftSet.CountingSet("vip_in", "ipv4_addr");
    private readonly NftSet _vipOut = NftSet.CountingSet("vip_out", "ipv4_addr");
    private readonly NftSet _portIn = NftSet.CountingSet("port_in", "ipv4_addr . inet_proto . inet_service");
    private readonly NftSet _portOut = NftSet.CountingSet("port_out", "ipv4_addr . inet_proto . inet_service");
    private readonly NftSet _rangeIn = NftSet.RangeMap("range_in", "ipv4_addr . inet_proto . inet_service : counter");
    private readonly NftSet _rangeOut = NftSet.RangeMap("range_out", "ipv4_addr . inet_proto . inet_service : counter");
    private readonly List<string> _names = [];

    public CounterSets(RenderContext context)
    {
        foreach (Vip vip in context.State.Vips)
        {
            (string incoming, string outgoing) = Names("vip", vip.Id);
            _vipIn.Add($"{vip.Address} comment \"{incoming}\"");
            _vipOut.Add($"{vip.Address} comment \"{outgoing}\"");
        }

        foreach (PortForwarding rule in context.State.PortForwardings)
        {
            AddPorts("forwarding", rule.Id, context.Index.VipAddress(rule.VipId), NftProtocol.Of(rule.Protocol), rule.VipPorts);
        }

        foreach (Listener listener in context.LiveListeners)
        {
            AddPorts("listener", listener.Id, context.Index.VipAddress(listener.VipId), NftProtocol.Of(listener.Protocol), new PortRange(listener.Port));
        }
    }

    public IEnumerable<NftSet> Sets => [_vipIn, _vipOut, _portIn, _portOut, _rangeIn, _rangeOut];

    /// <summary>True when single ports of VIPs are counted.</summary>
    public bool HasPorts => !_portIn.IsEmpty;

    /// <summary>True when ranges of ports of VIPs are counted.</summary>
    public bool HasRanges => !_rangeIn.IsEmpty;

    /// <summary>The counters that have a name of their own.</summary>
    public IReadOnlyList<string> CounterNames => _names;

    private void AddPorts(string kind, Guid id, System.Net.IPAddress vip, string protocol, PortRange ports)
    {
        (string incoming, string outgoing) = Names(kind, id);
        if (ports.Count == 1)
        {
            _portIn.Add($"{vip} . {protocol} . {ports} comment \"{incoming}\"");
            _portOut.Add($"{vip} . {protocol} . {ports} comment \"{outgoing}\"");
            return;
        }

        _rangeIn.Add($"{vip} . {protocol} . {ports} : \"{incoming}\"");
        _rangeOut.Add($"{vip} . {protocol} . {ports} : \"{outgoing}\"");
        _names.Add(incoming);
        _names.Add(outgoing);
    }

    private static (string Incoming, string Outgoing) Names(string kind, Guid id)
    {
        string name = $"{kind}_{RenderContext.Key(id)}";
        return (name + "_in", name + "_out");
    }
}
