using System.Data.Common;
using ZStackVCenter.Engine.Networking;
using ZStackVCenter.Engine.Records.Store;

namespace ZStackVCenter.Engine.Records;

/// <summary>A range as it stands in the records.</summary>
internal sealed record KnownRange(Guid Id, string Name, IpRangeSpec Range);

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

    /// <summary>The ranges of the other networks on the same switch and VLAN of the vCenter: addresses there meet those of this network.</summary>
    public static async Task<IReadOnlyList<(string Network, IpRangeSpec Range)>> BesideAsync(DbConnection connection, Guid networkId, CancellationToken cancellationToken)
    {
        var ranges = new List<(string, IpRangeSpec)>();
        await using var command = connection.Command(
            """
            SELECT o.name, r.start_ip, r.end_ip, r.gateway, r.prefix_length
            FROM networks n
            JOIN networks o ON o.id <> n.id AND o.vcenter_id = n.vcenter_id AND o.switch_name = n.switch_name AND o.switch_kind = n.switch_kind
                AND coalesce(o.vlan_id, 0) = coalesce(n.vlan_id, 0)
                AND (n.switch_kind = 'Distributed' OR o.cluster_id = n.cluster_id)
            JOIN ip_ranges r ON r.network_id = o.id
            WHERE n.id = @network
            """,
            ("network", networkId));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            ranges.Add((reader.GetString(0), new IpRangeSpec((uint)reader.GetInt64(1), (uint)reader.GetInt64(2), (uint)reader.GetInt64(3), reader.GetInt32(4))));
        }
        return ranges;
    }

    /// <summary>Adds a range, after a look at its neighbours in the same transaction.</summary>
    public static async Task<Guid> AddAsync(DbConnection connection, Guid networkId, string name, string? description, IpRangeSpec range, long now, CancellationToken cancellationToken)
    {
        IpRangeRules.CheckBeside(
            range,
            [.. (await OfNetworkAsync(connection, networkId, cancellationToken).ConfigureAwait(false)).Select(r => r.Range)],
            await BesideAsync(connection, networkId, cancellationToken).ConfigureAwait(false));
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
}
