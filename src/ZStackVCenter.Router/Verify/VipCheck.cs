using ZStackVCenter.Router.State;

namespace ZStackVCenter.Router.Verify;

/// <summary>Public addresses.</summary>
internal static class VipCheck
{
    private const string List = "$.vips";

    public static void Run(Findings findings)
    {
        IReadOnlyList<Vip> vips = findings.State.Vips;
        ManagementInterface management = findings.State.Management;
        findings.Ids(vips, List, vip => vip.Id);
        findings.Unique(vips, List, "address", vip => vip.Address);
        for (int i = 0; i < vips.Count; i++)
        {
            Vip vip = vips[i];
            string path = $"{List}[{i}]";
            if (findings.Index.PublicInterface(vip.Interface) is not { } card)
            {
                findings.Add($"{path}.interface", "The router has no such public card.", "Use the card that is on the VIP's network.");
                continue;
            }

            findings.AddIf(!card.Network.HasHost(vip.Address), $"{path}.address", $"{vip.Address} is no host's address in {card.Network}.", "Use an address of the card's network.");
            findings.AddIf(
                vip.Address.Equals(card.Gateway) || (card.Mac == management.Mac && vip.Address.Equals(management.Gateway)),
                $"{path}.address", $"{vip.Address} is the network's gateway.", "Use a free address.");
        }
    }
}
