using System.Data.Common;
using ZStackVCenter.Engine.Networking;
using ZStackVCenter.Engine.Operations;
using ZStackVCenter.Engine.Records;
using ZStackVCenter.Engine.Records.Store;

namespace ZStackVCenter.Engine.Offerings;

/// <summary>Instance and disk offerings (domain.md §7). Safe for use from many threads at once.</summary>
public sealed class OfferingService
{
    private static readonly Kind Instances = new("instance_offerings", ZsResourceType.InstanceOffering, "instance offering", "InstanceOffering");
    private static readonly Kind Disks = new("disk_offerings", ZsResourceType.DiskOffering, "disk offering", "DiskOffering");

    private readonly RecordStore _store;
    private readonly AuditLog _audit;

    internal OfferingService(RecordStore store, AuditLog audit)
    {
        _store = store;
        _audit = audit;
    }

    /// <summary>Instance offerings by name or id, ordered by name.</summary>
    public Task<IReadOnlyList<ZsInstanceOffering>> InstanceOfferingsAsync(ResourceQuery query, CancellationToken cancellationToken) => ListAsync(
        query, "SELECT id, name, description, created_at, cpu_count, memory_size, state, owner FROM instance_offerings ORDER BY name_key", row => new ZsInstanceOffering
        {
            Id = row.GetGuid(0),
            Name = row.GetString(1),
            Description = row.Text(2),
            CreatedAt = row.Time(3),
            CpuCount = row.GetInt32(4),
            MemorySize = row.GetInt64(5),
            State = EnumText<ZsState>.Read(row.GetString(6)),
            Owner = row.GetString(7),
        },
        cancellationToken);

    /// <summary>Disk offerings by name or id, ordered by name.</summary>
    public Task<IReadOnlyList<ZsDiskOffering>> DiskOfferingsAsync(ResourceQuery query, CancellationToken cancellationToken) => ListAsync(
        query, "SELECT id, name, description, created_at, size, state, owner FROM disk_offerings ORDER BY name_key", row => new ZsDiskOffering
        {
            Id = row.GetGuid(0),
            Name = row.GetString(1),
            Description = row.Text(2),
            CreatedAt = row.Time(3),
            Size = row.GetInt64(4),
            State = EnumText<ZsState>.Read(row.GetString(5)),
            Owner = row.GetString(6),
        },
        cancellationToken);

    /// <summary>Checks an instance offering to make as <see cref="CreateInstanceOfferingAsync"/> would, and writes nothing.</summary>
    /// <exception cref="ZsException">A size breaks a rule, or the name is taken.</exception>
    public Task CheckInstanceOfferingAsync(string name, int cpuCount, long memorySize, string? description, CancellationToken cancellationToken)
    {
        OfferingRules.CheckCpu(cpuCount);
        OfferingRules.CheckMemory(memorySize);
        return CheckNewAsync(Instances, name, description, cancellationToken);
    }

    /// <summary>Checks a disk offering to make as <see cref="CreateDiskOfferingAsync"/> would, and writes nothing.</summary>
    /// <exception cref="ZsException">The size breaks a rule, or the name is taken.</exception>
    public Task CheckDiskOfferingAsync(string name, long size, string? description, CancellationToken cancellationToken)
    {
        OfferingRules.CheckDisk(size);
        return CheckNewAsync(Disks, name, description, cancellationToken);
    }

    /// <summary>Checks a change of an offering, and writes nothing.</summary>
    /// <exception cref="ZsException">The name cannot be, or is taken.</exception>
    public Task CheckChangeAsync(ZsResource offering, OfferingChange change, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(offering);
        ArgumentNullException.ThrowIfNull(change);
        NetworkPlans.CheckDescription(change.Description);
        return change.Name is null
            ? Task.CompletedTask
            : CheckFreeAsync(offering is ZsInstanceOffering ? Instances : Disks, NetworkPlans.CheckName(change.Name), offering.Id, cancellationToken);
    }

    /// <summary>How many VMs are of an instance offering, also those in the recycle bin.</summary>
    public Task<long> CountVmsAsync(Guid offeringId, CancellationToken cancellationToken) => _store.ReadAsync(
        connection => connection.ScalarAsync<long>("SELECT count(*) FROM vms WHERE instance_offering_id = @id", cancellationToken, ("id", offeringId)), cancellationToken);

