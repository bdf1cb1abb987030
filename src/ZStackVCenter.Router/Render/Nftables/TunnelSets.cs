using ZStackVCenter.Router.State;

namespace ZStackVCenter.Router.Render.Nftables;

/// <summary>Who speaks IPsec with us, and what may only travel encrypted.</summary>
internal sealed class TunnelSets
{
    private readonly NftSet _peers = NftSet.Set("ipsec_peers", "ipv4_addr . ipv4_addr");
    private readonly NftSet _outgoing = NftSet.RangeSet("tunnel_out", "ipv4_addr . ipv4_addr");
    private readonly NftSet _incoming = NftSet.RangeSet("tunnel_in", "ipv4_addr . ipv4_addr");

    public TunnelSets(RenderContext context)
    {
        foreach (var (peer, vip) in context.State.Tunnels.Select(tunnel => (tunnel.PeerAddress, context.Index.VipAddress(tunnel.VipId))).Distinct())
        {
            _peers.Add($"{peer} . {vip}");
        }

        foreach (IpsecTunnel tunnel in context.State.Tunnels)
        {
            foreach (var local in tunnel.LocalCidrs)
            {
                foreach (var remote in tunnel.RemoteCidrs)
                {
                    _outgoing.Add($"{local} . {remote}");
                    _incoming.Add($"{remote} . {local}");
                }
            }
        }
    }

    public IEnumerable<NftSet> Sets => [_peers, _outgoing, _incoming];
}
