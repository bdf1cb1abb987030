using System.Net;
using ZStackVCenter.Engine.Networking;
using ZStackVCenter.Engine.Records.Store;

namespace ZStackVCenter.Engine.Records;

/// <summary>How virtual machines' network adapters are read.</summary>
internal static class VmNicReading
{
    private static readonly string Select = $"""
        SELECT t.id, t.name, t.description, t.created_at, t.seen_at, t.vm_id, m.name, t.device_key, t.device_number, t.mac_address,
            t.ip_address, t.ip_addresses, t.network, t.network_managed_object_id, t.adapter_type, t.connected,
            (SELECT a.address FROM ip_addresses a JOIN networks n ON n.id = a.network_id WHERE a.owner_id = t.vm_id AND {NetworkRecords.IsOn("t", "n")} LIMIT 1)
        FROM vm_nics t
        JOIN vms m ON m.id = t.vm_id
        """;

    public static Reading<ZsVmNic> For(VmNicQuery query, Dialect dialect)
    {
        var networks = new NameFilter(query.NetworkNames);
        // Compared as addresses: the same IPv6 address is written in many ways.
        var addresses = query.IpAddresses.Select(Address).ToHashSet();
        return new Reading<ZsVmNic>(ZsResourceType.VmNic, Select, (row, place) => Read(row, place, networks, addresses))
        {
            Filter = new RowFilter(dialect)
                .Ids("t.vm_id", query.VmIds)
                .Ids($"EXISTS (SELECT 1 FROM networks n WHERE {NetworkRecords.IsOn("t", "n")} AND {{0}})", "n.id", query.NetworkIds),
            // Their own names say only which adapter of its VM each is.
            Order = "m.name_key, t.device_number, t.id",
            IsExact = networks.IsEmpty && addresses.Count == 0,
        };
    }

    private static IPAddress Address(string text) => IPAddress.TryParse(text, out var address)
        ? address
        : throw new ZsException(ZsErrorId.InvalidArgument, ZsErrorCategory.InvalidArgument, $"'{text}' is no IP address.", "Give one such as 10.0.0.5 or fd00::5.", text);

    private static ZsVmNic? Read(Row row, Place place, NameFilter networks, HashSet<IPAddress> wanted)
    {
        var addresses = place.Texts(row.GetString(11));
        return (networks.IsEmpty || (row.Text(12) is { } network && networks.Matches(network)))
            && (wanted.Count == 0 || Addresses(row, addresses).Any(text => IPAddress.TryParse(text, out var address) && wanted.Contains(address)))
            ? Make(row, place, addresses)
            : null;
    }

    private static string? Assigned(Row row) => row.IsDBNull(16) ? null : Ipv4.Text(row.GetInt64(16));

    private static IEnumerable<string> Addresses(Row row, IReadOnlyList<string> seen) => Assigned(row) is { } assigned ? seen.Append(assigned) : seen;

    private static ZsVmNic Make(Row row, Place place, IReadOnlyList<string> addresses) => new()
    {
        Id = row.GetGuid(0),
        Name = row.GetString(1),
        Description = row.Text(2),
        CreatedAt = row.Time(3),
        LastSeenAt = place.SeenAt(row.GetInt64(4)),
        VCenterId = place.Id,
        VCenter = place.Name,
        VmId = row.GetGuid(5),
        Vm = row.GetString(6),
        DeviceKey = row.GetInt32(7),
        DeviceNumber = row.GetInt32(8),
        MacAddress = row.GetString(9),
        IpAddress = row.Text(10) ?? Assigned(row),
        IpAddresses = addresses,
        Network = row.Text(12),
        NetworkManagedObjectId = row.Text(13),
        AdapterType = row.GetString(14),
        Connected = row.GetBoolean(15),
        AssignedIp = Assigned(row),
    };
}
