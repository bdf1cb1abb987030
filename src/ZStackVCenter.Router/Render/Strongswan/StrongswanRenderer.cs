using System.Net;
using System.Security.Cryptography;
using System.Text;
using ZStackVCenter.Router.State;

namespace ZStackVCenter.Router.Render.Strongswan;

/// <summary>
/// Tunnels, in swanctl's form. Tunnels between the same two ends are one connection: a responder cannot tell two connections with the same
/// addresses, names and key apart, so the second tunnel of two would never come up. Each pair of a local and a remote network is a child
/// of its own, which IKEv1 demands and which every IKEv2 peer takes. Both ends may call at the same moment, as after a power cut: then both
/// connections stay (<c>unique = never</c>), as the one that charon would end takes with it children that nobody starts again.
/// </summary>
internal static class StrongswanRenderer
{
    private const string Service = "strongswan";

    public static RenderedService Describe => new() { Name = Service, Kind = ServiceKind.Strongswan, MainFile = "strongswan/swanctl.conf" };

    public static bool IsNeeded(RenderContext context) => context.State.Tunnels.Count > 0;

    public static IEnumerable<RenderedFile> Render(RenderContext context)
    {
        TunnelEnds[] peers = [.. TunnelEnds.Group(context.Index)];
        var text = new ConfigText();
        text.Block("connections {", lines => Array.ForEach(peers, peer => AddConnection(lines, peer)));
        text.Block("secrets {", lines => Array.ForEach(peers, peer => AddSecret(lines, peer)));
        yield return RenderContext.TextFile("strongswan/swanctl.conf", Service, text.ToString(), mode: FileModes.Secret);
    }

    private static void AddConnection(ConfigText text, TunnelEnds ends)
    {
        IpsecTunnel ike = ends.Tunnels[0];
        int rekey = ike.IkeLifetimeSeconds / 10 * 9;
        text.Block(
            Name(ends) + " {",
            lines => lines
                .Line($"version = {(ike.IkeVersion == IkeVersion.V1 ? 1 : 2)}")
                .Line($"local_addrs = {ends.LocalAddress}")
                .Line($"remote_addrs = {ends.PeerAddress}")
                .Line($"proposals = {Algorithms.Ike(ike)}")
                .Line($"rekey_time = {rekey}s")
                .Line($"over_time = {ike.IkeLifetimeSeconds - rekey}s")
                .Line("keyingtries = 0")
                .Line("unique = never")
                .Line("mobike = no")
                .Line("dpd_delay = 30s")
                .Line("dpd_timeout = 120s")
                .Block("local {", side => side.Line("auth = psk").Line($"id = {SwanctlText.Quote(ends.LocalId)}"))
                .Block("remote {", side => side.Line("auth = psk").Line($"id = {SwanctlText.Quote(ends.RemoteId)}"))
                .Block("children {", children => AddChildren(children, ends)));
    }

    private static void AddChildren(ConfigText text, TunnelEnds ends)
    {
        foreach (IpsecTunnel tunnel in ends.Tunnels)
        {
            text.Line($"# {SafeComment.From(tunnel.Name)}");
            foreach ((IPNetwork local, IPNetwork remote) in Pairs(tunnel))
            {
                text.Block(
                    ChildName(tunnel, local, remote) + " {",
                    lines => lines
                        .Line($"local_ts = {local}")
                        .Line($"remote_ts = {remote}")
                        .Line("mode = tunnel")
                        .Line($"esp_proposals = {Algorithms.Esp(tunnel)}")
                        .Line($"life_time = {tunnel.LifetimeSeconds}s")
                        .Line($"rekey_time = {tunnel.LifetimeSeconds * 9 / 10}s")
                        .Line($"rand_time = {tunnel.LifetimeSeconds / 20}s")
                        .Line("start_action = start")
                        .Line("close_action = start")
                        .Line("dpd_action = restart"));
            }
        }
    }

    /// <summary>A key in hexadecimal cannot end its line, close its quotes or mean anything but itself.</summary>
    private static void AddSecret(ConfigText text, TunnelEnds ends) => text.Block(
        $"ike-{Name(ends)} {{",
        lines => lines
            .Line($"secret = 0x{Convert.ToHexStringLower(Encoding.UTF8.GetBytes(ends.Tunnels[0].PreSharedKey.Reveal()))}")
            .Line($"id-local = {SwanctlText.Quote(ends.LocalId)}")
            .Line($"id-remote = {SwanctlText.Quote(ends.RemoteId)}"));

    private static IEnumerable<(IPNetwork Local, IPNetwork Remote)> Pairs(IpsecTunnel tunnel) =>
        tunnel.LocalCidrs.SelectMany(local => tunnel.RemoteCidrs, (local, remote) => (local, remote));

    /// <summary>A name that stays while other tunnels between the same ends come and go.</summary>
    private static string Name(TunnelEnds ends)
    {
        string text = $"{ends.LocalAddress} {ends.PeerAddress} {ends.LocalId} {ends.RemoteId}";
        return "peer_" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 8));
    }

    private static string ChildName(IpsecTunnel tunnel, IPNetwork local, IPNetwork remote) =>
        $"tunnel_{RenderContext.Key(tunnel.Id)}_{NetworkKey(local)}_{NetworkKey(remote)}";

    private static string NetworkKey(IPNetwork network) => network.ToString().Replace('.', '-').Replace('/', '-');
}
