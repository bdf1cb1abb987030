using System.Net;

namespace ZStackVCenter.Router.State;

/// <summary>The tunnels between the same two ends, which share one key exchange.</summary>
internal sealed record TunnelEnds(IPAddress LocalAddress, IPAddress PeerAddress, string LocalId, string RemoteId, IReadOnlyList<IpsecTunnel> Tunnels)
{
    /// <summary>Groups the tunnels whose VIP exists.</summary>
    public static IEnumerable<TunnelEnds> Group(StateIndex index) => index.State.Tunnels
        .Where(tunnel => index.Vip(tunnel.VipId) is not null)
        .GroupBy(tunnel => (
            Local: index.VipAddress(tunnel.VipId),
            Peer: tunnel.PeerAddress,
            LocalId: tunnel.LocalId ?? index.VipAddress(tunnel.VipId).ToString(),
            RemoteId: tunnel.RemoteId ?? tunnel.PeerAddress.ToString()))
        .Select(group => new TunnelEnds(group.Key.Local, group.Key.Peer, group.Key.LocalId, group.Key.RemoteId, [.. group]));
}
