using System.Net;
using ZStackVCenter.Router.State;

namespace ZStackVCenter.Router.Render.Network;

/// <summary>A public card as a way out.</summary>
/// <param name="Card">The card.</param>
/// <param name="Mark">The mark of packets that must leave by it; 0 for the default card.</param>
/// <param name="Addresses">The card's own address and its VIPs'.</param>
internal sealed record PublicUplink(PublicInterface Card, int Mark, IReadOnlyList<IPAddress> Addresses)
{
    /// <summary>The number of its routing table.</summary>
    public int Table => Mark;

    public bool Has(IPAddress? address) => address is not null && Addresses.Contains(address);
}

/// <summary>
/// The ways out. What has an address of a card leaves by that card: a provider drops packets with another's address. Cards other than the
/// default one have a routing table each, chosen by a mark (guests' packets) or by the source address (the router's own).
/// </summary>
internal sealed class PublicUplinks
{
    private const int FirstTable = 101;

    public PublicUplinks(RenderContext context)
    {
        ILookup<MacAddress, IPAddress> vips = context.State.Vips.ToLookup(vip => vip.Interface, vip => vip.Address);
        PublicUplink Uplink(PublicInterface card, int mark) => new(card, mark, [.. vips[card.Mac].Prepend(card.Address).Distinct().OrderBy(address => address.ToNumber())]);

        Default = context.State.PublicInterfaces.Where(card => card.IsDefaultRoute).Select(card => Uplink(card, 0)).FirstOrDefault();
        Others =
        [
            .. context.State.PublicInterfaces
                .Where(card => !card.IsDefaultRoute && card.Gateway is not null)
                .OrderBy(card => card.Mac)
                .Select((card, index) => Uplink(card, FirstTable + index)),
        ];
    }

    public PublicUplink? Default { get; }

    public IReadOnlyList<PublicUplink> Others { get; }
}
