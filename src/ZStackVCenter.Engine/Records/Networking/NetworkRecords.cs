using System.Data.Common;
using ZStackVCenter.Engine.Networking;
using ZStackVCenter.Engine.Records.Store;

namespace ZStackVCenter.Engine.Records;

/// <summary>The records of networks, their ranges and their DNS servers.</summary>
internal sealed class NetworkRecords(RecordStore store)
{
    /// <summary>
    /// Which adapters (<c>vm_nics</c>) are on which network, as a condition over the two tables' aliases: by the port group's id, or its name
    /// where vCenter tells no id.
    /// </summary>
    public static string IsOn(string nic, string network) =>
        $"{nic}.vcenter_id = {network}.vcenter_id AND ({nic}.network_managed_object_id = {network}.managed_object_id OR ({network}.managed_object_id IS NULL AND {nic}.network = {network}.port_group))";

    /// <summary>Writes a new network with its ranges and DNS servers; one with that id is there already when an earlier try wrote it.</summary>
    /// <exception cref="ZsException">A range overlaps one that is there.</exception>
    public Task<bool> AddAsync(Guid id, NewNetworkRequest request, ZsSwitchKind switchKind, CancellationToken cancellationToken) => store.WriteAsync(
        async connection =>
        {
            if (await connection.ScalarAsync<long>("SELECT count(*) FROM networks WHERE id = @id", cancellationToken, ("id", id)).ConfigureAwait(false) > 0)
            {
                return false;
            }
            var now = store.Time.NowMicroseconds();
            await connection.ExecuteAsync(
                """
                INSERT INTO networks (id, vcenter_id, name, name_key, description, created_at, kind, cluster_id, switch_name, switch_kind, vlan_id, port_group, state)
                VALUES (@id, @vcenter, @name, @key, @description, @now, @kind, @cluster, @switch, @switch_kind, @vlan, @name, @state)
                """,
                cancellationToken,
                ("id", id), ("vcenter", request.VCenterId), ("name", request.Name), ("key", RecordText.NameKey(request.Name)), ("description", request.Description),
                ("now", now), ("kind", EnumText<ZsNetworkKind>.Write(request.Kind)), ("cluster", request.ClusterId), ("switch", request.Switch),
                ("switch_kind", EnumText<ZsSwitchKind>.Write(switchKind)), ("vlan", request.VlanId), ("state", EnumText<ZsState>.Write(ZsState.Disabled))).ConfigureAwait(false);
            foreach (var range in request.Ranges)
            {
                var spec = range.ToSpec();
                await RangeRecords.AddAsync(connection, id, range.Name ?? spec.ToString(), range.Description, spec, now, cancellationToken).ConfigureAwait(false);
            }
            await AddDnsAsync(connection, id, request.Dns, cancellationToken).ConfigureAwait(false);
            return true;
        },
        cancellationToken);

    /// <summary>Says that the network stands: its port group is there.</summary>
    public Task<int> OpenAsync(Guid id, string? managedObjectId, CancellationToken cancellationToken) => store.WriteAsync(
        connection => connection.ExecuteAsync("UPDATE networks SET managed_object_id = @managed, state = @state WHERE id = @id",
            cancellationToken, ("id", id), ("managed", managedObjectId), ("state", EnumText<ZsState>.Write(ZsState.Enabled))),
        cancellationToken);

    /// <summary>Removes the record with its ranges and addresses; none is no error.</summary>
    public Task<int> RemoveAsync(Guid id, CancellationToken cancellationToken) => store.WriteAsync(
        connection => connection.ExecuteAsync("DELETE FROM networks WHERE id = @id", cancellationToken, ("id", id)), cancellationToken);

    /// <summary>Changes a network within a transaction.</summary>
    public static Task<int> SetAsync(DbConnection connection, Guid id, NetworkChange change, CancellationToken cancellationToken) => connection.ExecuteAsync(
        """
        UPDATE networks SET name = coalesce(@name, name), name_key = coalesce(@key, name_key),
            description = CASE WHEN @describe THEN @description ELSE description END, state = coalesce(@state, state) WHERE id = @id
        """,
        cancellationToken,
        ("id", id), ("name", change.Name?.Trim()), ("key", change.Name is null ? null : RecordText.NameKey(change.Name.Trim())), ("describe", change.Description is not null),
        ("description", change.Description is { Length: 0 } ? null : change.Description), ("state", change.State is { } state ? EnumText<ZsState>.Write(state) : null));

    /// <summary>Adds DNS servers at the end, within a transaction; one that is there stays where it is.</summary>
    public static async Task AddDnsAsync(DbConnection connection, Guid id, IEnumerable<string> servers, CancellationToken cancellationToken)
    {
        foreach (var server in servers)
        {
            await connection.ExecuteAsync(
                """
                INSERT INTO network_dns (network_id, position, address)
                SELECT @network, coalesce((SELECT max(position) FROM network_dns WHERE network_id = @network), 0) + 1, @address
                WHERE NOT EXISTS (SELECT 1 FROM network_dns WHERE network_id = @network AND address = @address)
                """,
                cancellationToken, ("network", id), ("address", server)).ConfigureAwait(false);
        }
    }

    /// <summary>Removes DNS servers within a transaction; one that is not there is no error.</summary>
    public static async Task RemoveDnsAsync(DbConnection connection, Guid id, IEnumerable<string> servers, CancellationToken cancellationToken)
    {
        foreach (var server in servers)
        {
            await connection.ExecuteAsync("DELETE FROM network_dns WHERE network_id = @network AND address = @address",
                cancellationToken, ("network", id), ("address", server)).ConfigureAwait(false);
        }
    }

    /// <summary>The managed object ids of the hosts of a cluster that the import filter took.</summary>
    public Task<IReadOnlyList<string>> HostsOfClusterAsync(Guid clusterId, CancellationToken cancellationToken) => ReadTextsAsync(
        "SELECT managed_object_id FROM hosts WHERE cluster_id = @id AND managed_object_id IS NOT NULL ORDER BY managed_object_id", clusterId, cancellationToken);

    /// <summary>The adapters on a network: their VM's managed object id and their device key.</summary>
    public Task<IReadOnlyList<(string Vm, string Name, int DeviceKey)>> AdaptersAsync(Guid networkId, CancellationToken cancellationToken) =>
        store.ReadAsync<IReadOnlyList<(string, string, int)>>(
            async connection =>
            {
                var found = new List<(string, string, int)>();
                await using var command = connection.Command(
                    $"""
                    SELECT v.managed_object_id, v.name, c.device_key FROM vm_nics c JOIN vms v ON v.id = c.vm_id JOIN networks n ON n.id = @network AND {IsOn("c", "n")}
                    WHERE v.managed_object_id IS NOT NULL ORDER BY v.name_key, c.device_key
                    """,
                    ("network", networkId));
                await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    found.Add((reader.GetString(0), reader.GetString(1), reader.GetInt32(2)));
                }
                return found;
            },
            cancellationToken);

    private Task<IReadOnlyList<string>> ReadTextsAsync(string sql, Guid id, CancellationToken cancellationToken) => store.ReadAsync<IReadOnlyList<string>>(
        async connection =>
        {
            var texts = new List<string>();
            await using var command = connection.Command(sql, ("id", id));
            await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                texts.Add(reader.GetString(0));
            }
            return texts;
        },
        cancellationToken);
}
