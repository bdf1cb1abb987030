using ZStackVCenter.Vim.Types;

namespace ZStackVCenter.Engine.Inventory;

/// <summary>A VM's network adapters, from <c>config.hardware.device</c> and <c>guest.net</c>.</summary>
internal static class NicTransform
{
    /// <summary>The adapters in the order of their slots, numbered from 0.</summary>
    /// <param name="devices">The VM's devices.</param>
    /// <param name="guest">What VMware Tools report of the guest's adapters.</param>
    /// <param name="networks">Names networks by managed object id.</param>
    public static IReadOnlyList<NicRow> From(IReadOnlyList<VirtualDevice> devices, IReadOnlyList<GuestNicInfo> guest, NetworkNames networks) =>
        [.. devices.OfType<VirtualEthernetCard>()
            .OrderBy(c => c.UnitNumber ?? int.MaxValue).ThenBy(c => c.Key)
            .Select((card, number) => One(card, number, guest, networks))];

    private static NicRow One(VirtualEthernetCard card, int number, IReadOnlyList<GuestNicInfo> guest, NetworkNames networks)
    {
        var addresses = Addresses(guest.FirstOrDefault(g => g.DeviceConfigId == card.Key)
            ?? guest.FirstOrDefault(g => g.DeviceConfigId <= 0 && string.Equals(g.MacAddress, card.MacAddress, StringComparison.OrdinalIgnoreCase)));
        var (id, name) = Network(card.Backing, networks);
        return new NicRow(card.Key)
        {
            DeviceNumber = number,
            Label = card.DeviceInfo?.Label ?? $"Network adapter {number + 1}",
            MacAddress = (card.MacAddress ?? "").ToLowerInvariant(),
            IpAddresses = addresses,
            IpAddress = GuestAddresses.FirstIPv4(addresses),
            NetworkManagedObjectId = id,
            Network = name,
            AdapterType = card.VimTypeName.StartsWith("Virtual", StringComparison.Ordinal) ? card.VimTypeName["Virtual".Length..] : card.VimTypeName,
            Connected = card.Connectable?.Connected ?? false,
        };
    }

    // ipConfig tells more, and older Tools fill ipAddress alone.
    private static IReadOnlyList<string> Addresses(GuestNicInfo? guest) =>
        guest?.IpConfig is { IpAddress.Count: > 0 } config
            ? [.. config.IpAddress.Select(a => a.IpAddress)]
            : guest?.IpAddress ?? [];

    private static (string? Id, string? Name) Network(VirtualDeviceBackingInfo? backing, NetworkNames networks) => backing switch
    {
        VirtualEthernetCardDistributedVirtualPortBackingInfo { Port.PortgroupKey: { } key } => (key, networks.OfDistributed(key)),
        VirtualEthernetCardNetworkBackingInfo standard => (standard.Network?.Value, standard.DeviceName ?? networks.Of(standard.Network?.Value)),
        VirtualEthernetCardOpaqueNetworkBackingInfo opaque => (null, opaque.OpaqueNetworkId),
        _ => (null, null),
    };
}
