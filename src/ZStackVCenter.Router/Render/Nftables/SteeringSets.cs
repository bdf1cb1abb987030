using ZStackVCenter.Router.Render.Network;
using ZStackVCenter.Router.State;

namespace ZStackVCenter.Router.Render.Nftables;

/// <summary>
/// Which packets leave by another public card than the default route's: those that answer an address of that card, and those that will
/// leave under one. They get a mark, and the mark a routing table (<see cref="PublicUplinks"/>).
/// </summary>
internal sealed class SteeringSets
{
    private readonly NftSet _vips = NftSet.Map("steer_vips", "ipv4_addr : mark");
    private readonly NftSet _guests = NftSet.Map("steer_guests", "ipv4_addr : mark");
    private readonly NftSet _networks = NftSet.RangeMap("steer_networks", "ipv4_addr : mark");

    public SteeringSets(RenderContext context)
    {
        var uplinks = new PublicUplinks(context);
        if (uplinks.Default is { } main && uplinks.Others.Count > 0)
        {
            AddGuests(context, main);
        }

        foreach (PublicUplink uplink in uplinks.Others)
        {
            foreach (var address in uplink.Addresses)
            {
                _vips.Add($"{address} : {uplink.Mark}");
            }

            AddGuests(context, uplink);
            foreach (PrivateNetwork network in context.State.PrivateNetworks.Where(network => uplink.Has(network.SnatAddress)))
            {
                _networks.Add($"{network.Network} : {uplink.Mark}");
            }
        }

        IsNeeded = uplinks.Others.Count > 0;
    }

    /// <summary>True when there is another card to steer to.</summary>
    public bool IsNeeded { get; }

    public IEnumerable<NftSet> Sets => [_vips, _guests, _networks];

    /// <summary>A guest's own address decides before its network's does, so guests of the default card are named too.</summary>
    private void AddGuests(RenderContext context, PublicUplink uplink)
    {
        foreach (Eip eip in context.State.Eips.Where(eip => uplink.Has(context.Index.VipAddress(eip.VipId))))
        {
            _guests.Add($"{eip.GuestAddress} : {uplink.Mark}");
        }
    }
}
