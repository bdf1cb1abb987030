using System.Globalization;

namespace ZStackVCenter.Engine.Networking;

/// <summary>A range of addresses that keeps all rules of its own (domain.md §12.1).</summary>
/// <param name="Start">The first address.</param>
/// <param name="End">The last address.</param>
/// <param name="Gateway">The gateway, outside the range.</param>
/// <param name="PrefixLength">The length of the network's prefix, 1 to 30.</param>
internal sealed record IpRangeSpec(uint Start, uint End, uint Gateway, int PrefixLength)
{
    /// <summary>The network's own address.</summary>
    public uint Network => Start & Ipv4.Mask(PrefixLength);

    /// <summary>The network in CIDR notation.</summary>
    public string Cidr => Ipv4.Cidr(Start, PrefixLength);

    /// <summary>How many addresses it holds.</summary>
    public long Count => (long)End - Start + 1;

    /// <summary>The range as users see it, without what only the records know.</summary>
    public ZsIpRange ToRange() => new()
    {
        StartIp = Ipv4.Text(Start),
        EndIp = Ipv4.Text(End),
        Gateway = Ipv4.Text(Gateway),
        Netmask = Ipv4.Text(Ipv4.Mask(PrefixLength)),
        Cidr = Cidr,
        AddressCount = Count,
    };

    /// <summary>First and last address.</summary>
    public override string ToString() => $"{Ipv4.Text(Start)}-{Ipv4.Text(End)}";
}

/// <summary>The rules that a range of addresses has to keep (domain.md §12.1), each refused with its numbers.</summary>
internal static class IpRangeRules
{
    // Nobody's address on a network of VMs: this network, loopback, link-local, multicast, reserved (RFC 6890).
    private static readonly (uint First, uint Last, string What)[] Reserved =
    [
        (0x00000000, 0x00FFFFFF, "'this network' (0.0.0.0/8)"),
        (0x7F000000, 0x7FFFFFFF, "loopback (127.0.0.0/8)"),
        (0xA9FE0000, 0xA9FEFFFF, "link-local (169.254.0.0/16)"),
        (0xE0000000, 0xEFFFFFFF, "multicast (224.0.0.0/4)"),
        (0xF0000000, 0xFFFFFFFF, "reserved (240.0.0.0/4)"),
    ];

    /// <summary>A range from its first and last address, mask and gateway.</summary>
    /// <exception cref="ZsException"><see cref="ZsErrorId.IpRangeInvalid"/> with the rule that it breaks.</exception>
    public static IpRangeSpec FromRange(string startIp, string endIp, string netmask, string gateway)
    {
        var (start, end, mask, router) = (Read(startIp, "first address"), Read(endIp, "last address"), Read(netmask, "netmask"), Read(gateway, "gateway"));
        if (Ipv4.PrefixLength(mask) is not { } length || length is < 1 or > 30)
        {
            throw Invalid($"{netmask} is no netmask of a network of VMs.", "Give one from 128.0.0.0 to 255.255.255.252, such as 255.255.255.0.", netmask);
        }
        return Check(new IpRangeSpec(start, end, router, length));
    }