    /// <summary>Makes an instance offering.</summary>
    /// <exception cref="ZsException">A size breaks a rule, or the name is taken.</exception>
    public async Task<ZsInstanceOffering> CreateInstanceOfferingAsync(string name, int cpuCount, long memorySize, string? description, Caller caller, CancellationToken cancellationToken)
    {
        OfferingRules.CheckCpu(cpuCount);
        OfferingRules.CheckMemory(memorySize);
        var id = await CreateAsync(Instances, name, description, caller, [("cpu_count", cpuCount), ("memory_size", memorySize)], cancellationToken).ConfigureAwait(false);
        return (await InstanceOfferingsAsync(new ResourceQuery { Ids = [id] }, cancellationToken).ConfigureAwait(false))[0];
    }

    /// <summary>Makes a disk offering.</summary>
    /// <exception cref="ZsException">A size breaks a rule, or the name is taken.</exception>
    public async Task<ZsDiskOffering> CreateDiskOfferingAsync(string name, long size, string? description, Caller caller, CancellationToken cancellationToken)
    {
        OfferingRules.CheckDisk(size);
        var id = await CreateAsync(Disks, name, description, caller, [("size", size)], cancellationToken).ConfigureAwait(false);
        return (await DiskOfferingsAsync(new ResourceQuery { Ids = [id] }, cancellationToken).ConfigureAwait(false))[0];
    }

    /// <summary>Changes an instance offering.</summary>
    public async Task<ZsInstanceOffering> SetInstanceOfferingAsync(ZsInstanceOffering offering, OfferingChange change, Caller caller, CancellationToken cancellationToken)
    {
        await SetAsync(Instances, offering, change, caller, cancellationToken).ConfigureAwait(false);
        return (await InstanceOfferingsAsync(new ResourceQuery { Ids = [offering.Id] }, cancellationToken).ConfigureAwait(false))[0];
    }

    /// <summary>Changes a disk offering.</summary>
    public async Task<ZsDiskOffering> SetDiskOfferingAsync(ZsDiskOffering offering, OfferingChange change, Caller caller, CancellationToken cancellationToken)
    {
        await SetAsync(Disks, offering, change, caller, cancellationToken).ConfigureAwait(false);
        return (await DiskOfferingsAsync(new ResourceQuery { Ids = [offering.Id] }, cancellationToken).ConfigureAwait(false))[0];
    }

    /// <summary>Removes an instance offering; VMs of it keep their size and are of none then.</summary>
    public Task RemoveInstanceOfferingAsync(ZsInstanceOffering offering, Caller caller, CancellationToken cancellationToken) => RemoveAsync(Instances, offering, caller, cancellationToken);

    /// <summary>Removes a disk offering; volumes of it keep their size.</summary>
    public Task RemoveDiskOfferingAsync(ZsDiskOffering offering, Caller caller, CancellationToken cancellationToken) => RemoveAsync(Disks, offering, caller, cancellationToken);

    /// <summary>An instance offering that may be used for something new.</summary>
    /// <exception cref="ZsException">There is none, or it is disabled.</exception>
    internal async Task<ZsInstanceOffering> UsableInstanceOfferingAsync(Guid id, CancellationToken cancellationToken) =>
        Usable((await InstanceOfferingsAsync(new ResourceQuery { Ids = [id] }, cancellationToken).ConfigureAwait(false)) is [var one] ? one : null, o => o.State, Instances, id);

    /// <summary>A disk offering that may be used for something new.</summary>
    /// <exception cref="ZsException">There is none, or it is disabled.</exception>
    internal async Task<ZsDiskOffering> UsableDiskOfferingAsync(Guid id, CancellationToken cancellationToken) =>
        Usable((await DiskOfferingsAsync(new ResourceQuery { Ids = [id] }, cancellationToken).ConfigureAwait(false)) is [var one] ? one : null, o => o.State, Disks, id);

    private static T Usable<T>(T? offering, Func<T, ZsState> state, Kind kind, Guid id)
        where T : ZsResource
    {
        if (offering is null)
        {
            throw NotFound(kind, id.ToString());
        }
        return state(offering) == ZsState.Enabled ? offering : throw new ZsException(ZsErrorId.ResourceDisabled, ZsErrorCategory.InvalidOperation,
            $"The {kind.Words} '{offering.Name}' is disabled.", $"Enable it with Set-Zs{kind.Noun} '{offering.Name}' -State Enabled, or choose another.", offering.Name);
    }

    private Task<IReadOnlyList<T>> ListAsync<T>(ResourceQuery query, string sql, Func<DbDataReader, T> read, CancellationToken cancellationToken)
        where T : ZsResource
    {
        var names = new NameFilter(query.Names);
        return _store.ReadAsync<IReadOnlyList<T>>(
            async connection =>
            {
                var found = new List<T>();
                await using var command = connection.Command(sql);
                await using var rows = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
                while (await rows.ReadAsync(cancellationToken).ConfigureAwait(false) && found.Count < (query.First ?? int.MaxValue))
                {
                    var one = read(rows);
                    if (names.Matches(one.Name) && (query.Ids.Count == 0 || query.Ids.Contains(one.Id)))
                    {
                        found.Add(one);
                    }
                }
                return found;
            },
            cancellationToken);
    }

