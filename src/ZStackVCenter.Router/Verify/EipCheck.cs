using ZStackVCenter.Router.State;

namespace ZStackVCenter.Router.Verify;

/// <summary>EIPs: a VIP and a guest's address that belong to each other alone.</summary>
internal static class EipCheck
{
    private const string List = "$.eips";

    public static void Run(Findings findings)
    {
        RouterState state = findings.State;
        findings.Ids(state.Eips, List, eip => eip.Id);
        findings.Unique(state.Eips, List, "vipId", eip => eip.VipId);
        findings.Unique(state.Eips, List, "guestAddress", eip => eip.GuestAddress);
        ILookup<Guid, string> users = Users(state);
        ILookup<System.Net.IPAddress, int> snat = state.PrivateNetworks.Index().Where(network => network.Item.SnatAddress is not null)
            .ToLookup(network => network.Item.SnatAddress!, network => network.Index);
        for (int i = 0; i < state.Eips.Count; i++)
        {
            Eip eip = state.Eips[i];
            string path = $"{List}[{i}]";
            findings.Guest(path, eip.NetworkId, eip.GuestAddress);
            if (findings.Vip(path, eip.VipId) is not { } vip)
            {
                continue;
            }

            findings.AddIf(findings.Index.IsSystemVip(vip), $"{path}.vipId", "The VIP is the router's own address.", "Use a VIP of its own for the guest.");
            foreach (string user in users[eip.VipId].Concat(snat[vip.Address].Select(network => $"$.privateNetworks[{network}].snatAddress")))
            {
                findings.Add($"{path}.vipId", $"{user} uses the same VIP, and an EIP's is the guest's alone.", "Use another VIP for one of the two.");
            }
        }
    }

    private static ILookup<Guid, string> Users(RouterState state) =>
        state.PortForwardings.Select((rule, i) => (rule.VipId, Path: $"$.portForwardings[{i}]"))
            .Concat(state.Listeners.Select((listener, i) => (listener.VipId, Path: $"$.listeners[{i}]")))
            .Concat(state.Tunnels.Select((tunnel, i) => (tunnel.VipId, Path: $"$.tunnels[{i}]")))
            .ToLookup(user => user.VipId, user => user.Path);
}
