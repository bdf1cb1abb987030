using ZStackVCenter.Router.State;

namespace ZStackVCenter.Router.Verify;

/// <summary>Who has which port of which VIP: forwardings, listeners, tunnels, and the router's own SSH.</summary>
internal static class PortClaims
{
    /// <summary>The UDP ports of the key exchange (RFC 7296 §2).</summary>
    public static readonly int[] IkePorts = [500, 4500];

    private sealed record Claim(System.Net.IPAddress Address, bool IsUdp, PortRange Ports, string Path, string Member, bool IsReserved = false);

    public static void Run(Findings findings)
    {
        foreach (var group in Claims(findings).GroupBy(claim => (claim.Address, claim.IsUdp)))
        {
            Overlaps(findings, [.. group.OrderBy(claim => claim.Ports.First).ThenByDescending(claim => claim.IsReserved)]);
        }
    }

    /// <summary>Claims in the order of their first port: each one need only be held against those that have not ended before it.</summary>
    private static void Overlaps(Findings findings, Claim[] claims)
    {
        Claim? reaching = null;
        foreach (Claim claim in claims)
        {
            if (reaching is not null && reaching.Ports.Last >= claim.Ports.First)
            {
                (Claim said, Claim other) = claim.IsReserved ? (reaching, claim) : (claim, reaching);
                findings.AddIf(
                    !said.IsReserved,
                    $"{said.Path}.{said.Member}",
                    $"{(said.IsUdp ? "UDP" : "TCP")} {said.Ports} of {said.Address} is taken by {other.Path} ({other.Ports}).",
                    "Use another port or another VIP.");
            }

            if (reaching is null || claim.Ports.Last > reaching.Ports.Last)
            {
                reaching = claim;
            }
        }
    }

    private static IEnumerable<Claim> Claims(Findings findings)
    {
        RouterState state = findings.State;
        if (state.Management.SshPort is >= 1 and <= ushort.MaxValue)
        {
            yield return new Claim(state.Management.Address, false, new PortRange(state.Management.SshPort), "$.management.sshPort", string.Empty, IsReserved: true);
        }

        foreach ((int i, PortForwarding rule) in state.PortForwardings.Index())
        {
            if (findings.Index.Vip(rule.VipId) is { } vip)
            {
                yield return new Claim(vip.Address, rule.Protocol == ForwardedProtocol.Udp, rule.VipPorts, $"$.portForwardings[{i}]", "vipPorts");
            }
        }

        foreach ((int i, Listener listener) in state.Listeners.Index())
        {
            if (findings.Index.Vip(listener.VipId) is { } vip && listener.Port is >= 1 and <= ushort.MaxValue)
            {
                yield return new Claim(vip.Address, listener.Protocol == ListenerProtocol.Udp, new PortRange(listener.Port), $"$.listeners[{i}]", "port");
            }
        }

        foreach ((int i, IpsecTunnel tunnel) in state.Tunnels.Index().DistinctBy(tunnel => tunnel.Item.VipId))
        {
            if (findings.Index.Vip(tunnel.VipId) is { } vip)
            {
                foreach (int port in IkePorts)
                {
                    yield return new Claim(vip.Address, true, new PortRange(port), $"$.tunnels[{i}]", string.Empty, IsReserved: true);
                }
            }
        }
    }
}
