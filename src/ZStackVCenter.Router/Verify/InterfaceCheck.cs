using System.Net;
using ZStackVCenter.Router.State;

namespace ZStackVCenter.Router.Verify;

/// <summary>The router itself: its name, its management card and its public cards.</summary>
internal static class InterfaceCheck
{
    private const int LowestMtu = 576;
    private const int HighestMtu = 9216;

    public static void Run(Findings findings)
    {
        RouterState state = findings.State;
        findings.AddIf(state.Id == Guid.Empty, "$.id", "The id is empty.", "Give the id of the router's record.");
        findings.AddIf(
            !TextRules.IsLabel(state.HostName), "$.hostName", "This is no host name.", "Use letters, digits and inner dashes, at most 63.");
        findings.Known("$.firewall.fromPrivateNetworks", state.Firewall.FromPrivateNetworks);
        findings.Known("$.firewall.betweenPrivateNetworks", state.Firewall.BetweenPrivateNetworks);
        Management(findings, state.Management);
        findings.Unique(state.PublicInterfaces, "$.publicInterfaces", "mac", card => card.Mac);
        for (int i = 0; i < state.PublicInterfaces.Count; i++)
        {
            Public(findings, state.PublicInterfaces[i], $"$.publicInterfaces[{i}]");
        }

        findings.AddIf(
            state.PublicInterfaces.Count(card => card.IsDefaultRoute) > 1,
            "$.publicInterfaces", "More than one card has the default route.", "Leave isDefaultRoute on one of them.");
        Overlaps(findings);
    }

    public static void Mtu(Findings findings, string path, int mtu) => findings.Range($"{path}.mtu", mtu, LowestMtu, HighestMtu);

    private static void Management(Findings findings, ManagementInterface card)
    {
        const string path = "$.management";
        Address(findings, path, card.Address, card.Network, card.Gateway);
        Mtu(findings, path, card.Mtu);
        findings.Range($"{path}.sshPort", card.SshPort, 1, ushort.MaxValue);
        findings.AddIf(
            card.Destinations.Count > 0 && card.Gateway is null, $"{path}.destinations", "There is no gateway to reach them by.", "Give management.gateway.");
        for (int i = 0; i < card.Destinations.Count; i++)
        {
            findings.AddIf(
                card.Destinations[i].PrefixLength == 0, $"{path}.destinations[{i}]", "A default route is no destination.",
                "Name the networks that manage the router; without a public default route management.gateway is the default anyway.");
            Near(findings, card.Destinations[i], $"{path}.destinations[{i}]");
        }

        if (findings.Index.PublicInterface(card.Mac) is { } both)
        {
            findings.AddIf(
                !both.Address.Equals(card.Address) || both.Network != card.Network,
                $"{path}.address", "The card is a public card too, with another address there.", "Give one card one address, or use two cards.");
            findings.AddIf(both.Mtu != card.Mtu, $"{path}.mtu", $"The card is a public card too, with {both.Mtu} there.", "Give one card one MTU, or use two cards.");
        }
    }

    /// <summary>
    /// A route into a network that a card of ours is on would lead what is for it to the management gateway; one to the management network itself takes the
    /// place of the way to that gateway, and nobody reaches the router any more. One around it does no harm.
    /// </summary>
    private static void Near(Findings findings, IPNetwork destination, string path)
    {
        RouterState state = findings.State;
        IEnumerable<(string Path, IPNetwork Network)> near =
        [
            ("$.management", state.Management.Network),
            .. state.PublicInterfaces.Select((card, i) => ($"$.publicInterfaces[{i}]", card.Network)),
            .. state.PrivateNetworks.Select((network, i) => ($"$.privateNetworks[{i}]", network.Network)),
        ];
        foreach ((string place, IPNetwork network) in near.Where(item => item.Network.Contains(destination)))
        {
            findings.Add(path, $"{destination} is in {network} of {place}, which a card of the router is on.", "Name networks behind the management gateway only.");
        }
    }

    private static void Public(Findings findings, PublicInterface card, string path)
    {
        Address(findings, path, card.Address, card.Network, card.Gateway);
        Mtu(findings, path, card.Mtu);
        findings.AddIf(
            card.IsDefaultRoute && card.Gateway is null, $"{path}.gateway", "The card has the default route and no gateway.", "Give the gateway of its network.");
    }

    private static void Address(Findings findings, string path, IPAddress address, IPNetwork network, IPAddress? gateway)
    {
        findings.AddIf(AddressRules.IsReserved(network) || network.PrefixLength < 8, $"{path}.network", $"{network} can be no network's.", "Use unicast addresses, with a prefix of 8 or more.");
        findings.AddIf(!network.HasHost(address), $"{path}.address", $"{address} is no host's address in {network}.", "Use an address of the network.");
        findings.AddIf(
            gateway is not null && (!network.HasHost(gateway) || gateway.Equals(address)),
            $"{path}.gateway", $"{gateway} is no other host's address in {network}.", "Use the address of the network's gateway.");
    }

    /// <summary>Two cards on overlapping networks: the kernel would answer and route by whichever it likes.</summary>
    private static void Overlaps(Findings findings)
    {
        RouterState state = findings.State;
        (string Path, MacAddress Mac, IPNetwork Network)[] cards =
        [
            ("$.management", state.Management.Mac, state.Management.Network),
            .. state.PublicInterfaces.Select((card, i) => ($"$.publicInterfaces[{i}]", card.Mac, card.Network)),
            .. state.PrivateNetworks.Select((network, i) => ($"$.privateNetworks[{i}]", network.Mac, network.Network)),
        ];
        (string Path, MacAddress Mac, IPNetwork Network)[] sorted = [.. cards.OrderBy(card => card.Network.FirstNumber()).ThenBy(card => card.Network.PrefixLength)];
        for (int i = 1; i < sorted.Length; i++)
        {
            for (int before = i - 1; before >= 0; before--)
            {
                bool sameCard = sorted[before].Mac == sorted[i].Mac && sorted[before].Network == sorted[i].Network
                    && (sorted[before].Path == "$.management" || sorted[i].Path == "$.management");
                if (!sameCard && sorted[before].Network.Overlaps(sorted[i].Network))
                {
                    findings.Add($"{sorted[i].Path}.network", $"{sorted[i].Network} overlaps {sorted[before].Network} of {sorted[before].Path}.", "Give each card a network of its own.");
                }
            }
        }
    }
}
