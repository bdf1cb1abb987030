using ZStackVCenter.Router.State;

namespace ZStackVCenter.Router.Render.Nftables;

/// <summary>Which cards there are, who may be behind them, and what is served on which.</summary>
internal sealed class AccessSets
{
    private readonly NftSet _privateCards = NftSet.Set("private_cards", "ifname");
    private readonly NftSet _publicCards = NftSet.Set("public_cards", "ifname");
    private readonly NftSet _privateSources = NftSet.RangeSet("private_sources", "ifname . ipv4_addr");
    private readonly NftSet _privateNetworks = NftSet.RangeSet("private_networks", "ipv4_addr");
    private readonly NftSet _management = NftSet.RangeSet("management_sources", "ipv4_addr");
    private readonly NftSet _guestServices = NftSet.Set("guest_services", "ifname . inet_proto . inet_service");
    private readonly NftSet _noPing = NftSet.Set("no_ping_cards", "ifname");
    private readonly NftSet _noListeners = NftSet.Set("no_listener_cards", "ifname");
    private readonly NftSet _listeners = NftSet.Set("listeners", "ipv4_addr . inet_proto . inet_service");

    public AccessSets(RenderContext context)
    {
        foreach (PublicInterface card in context.State.PublicInterfaces)
        {
            _publicCards.Add($"\"{RenderContext.PublicName(card.Mac)}\"");
        }

        foreach (PrivateNetwork network in context.State.PrivateNetworks)
        {
            AddPrivate(network, RenderContext.PrivateName(network.Mac));
        }

        foreach (var source in context.State.Management.AllowedCidrs.WithoutContained())
        {
            _management.Add($"{source}");
        }

        foreach (Listener listener in context.LiveListeners)
        {
            _listeners.Add($"{context.Index.VipAddress(listener.VipId)} . {NftProtocol.Of(listener.Protocol)} . {listener.Port}");
        }
    }

    public IEnumerable<NftSet> Sets =>
    [
        _privateCards, _publicCards, _privateSources, _privateNetworks, _management, _guestServices, _noPing, _noListeners, _listeners,
    ];

    private void AddPrivate(PrivateNetwork network, string card)
    {
        _privateCards.Add($"\"{card}\"");
        _privateSources.Add($"\"{card}\" . {network.Network}");
        _privateNetworks.Add($"{network.Network}");
        if (network.Dhcp)
        {
            _guestServices.Add($"\"{card}\" . udp . 67");
        }

        if (network.Dns)
        {
            _guestServices.Add($"\"{card}\" . udp . 53");
            _guestServices.Add($"\"{card}\" . tcp . 53");
        }

        if (!network.AllowPing)
        {
            _noPing.Add($"\"{card}\"");
        }

        if (!network.AllowListeners)
        {
            _noListeners.Add($"\"{card}\"");
        }
    }
}