    /// <summary>
    /// The range of a network in CIDR notation: the first usable address is the gateway, the second to the last are handed out. The host
    /// part does not count: 192.168.1.1/24 is 192.168.1.0/24.
    /// </summary>
    /// <exception cref="ZsException"><see cref="ZsErrorId.IpRangeInvalid"/> with the rule that it breaks.</exception>
    public static IpRangeSpec FromCidr(string cidr)
    {
        var parts = cidr.Trim().Split('/');
        if (parts.Length != 2 || Ipv4.Parse(parts[0]) is not { } address
            || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var length) || length > 32)
        {
            throw Invalid($"'{cidr}' is no network in CIDR notation.", "Write it as 192.168.1.0/24.", cidr);
        }
        if (length is < 1 or > 30)
        {
            throw Invalid($"{cidr} has no room for a gateway and addresses to hand out.", "Give a prefix length from 1 to 30.", cidr);
        }
        var network = address & Ipv4.Mask(length);
        return Check(new IpRangeSpec(network + 2, (network | ~Ipv4.Mask(length)) - 1, network + 1, length));
    }

    /// <summary>Refuses a range that does not go with what is there on the same L2 network.</summary>
    /// <param name="range">The range.</param>
    /// <param name="own">The ranges that its network has.</param>
    /// <param name="neighbours">The ranges of other networks on the same port group or VLAN, with their networks' names.</param>
    /// <exception cref="ZsException"><see cref="ZsErrorId.IpRangeInvalid"/> or <see cref="ZsErrorId.CidrOverlap"/>.</exception>
    public static void CheckBeside(IpRangeSpec range, IReadOnlyCollection<IpRangeSpec> own, IReadOnlyCollection<(string Network, IpRangeSpec Range)> neighbours)
    {
        foreach (var other in own)
        {
            if (other.Network != range.Network || other.PrefixLength != range.PrefixLength)
            {
                throw Invalid($"The range {range} lies in {range.Cidr}, and the network's other ranges lie in {other.Cidr}.",
                    "All ranges of one network lie in one CIDR: make another network for this one.", range.ToString());
            }
            if (other.Gateway != range.Gateway)
            {
                throw Invalid($"The range {range} has the gateway {Ipv4.Text(range.Gateway)}, and the network's other ranges have {Ipv4.Text(other.Gateway)}.",
                    "All ranges of one network have one gateway.", range.ToString());
            }
            if (other.Start <= range.Gateway && range.Gateway <= other.End)
            {
                throw Invalid($"The gateway {Ipv4.Text(range.Gateway)} lies in the network's range {other}.", null, range.ToString());
            }
            Overlap(range, other, "the same network");
        }
        foreach (var (network, other) in neighbours)
        {
            Overlap(range, other, $"the network '{network}' on the same switch and VLAN");
        }
    }

    private static IpRangeSpec Check(IpRangeSpec range)
    {
        var (network, broadcast) = (range.Network, range.Network | ~Ipv4.Mask(range.PrefixLength));
        if (range.Start > range.End)
        {
            throw Invalid($"The range begins at {Ipv4.Text(range.Start)}, after its end at {Ipv4.Text(range.End)}.", "Give the lower address first.", range.ToString());
        }
        foreach (var (first, last, what) in Reserved)
        {
            if (range.Start <= last && range.End >= first)
            {
                throw Invalid($"The range {range} lies among addresses that are {what}.", null, range.ToString());
            }
        }
        if (range.Start == network)
        {
            throw Invalid($"{Ipv4.Text(range.Start)} is the address of the network {range.Cidr} itself and cannot be handed out.", null, range.ToString());
        }
        RequireUsable(range.End, "last address");
        RequireUsable(range.Gateway, "gateway");
        if (range.Start <= range.Gateway && range.Gateway <= range.End)
        {
            throw Invalid($"The gateway {Ipv4.Text(range.Gateway)} lies in the range {range} and would be handed out.", "Give a range without it.", range.ToString());
        }
        return range;

        void RequireUsable(uint address, string what)
        {
            if (address <= network || address >= broadcast)
            {
                throw Invalid($"The {what} {Ipv4.Text(address)} is no usable address of {range.Cidr}, which has {Ipv4.Text(network + 1)} to {Ipv4.Text(broadcast - 1)}.",
                    null, Ipv4.Text(address));
            }
        }
    }

    private static void Overlap(IpRangeSpec range, IpRangeSpec other, string where)
    {
        if (range.Start <= other.End && other.Start <= range.End)
        {
            throw new ZsException(ZsErrorId.CidrOverlap, ZsErrorCategory.ResourceExists,
                $"The range {range} overlaps {other} of {where}.", "Give a range beside it.", range.ToString());
        }
    }

    private static uint Read(string text, string what) =>
        Ipv4.Parse(text) ?? throw Invalid($"'{text}' is no IPv4 address for the {what}.", "Write it as four numbers, such as 192.168.1.10.", text);

    private static ZsException Invalid(string message, string? action, string target) =>
        new(ZsErrorId.IpRangeInvalid, ZsErrorCategory.InvalidArgument, message, action, target);
}
