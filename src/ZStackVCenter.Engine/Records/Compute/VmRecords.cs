using System.Data.Common;
using System.Text.Json;
using ZStackVCenter.Engine.Compute;
using ZStackVCenter.Engine.Networking;
using ZStackVCenter.Engine.Records.Secrets;
using ZStackVCenter.Engine.Records.Store;

namespace ZStackVCenter.Engine.Records;

/// <summary>Where a VM's record is in its life.</summary>
internal enum VmLife
{
    /// <summary>As in vCenter.</summary>
    Live,

    /// <summary>Being made.</summary>
    Making,

    /// <summary>In the recycle bin.</summary>
    Deleted,

    /// <summary>On the way out of it for good.</summary>
    Expunging,
}

/// <summary>What the records alone hold of a VM.</summary>
internal sealed record VmOwnValues(string? Description, ZsHaLevel HaLevel, Guid? InstanceOfferingId);

/// <summary>What a VM comes from, by record ids.</summary>
internal sealed record VmOrigin(Guid? ImageId, Guid? InstanceOfferingId, Guid? DefaultNetworkId);

/// <summary>What the module itself writes of a VM: the state it shows meanwhile, its life, what hangs on it. The rest comes from vCenter.</summary>
internal sealed class VmRecords(RecordStore store)
{
    /// <summary>Shows a VM in a state until its record is brought up to date.</summary>
    public Task<int> MarkAsync(Guid vmId, ZsVmState state, CancellationToken cancellationToken) => store.WriteAsync(
        connection => connection.ExecuteAsync(
            // Without its digest, so that the next look at vCenter writes the state anew.
            "UPDATE vms SET state = @state, hash = 0 WHERE id = @id", cancellationToken, ("id", vmId), ("state", EnumText<ZsVmState>.Write(state))),
        cancellationToken);

    /// <summary>Shows a VM on a host and in a state until its record is brought up to date.</summary>
    public Task<int> PlaceAsync(Guid vmId, string hostId, ZsVmState state, CancellationToken cancellationToken) => store.WriteAsync(
        connection => connection.ExecuteAsync(
            "UPDATE vms SET host_id = (SELECT h.id FROM hosts h WHERE h.vcenter_id = vms.vcenter_id AND h.managed_object_id = @host), state = @state, hash = 0 WHERE id = @id",
            cancellationToken, ("id", vmId), ("host", hostId), ("state", EnumText<ZsVmState>.Write(state))),
        cancellationToken);

    /// <summary>Says whether availability leaves a VM alone until it is started again.</summary>
    public Task<int> PauseHaAsync(Guid vmId, bool paused, CancellationToken cancellationToken) => store.WriteAsync(
        connection => connection.ExecuteAsync("UPDATE vms SET ha_paused = @paused WHERE id = @id", cancellationToken, ("id", vmId), ("paused", paused)),
        cancellationToken);

    /// <summary>Writes the record of a VM that is about to be made; one with that id is there already when an earlier try wrote it.</summary>
    public Task AddAsync(CreateVmMemory vm, CancellationToken cancellationToken) => store.WriteAsync(
        async connection =>
        {
            await AddAsync(connection, vm, cancellationToken).ConfigureAwait(false);
            return vm.ConsolePassword is { } password
                ? await ConsolePasswords.WriteAsync(connection, vm.VmId, password, store.Time.NowMicroseconds(), cancellationToken).ConfigureAwait(false)
                : 0;
        },
        cancellationToken);

    /// <summary>Gives a record the managed object id that vCenter gave its VM.</summary>
    public Task<int> ManageAsync(Guid vmId, string managedObjectId, CancellationToken cancellationToken) => store.WriteAsync(
        connection => connection.ExecuteAsync(
            "UPDATE vms SET managed_object_id = @managed, hash = 0 WHERE id = @id AND managed_object_id IS NULL", cancellationToken, ("id", vmId), ("managed", managedObjectId)),
        cancellationToken);

    /// <summary>Moves a VM on in its life.</summary>
    public Task<int> SetLifeAsync(Guid vmId, VmLife life, CancellationToken cancellationToken) => store.WriteAsync(
        connection => connection.ExecuteAsync("UPDATE vms SET life = @life WHERE id = @id", cancellationToken, ("id", vmId), ("life", EnumText<VmLife>.Write(life))),
        cancellationToken);

