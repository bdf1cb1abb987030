using System.Data.Common;
using ZStackVCenter.Engine.Networking;
using ZStackVCenter.Engine.Records.Store;

namespace ZStackVCenter.Engine.Records;

/// <summary>A range as it stands in the records.</summary>
internal sealed record KnownRange(Guid Id, string Name, IpRangeSpec Range);

/// <summary>Where frames of networks meet: a switch and a VLAN; for a standard switch within its cluster.</summary>
internal sealed record NetworkSegment(Guid VCenterId, string Switch, ZsSwitchKind SwitchKind, int? VlanId, Guid? ClusterId);

/// <summary>The ranges of addresses of networks.</summary>
internal static class RangeRecords
{
    /// <summary>The ranges of a network, by address.</summary>
    public static async Task<IReadOnlyList<KnownRange>> OfNetworkAsync(DbConnection connection, Guid networkId, CancellationToken cancellationToken)
    {
        var ranges = new List<KnownRange>();
        await using var command = connection.Command(
            "SELECT id, name, start_ip, end_ip, gateway, prefix_length FROM ip_ranges WHERE network_id = @network ORDER BY start_ip", ("network", networkId));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            ranges.Add(new KnownRange(reader.GetGuid(0), reader.GetString(1),
                new IpRangeSpec((uint)reader.GetInt64(2), (uint)reader.GetInt64(3), (uint)reader.GetInt64(4), reader.GetInt32(5))));
        }
        return ranges;
    }

    /// <summary>The ranges of other networks on the same switch and VLAN: addresses there meet those of this network.</summary>
    /// <param name="connection">The records.</param>
    /// <param name="segment">The switch and VLAN.</param>
    /// <param name="except">The network that does not count; null for all.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<IReadOnlyList<(string Network, IpRangeSpec Range)>> BesideAsync(
        DbConnection connection, NetworkSegment segment, Guid? except, CancellationToken cancellationToken)
    {
        var ranges = new List<(string, IpRangeSpec)>();
        await using var command = connection.Command(
            """
            SELECT o.name, r.start_ip, r.end_ip, r.gateway, r.prefix_length
            FROM networks o
            JOIN ip_ranges r ON r.network_id = o.id
            WHERE o.vcenter_id = @vcenter AND o.switch_name = @switch AND o.switch_kind = @kind AND coalesce(o.vlan_id, 0) = @vlan
                AND (o.switch_kind = 'Distributed' OR o.cluster_id = @cluster) AND o.id <> @except
            ORDER BY o.name_key, r.start_ip
            """,
            ("vcenter", segment.VCenterId), ("switch", segment.Switch), ("kind", EnumText<ZsSwitchKind>.Write(segment.SwitchKind)), ("vlan", segment.VlanId ?? 0),
            ("cluster", segment.ClusterId ?? Guid.Empty), ("except", except ?? Guid.Empty));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            ranges.Add((reader.GetString(0), new IpRangeSpec((uint)reader.GetInt64(1), (uint)reader.GetInt64(2), (uint)reader.GetInt64(3), reader.GetInt32(4))));
        }
        return ranges;
    }

    /// <summary>Refuses a range that does not go with what its network and those beside it have.</summary>
    public static async Task CheckAsync(DbConnection connection, Guid networkId, IpRangeSpec range, CancellationToken cancellationToken) => IpRangeRules.CheckBeside(
        range,
        [.. (await OfNetworkAsync(connection, networkId, cancellationToken).ConfigureAwait(false)).Select(r => r.Range)],
        await BesideAsync(connection, await SegmentAsync(connection, networkId, cancellationToken).ConfigureAwait(false), networkId, cancellationToken).ConfigureAwait(false));

    /// <summary>Adds a range, after a look at its neighbours in the same transaction.</summary>
    public static async Task<Guid> AddAsync(DbConnection connection, Guid networkId, string name, string? description, IpRangeSpec range, long now, CancellationToken cancellationToken)
    {
        await CheckAsync(connection, networkId, range, cancellationToken).ConfigureAwait(false);
        var id = Guid.CreateVersion7();
        await connection.ExecuteAsync(
            """
            INSERT INTO ip_ranges (id, network_id, name, name_key, description, created_at, start_ip, end_ip, gateway, prefix_length)
            VALUES (@id, @network, @name, @key, @description, @now, @start, @end, @gateway, @prefix)
            """,
            cancellationToken,
            ("id", id), ("network", networkId), ("name", name), ("key", RecordText.NameKey(name)), ("description", description), ("now", now),
            ("start", (long)range.Start), ("end", (long)range.End), ("gateway", (long)range.Gateway), ("prefix", range.PrefixLength)).ConfigureAwait(false);
        return id;
    }

    private static async Task<NetworkSegment> SegmentAsync(DbConnection connection, Guid networkId, CancellationToken cancellationToken)
    {
        await using var command = connection.Command("SELECT vcenter_id, switch_name, switch_kind, vlan_id, cluster_id FROM networks WHERE id = @id", ("id", networkId));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        return await reader.ReadAsync(cancellationToken).ConfigureAwait(false)
            ? new NetworkSegment(reader.GetGuid(0), reader.GetString(1), EnumText<ZsSwitchKind>.Read(reader.GetString(2)), reader.IsDBNull(3) ? null : reader.GetInt32(3), reader.Uuid(4))
            : throw new ZsException(ZsErrorId.NotFound, ZsErrorCategory.ObjectNotFound, $"The records have no network {networkId}.", "Get-ZsNetwork lists them.", networkId);
    }
}
