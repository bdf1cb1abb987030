using System.Net;
using ZStackVCenter.Router.Render.Strongswan;
using ZStackVCenter.Router.State;

namespace ZStackVCenter.Router.Verify;

/// <summary>IPsec tunnels.</summary>
internal static class TunnelCheck
{
    private const string List = "$.tunnels";
    private const int LongestLifetime = 604800;
    private const int LongestKey = 256;

    public static void Run(Findings findings)
    {
        IReadOnlyList<IpsecTunnel> tunnels = findings.State.Tunnels;
        findings.Ids(tunnels, List, tunnel => tunnel.Id);
        for (int i = 0; i < tunnels.Count; i++)
        {
            Peer(findings, tunnels[i], $"{List}[{i}]");
            Algorithm(findings, tunnels[i], $"{List}[{i}]");
            Networks(findings, tunnels[i], $"{List}[{i}]");
        }

        SharedEnds(findings);
        TunnelPairs.Run(findings);
    }

    private static void Peer(Findings findings, IpsecTunnel tunnel, string path)
    {
        RouterState state = findings.State;
        findings.Vip(path, tunnel.VipId);
        bool isHere = findings.Index.IsOwn(tunnel.PeerAddress)
            || state.PublicInterfaces.Any(card => card.Network.Contains(tunnel.PeerAddress) && !card.Network.HasHost(tunnel.PeerAddress))
            || state.PrivateNetworks.Any(network => network.Network.Contains(tunnel.PeerAddress));
        findings.AddIf(
            isHere || !AddressRules.IsUnicast(tunnel.PeerAddress),
            $"{path}.peerAddress", $"{tunnel.PeerAddress} is no other site's address.", "Use the public address of the other side.");
        string key = tunnel.PreSharedKey.Reveal();
        findings.AddIf(
            key.Length is 0 or > LongestKey || !TextRules.IsPlain(key),
            $"{path}.preSharedKey", $"The key is empty, longer than {LongestKey} characters or holds a control character or half a character.", "Use the key that the other side has.");
        Identity(findings, tunnel.LocalId, $"{path}.localId");
        Identity(findings, tunnel.RemoteId, $"{path}.remoteId");
    }

    private static void Identity(Findings findings, string? identity, string path) => findings.AddIf(
        identity is not null && !TextRules.IsIkeIdentity(identity),
        path, "This is no identity of IKE.", "Use an address, a domain name or user@domain.");

    private static void Algorithm(Findings findings, IpsecTunnel tunnel, string path)
    {
        findings.Known($"{path}.ikeVersion", tunnel.IkeVersion);
        findings.Known($"{path}.ikeEncryption", tunnel.IkeEncryption);
        findings.Known($"{path}.ikeIntegrity", tunnel.IkeIntegrity);
        findings.Known($"{path}.encryption", tunnel.Encryption);
        findings.Known($"{path}.integrity", tunnel.Integrity);
        Group(findings, tunnel.IkeDhGroup, $"{path}.ikeDhGroup");
        Group(findings, tunnel.PfsGroup ?? tunnel.IkeDhGroup, $"{path}.pfsGroup");
        findings.Range($"{path}.ikeLifetimeSeconds", tunnel.IkeLifetimeSeconds, 60, LongestLifetime);
        findings.Range($"{path}.lifetimeSeconds", tunnel.LifetimeSeconds, 30, LongestLifetime);
    }

    private static void Group(Findings findings, int group, string path) =>
        findings.AddIf(!Algorithms.IsGroup(group), path, $"{group} is no Diffie-Hellman group that is supported.", "Use 2, 5 or 14 to 26.");