    /// <summary>Writes what the records hold of a change; null leaves a value as it is.</summary>
    public Task<int> SetAsync(Guid vmId, SetVmRequest change, CancellationToken cancellationToken) => store.WriteAsync(
        connection => connection.ExecuteAsync(
            """
            UPDATE vms SET description = CASE WHEN @describe THEN @description ELSE description END, ha_level = coalesce(@ha, ha_level),
                instance_offering_id = CASE WHEN @offering IS NOT NULL THEN @offering WHEN @resize THEN NULL ELSE instance_offering_id END
            WHERE id = @id
            """,
            cancellationToken,
            ("id", vmId), ("describe", change.Description is not null), ("description", change.Description is { Length: 0 } ? null : change.Description),
            ("ha", change.HaLevel is { } level ? EnumText<ZsHaLevel>.Write(level) : null), ("offering", change.InstanceOfferingId),
            ("resize", change.CpuCount is not null || change.MemorySize is not null)),
        cancellationToken);

    /// <summary>What the records hold of a VM beside what vCenter tells.</summary>
    public Task<VmOwnValues> OwnAsync(Guid vmId, CancellationToken cancellationToken) => store.ReadAsync(
        async connection =>
        {
            await using var command = connection.Command("SELECT description, ha_level, instance_offering_id FROM vms WHERE id = @id", ("id", vmId));
            await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            return await reader.ReadAsync(cancellationToken).ConfigureAwait(false)
                ? new VmOwnValues(reader.Text(0), EnumText<ZsHaLevel>.Read(reader.GetString(1)), reader.Uuid(2))
                : new VmOwnValues(null, ZsHaLevel.None, null);
        },
        cancellationToken);

    /// <summary>Puts those values back.</summary>
    public Task<int> SetOwnAsync(Guid vmId, VmOwnValues own, CancellationToken cancellationToken) => store.WriteAsync(
        connection => connection.ExecuteAsync(
            "UPDATE vms SET description = @description, ha_level = @ha, instance_offering_id = @offering WHERE id = @id", cancellationToken,
            ("id", vmId), ("description", own.Description), ("ha", EnumText<ZsHaLevel>.Write(own.HaLevel)), ("offering", own.InstanceOfferingId)),
        cancellationToken);

