using System.Net;
using ZStackVCenter.Router.State;

namespace ZStackVCenter.Router.Verify;

/// <summary>Private networks: addresses, guests, names, SNAT.</summary>
internal static class PrivateNetworkCheck
{
    private const string List = "$.privateNetworks";

    /// <summary>Guests may be told the servers themselves: an option of DHCP holds 255 bytes (RFC 2132 §2), and a line of dnsmasq 1024.</summary>
    private const int MostUpstreams = 32;

    public static void Run(Findings findings)
    {
        IReadOnlyList<PrivateNetwork> networks = findings.State.PrivateNetworks;
        findings.Ids(networks, List, network => network.Id);
        findings.Unique(networks, List, "mac", network => network.Mac);
        for (int i = 0; i < networks.Count; i++)
        {
            Network(findings, networks[i], $"{List}[{i}]");
        }

        Cards(findings);
    }

    private static void Network(Findings findings, PrivateNetwork network, string path)
    {
        findings.AddIf(
            network.Network.PrefixLength is < 8 or > 30 || AddressRules.IsReserved(network.Network),
            $"{path}.network", $"{network.Network} can be no private network.", "Use unicast addresses, with a prefix of 8 to 30.");
        findings.AddIf(
            !network.Network.HasHost(network.RouterAddress),
            $"{path}.routerAddress", $"{network.RouterAddress} is no host's address in {network.Network}.", "Use an address of the network, such as its gateway.");
        InterfaceCheck.Mtu(findings, path, network.Mtu);
        findings.AddIf(
            network.Domain is not null && !TextRules.IsDomain(network.Domain),
            $"{path}.domain", "This is no domain name.", "Use labels of letters, digits and inner dashes with dots between.");
        bool isRoutersCard = findings.State.Management.Mac == network.Mac || findings.Index.PublicInterface(network.Mac) is not null;
        findings.AddIf(isRoutersCard, $"{path}.mac", "The card is the management card or a public card.", "Use the card that is on this network.");
        Dns(findings, network, path);
        Snat(findings, network, path);
        Hosts(findings, network, $"{path}.hosts");
    }

    private static void Dns(Findings findings, PrivateNetwork network, string path)
    {
        findings.AddIf(
            network.DnsUpstreams.Count > MostUpstreams,
            $"{path}.dnsUpstreams", $"There are {network.DnsUpstreams.Count} servers, and {MostUpstreams} may be.", "Name those that are to be asked first.");
        for (int i = 0; i < network.DnsUpstreams.Count; i++)
        {
            IPAddress server = network.DnsUpstreams[i];
            string place = $"{path}.dnsUpstreams[{i}]";
            findings.AddIf(!AddressRules.IsUnicast(server), place, $"{server} is no server's address.", "Use the address of a DNS server.");
            findings.AddIf(
                findings.Index.IsOwn(server),
                place, $"{server} is this router, which would ask itself.", "Use a server outside the router.");
            findings.AddIf(network.DnsUpstreams.Take(i).Contains(server), place, $"{server} is in the list twice.", "Name each server once.");
        }
    }

    private static void Snat(Findings findings, PrivateNetwork network, string path)
    {
        if (network.SnatAddress is { } address)
        {
            bool isOwn = findings.State.PublicInterfaces.Any(card => card.Address.Equals(address)) || findings.State.Vips.Any(vip => vip.Address.Equals(address));
            findings.AddIf(!isOwn, $"{path}.snatAddress", $"{address} is no public address of the router.", "Use a public card's address or a VIP's.");
        }
    }

    private static void Hosts(Findings findings, PrivateNetwork network, string list)
    {
        findings.Unique(network.Hosts, list, "address", host => host.Address);
        findings.Unique(network.Hosts, list, "hostName", host => host.HostName, StringComparer.OrdinalIgnoreCase);
        for (int i = 0; i < network.Hosts.Count; i++)
        {
            DhcpHost host = network.Hosts[i];
            findings.AddIf(
                !network.Network.HasHost(host.Address) || host.Address.Equals(network.RouterAddress),
                $"{list}[{i}].address", $"{host.Address} is no guest's address in {network.Network}.", "Use a free address of the network.");
            findings.AddIf(
                host.HostName is not null && !TextRules.IsLabel(host.HostName),
                $"{list}[{i}].hostName", "This is no host name.", "Use letters, digits and inner dashes, at most 63.");
        }
    }

    /// <summary>A card is at one place only: two guests with one card would get each other's addresses.</summary>
    private static void Cards(Findings findings)
    {
        RouterState state = findings.State;
        var places = new Dictionary<MacAddress, string> { [state.Management.Mac] = "$.management" };
        for (int i = 0; i < state.PublicInterfaces.Count; i++)
        {
            places.TryAdd(state.PublicInterfaces[i].Mac, $"$.publicInterfaces[{i}]");
        }

        for (int i = 0; i < state.PrivateNetworks.Count; i++)
        {
            places.TryAdd(state.PrivateNetworks[i].Mac, $"{List}[{i}]");
        }

        for (int i = 0; i < state.PrivateNetworks.Count; i++)
        {
            for (int host = 0; host < state.PrivateNetworks[i].Hosts.Count; host++)
            {
                string path = $"{List}[{i}].hosts[{host}]";
                if (!places.TryAdd(state.PrivateNetworks[i].Hosts[host].Mac, path))
                {
                    findings.Add($"{path}.mac", $"{places[state.PrivateNetworks[i].Hosts[host].Mac]} has the same card.", "Give each guest's card once.");
                }
            }
        }
    }
}