    private static void Networks(Findings findings, IpsecTunnel tunnel, string path)
    {
        RouterState state = findings.State;
        findings.AddIf(tunnel.LocalCidrs.Count == 0, $"{path}.localCidrs", "There is no local network.", "Name at least one.");
        findings.AddIf(tunnel.RemoteCidrs.Count == 0, $"{path}.remoteCidrs", "There is no remote network.", "Name at least one.");
        for (int i = 0; i < tunnel.LocalCidrs.Count; i++)
        {
            IPNetwork local = tunnel.LocalCidrs[i];
            findings.AddIf(
                !state.PrivateNetworks.Any(network => network.Network.Contains(local)),
                $"{path}.localCidrs[{i}]", $"{local} is in no private network of the router.", "Use a private network's CIDR, or a part of one.");
        }

        for (int i = 0; i < tunnel.RemoteCidrs.Count; i++)
        {
            Remote(findings, tunnel.RemoteCidrs[i], tunnel.PeerAddress, $"{path}.remoteCidrs[{i}]");
        }
    }

    private static void Remote(Findings findings, IPNetwork remote, IPAddress peer, string path)
    {
        RouterState state = findings.State;
        IPNetwork? near = state.PrivateNetworks.Select(network => network.Network)
            .Concat(state.PublicInterfaces.Select(card => card.Network))
            .Append(state.Management.Network)
            .Concat(state.Management.Destinations)
            .Where(network => network.Overlaps(remote)).Cast<IPNetwork?>().FirstOrDefault();
        findings.AddIf(near is not null, path, $"{remote} overlaps {near}, which is on this side.", "Use networks that are on the other side only.");
        findings.AddIf(
            AddressRules.IsReserved(remote) || remote.Contains(peer),
            path, $"{remote} can be no far network, or holds the other side's own address.", "Use the networks behind the other side.");
    }

    /// <summary>One pair of ends has one key exchange: what it is made of must be the same for all its tunnels.</summary>
    private static void SharedEnds(Findings findings)
    {
        TunnelEnds[] all = [.. TunnelEnds.Group(findings.Index)];
        foreach (TunnelEnds ends in all)
        {
            IpsecTunnel first = ends.Tunnels[0];
            foreach (IpsecTunnel tunnel in ends.Tunnels.Skip(1).Where(tunnel => !HasSameExchange(first, tunnel)))
            {
                findings.Add(
                    Path(findings, tunnel),
                    $"{Path(findings, first)} has the same two ends with another key or other IKE settings.",
                    "Give both the same key, IKE version, algorithms and lifetime, or each a localId and remoteId of its own.");
            }
        }

        SharedNames(findings, all);
        foreach (var group in all.GroupBy(ends => (ends.LocalAddress, ends.PeerAddress)).Where(group => group.Count() > 1))
        {
            foreach (IpsecTunnel tunnel in group.SelectMany(ends => ends.Tunnels).Where(tunnel => tunnel.IkeVersion == IkeVersion.V1))
            {
                findings.Add(
                    Path(findings, tunnel), "IKEv1 knows the other side by its address, and several identities stand behind this one.", "Use IKEv2, or the same identities.");
            }
        }
    }

    /// <summary>charon finds a key by the two names: of two keys for the same names it takes either.</summary>
    private static void SharedNames(Findings findings, TunnelEnds[] all)
    {
        foreach (var group in all.GroupBy(ends => (ends.LocalId, ends.RemoteId)))
        {
            IpsecTunnel first = group.First().Tunnels[0];
            foreach (IpsecTunnel tunnel in group.Skip(1).Select(ends => ends.Tunnels[0]).Where(tunnel => tunnel.PreSharedKey != first.PreSharedKey))
            {
                findings.Add(
                    $"{Path(findings, tunnel)}.preSharedKey", $"{Path(findings, first)} has the same localId and remoteId with another key.", "Give both the same key, or each a remoteId of its own.");
            }
        }
    }

    private static bool HasSameExchange(IpsecTunnel one, IpsecTunnel other) =>
        one.PreSharedKey == other.PreSharedKey && one.IkeVersion == other.IkeVersion && one.IkeEncryption == other.IkeEncryption
        && one.IkeIntegrity == other.IkeIntegrity && one.IkeDhGroup == other.IkeDhGroup && one.IkeLifetimeSeconds == other.IkeLifetimeSeconds;

    private static string Path(Findings findings, IpsecTunnel tunnel) =>
        $"{List}[{findings.State.Tunnels.Index().First(item => ReferenceEquals(item.Item, tunnel)).Index}]";
}