    /// <summary>Puts a record into the recycle bin: its clock begins, its addresses are returned and remembered. One that is there stays as it is.</summary>
    public Task<int> DeleteAsync(Guid vmId, CancellationToken cancellationToken) => store.WriteAsync(
        async connection =>
        {
            var had = new Dictionary<Guid, string>();
            await using (var command = connection.Command("SELECT network_id, address FROM ip_addresses WHERE owner_id = @id", ("id", vmId)))
            {
                await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    had[reader.GetGuid(0)] = Ipv4.Text(reader.GetInt64(1));
                }
            }
            await AddressRecords.ReturnAsync(connection, vmId, null, cancellationToken).ConfigureAwait(false);
            return await connection.ExecuteAsync(
                "UPDATE vms SET life = @deleted, deleted_at = @now, returned_addresses = @had WHERE id = @id AND life <> @deleted",
                cancellationToken,
                ("id", vmId), ("deleted", EnumText<VmLife>.Write(VmLife.Deleted)), ("now", store.Time.NowMicroseconds()), ("had", JsonSerializer.Serialize(had))).ConfigureAwait(false);
        },
        cancellationToken);

    /// <summary>
    /// Takes a record out of the recycle bin. It gets the addresses that it had; where one is taken by now, another of that network, and
    /// none where the network has none left or is gone.
    /// </summary>
    public async Task UndeleteAsync(Guid vmId, AddressRecords addresses, CancellationToken cancellationToken)
    {
        var had = await store.ReadAsync(
            connection => connection.ScalarAsync<string>("SELECT returned_addresses FROM vms WHERE id = @id", cancellationToken, ("id", vmId)), cancellationToken).ConfigureAwait(false);
        foreach (var (network, address) in JsonSerializer.Deserialize<Dictionary<Guid, string>>(had ?? "{}") ?? [])
        {
            if (await TakeAgainAsync(addresses, network, vmId, Ipv4.Parse(address), cancellationToken).ConfigureAwait(false) is ZsErrorId.IpAddressInUse or ZsErrorId.IpAddressInvalid)
            {
                await TakeAgainAsync(addresses, network, vmId, null, cancellationToken).ConfigureAwait(false);
            }
        }
        await store.WriteAsync(
            connection => connection.ExecuteAsync(
                "UPDATE vms SET life = @live, deleted_at = NULL, returned_addresses = NULL WHERE id = @id", cancellationToken, ("id", vmId), ("live", EnumText<VmLife>.Write(VmLife.Live))),
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Removes a VM's record for good. Its addresses are returned, and its data volumes stay as volumes of no VM.</summary>
    public Task<int> ForgetAsync(Guid vmId, CancellationToken cancellationToken) => store.WriteAsync(
        async connection =>
        {
            await AddressRecords.ReturnAsync(connection, vmId, null, cancellationToken).ConfigureAwait(false);
            await connection.ExecuteAsync(
                "UPDATE volumes SET vm_id = NULL, device_key = NULL, slot = NULL WHERE vm_id = @id AND type = @data", cancellationToken,
                ("id", vmId), ("data", EnumText<ZsVolumeType>.Write(ZsVolumeType.Data))).ConfigureAwait(false);
            return await connection.ExecuteAsync("DELETE FROM vms WHERE id = @id", cancellationToken, ("id", vmId)).ConfigureAwait(false);
        },
        cancellationToken);

    /// <summary>What a VM was made of and by, and the network of its default route; null where there is none, or it is gone.</summary>
    public Task<VmOrigin> OriginAsync(Guid vmId, CancellationToken cancellationToken) => store.ReadAsync(
        async connection =>
        {
            await using var command = connection.Command("SELECT image_id, instance_offering_id, default_network_id FROM vms WHERE id = @id", ("id", vmId));
            await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            return await reader.ReadAsync(cancellationToken).ConfigureAwait(false) ? new VmOrigin(reader.Uuid(0), reader.Uuid(1), reader.Uuid(2)) : new VmOrigin(null, null, null);
        },
        cancellationToken);

    /// <summary>Gives a VM a network of its default route.</summary>
    public Task<int> SetDefaultNetworkAsync(Guid vmId, Guid? networkId, CancellationToken cancellationToken) => store.WriteAsync(
        connection => connection.ExecuteAsync("UPDATE vms SET default_network_id = @network WHERE id = @id", cancellationToken, ("id", vmId), ("network", networkId)),
        cancellationToken);

    /// <summary>What is in the recycle bin longer than a time; of all vCenters or of one.</summary>
    public Task<IReadOnlyList<Guid>> DeletedBeforeAsync(Guid? vCenterId, DateTime time, CancellationToken cancellationToken) => store.ReadAsync<IReadOnlyList<Guid>>(
        async connection =>
        {
            var ids = new List<Guid>();
            await using var command = connection.Command(
                $"SELECT id FROM vms WHERE deleted_at <= @time AND life = @deleted{(vCenterId is null ? "" : " AND vcenter_id = @vcenter")} ORDER BY deleted_at",
                ("time", RecordText.ToMicroseconds(time)), ("deleted", EnumText<VmLife>.Write(VmLife.Deleted)));
            if (vCenterId is { } id)
            {
                command.Set("vcenter", id);
            }
            await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                ids.Add(reader.GetGuid(0));
            }
            return ids;
        },
        cancellationToken);

    private Task<int> AddAsync(DbConnection connection, CreateVmMemory vm, CancellationToken cancellationToken) => connection.ExecuteAsync(
        """
        INSERT INTO vms (id, vcenter_id, managed_object_id, name, name_key, description, created_at, seen_at, hash, devices_hash, change_version, state, cpu_count,
            memory_size, host_id, datastore_id, networks, platform, guest_os, instance_uuid, bios_uuid, path, committed_size, ha_level, life, instance_offering_id,
            image_id, default_network_id)
        VALUES (@id, @vcenter, NULL, @name, @key, @description, @now, @now, 0, 0, '', @state, @cpus, @memory, @host, @datastore, '[]', @platform, '', @id, @id, '', 0,
            @ha, @making, @offering, @image, @network)
        ON CONFLICT (id) DO NOTHING
        """,
        cancellationToken,
        ("id", vm.VmId), ("vcenter", vm.VCenterId), ("name", vm.Name), ("key", RecordText.NameKey(vm.Name)), ("description", vm.Description),
        ("now", store.Time.NowMicroseconds()), ("state", EnumText<ZsVmState>.Write(ZsVmState.Stopped)), ("cpus", vm.CpuCount), ("memory", vm.MemorySize),
        ("host", vm.HostId), ("datastore", vm.DatastoreId), ("platform", EnumText<ZsPlatform>.Write(vm.Platform)), ("ha", EnumText<ZsHaLevel>.Write(vm.HaLevel)),
        ("making", EnumText<VmLife>.Write(VmLife.Making)), ("offering", vm.InstanceOfferingId), ("image", vm.ImageId), ("network", vm.DefaultNetworkId));

    // The id of the error that came of it; null when it was taken, or when the network is gone.
    private static async Task<string?> TakeAgainAsync(AddressRecords addresses, Guid network, Guid vmId, uint? wanted, CancellationToken cancellationToken)
    {
        try
        {
            await addresses.TakeAsync(network, ZsResourceType.Vm, vmId, wanted, cancellationToken).ConfigureAwait(false);
            return null;
        }
        catch (ZsException e) when (e.ErrorId is ZsErrorId.IpAddressInUse or ZsErrorId.IpAddressInvalid or ZsErrorId.IpRangeExhausted)
        {
            return e.ErrorId;
        }
    }
}