    private async Task<Guid> CreateAsync(Kind kind, string name, string? description, Caller caller, (string Name, object Value)[] sizes, CancellationToken cancellationToken)
    {
        name = NetworkPlans.CheckName(name);
        description = NetworkPlans.KeptDescription(description);
        var id = Guid.CreateVersion7();
        await _audit.RunAsync("Create" + kind.Noun, new Subject(kind.Type, id, name), caller,
            connection => GuardNameAsync(kind, name, () => connection.ExecuteAsync(
                $"""
                INSERT INTO {kind.Table} (id, name, name_key, description, created_at, {string.Join(", ", sizes.Select(s => s.Name))})
                VALUES (@id, @name, @key, @description, @now, {string.Join(", ", sizes.Select(s => "@" + s.Name))})
                """,
                cancellationToken,
                [("id", id), ("name", name), ("key", RecordText.NameKey(name)), ("description", description), ("now", _store.Time.NowMicroseconds()), .. sizes.Select(s => (s.Name, (object?)s.Value))])),
            cancellationToken).ConfigureAwait(false);
        return id;
    }

    private async Task SetAsync(Kind kind, ZsResource offering, OfferingChange change, Caller caller, CancellationToken cancellationToken)
    {
        var name = change.Name is null ? null : NetworkPlans.CheckName(change.Name);
        NetworkPlans.CheckDescription(change.Description);
        var written = await _audit.RunAsync("Set" + kind.Noun, new Subject(kind.Type, offering.Id, offering.Name), caller,
            connection => GuardNameAsync(kind, name ?? offering.Name, () => connection.ExecuteAsync(
                $"""
                UPDATE {kind.Table} SET name = coalesce(@name, name), name_key = coalesce(@key, name_key),
                    description = CASE WHEN @describe THEN @description ELSE description END, state = coalesce(@state, state) WHERE id = @id
                """,
                cancellationToken,
                ("id", offering.Id), ("name", name), ("key", name is null ? null : RecordText.NameKey(name)), ("describe", change.Description is not null),
                ("description", change.Description is { Length: 0 } ? null : change.Description), ("state", change.State is { } state ? EnumText<ZsState>.Write(state) : null))),
            cancellationToken).ConfigureAwait(false);
        if (written == 0)
        {
            throw NotFound(kind, offering.Name);
        }
    }

    private Task<int> RemoveAsync(Kind kind, ZsResource offering, Caller caller, CancellationToken cancellationToken) =>
        _audit.RunAsync("Remove" + kind.Noun, new Subject(kind.Type, offering.Id, offering.Name), caller,
            connection => connection.ExecuteAsync($"DELETE FROM {kind.Table} WHERE id = @id", cancellationToken, ("id", offering.Id)), cancellationToken);

    private Task CheckNewAsync(Kind kind, string name, string? description, CancellationToken cancellationToken)
    {
        NetworkPlans.CheckDescription(description);
        return CheckFreeAsync(kind, NetworkPlans.CheckName(name), Guid.Empty, cancellationToken);
    }

    private async Task CheckFreeAsync(Kind kind, string name, Guid except, CancellationToken cancellationToken)
    {
        var taken = await _store.ReadAsync(
            connection => connection.ScalarAsync<long>(
                $"SELECT count(*) FROM {kind.Table} WHERE name_key = @key AND id <> @id", cancellationToken, ("key", RecordText.NameKey(name)), ("id", except)),
            cancellationToken).ConfigureAwait(false);
        if (taken > 0)
        {
            throw Taken(kind, name);
        }
    }

    private static async Task<int> GuardNameAsync(Kind kind, string name, Func<Task<int>> write)
    {
        try
        {
            return await write().ConfigureAwait(false);
        }
        catch (DbException e) when (StoreErrors.IsDuplicate(e))
        {
            throw Taken(kind, name);
        }
    }

    private static ZsException Taken(Kind kind, string name) =>
        new(ZsErrorId.OfferingExists, ZsErrorCategory.ResourceExists, $"The name '{name}' belongs to another {kind.Words}.", "Give another name.", name);

    private static ZsException NotFound(Kind kind, string what) =>
        new(ZsErrorId.NotFound, ZsErrorCategory.ObjectNotFound, $"The records have no {kind.Words} '{what}'.", $"Get-Zs{kind.Noun} lists them.", what);

    private sealed record Kind(string Table, ZsResourceType Type, string Words, string Noun);
}
