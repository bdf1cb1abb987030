using ZStackVCenter.Engine.Connections;
using ZStackVCenter.Engine.Inventory;
using ZStackVCenter.Engine.Networking;
using ZStackVCenter.Engine.Offerings;
using ZStackVCenter.Engine.Records;
using ZStackVCenter.Vim.Faults;
using ZStackVCenter.Vim.Methods;
using ZStackVCenter.Vim.Types;

namespace ZStackVCenter.Engine.Compute;

/// <summary>
/// Checks a VM to make or to copy before anything is changed, and chooses its place: from the records alone, so that many can be checked at
/// once. What only vCenter knows is looked for afterwards.
/// </summary>
internal sealed class CreationPlans(CloudEngine engine)
{
    private readonly NicPlans _nics = new(engine);
    private readonly Placement _placement = new(engine.Records, engine.PlacementClaims);

    /// <summary>The plan of a new VM. Its place is claimed: whoever does not carry the plan out releases it.</summary>
    /// <exception cref="ZsException">It cannot be made; the message says why.</exception>
    public Task<CreateVmMemory> PlanAsync(NewVmRequest request, CancellationToken cancellationToken) => ClaimAsync(async id =>
    {
        var name = VmPlans.CheckVmName(request.Name);
        NetworkPlans.CheckDescription(request.Description);
        var (cpus, memorySize) = await SizeAsync(request, name, cancellationToken).ConfigureAwait(false);
        var image = await UsableImageAsync(request.ImageId, cancellationToken).ConfigureAwait(false);
        engine.VCenters.Sessions.Require(image.VCenterId, image.VCenter);
        GuestCustomization.Check(request.Guest, image.Platform, image.Name);
        var disks = new List<long>();
        foreach (var disk in request.DataDiskOfferingIds)
        {
            disks.Add((await engine.Offerings.UsableDiskOfferingAsync(disk, cancellationToken).ConfigureAwait(false)).Size);
        }
        var nics = await _nics.OfNewAsync(request.Networks, request.DefaultNetworkId, image.VCenterId, name, cancellationToken).ConfigureAwait(false);
        var place = await _placement.ChooseAsync(
            new PlacementNeeds(id, image.VCenterId, name, memorySize, !request.NoStart, image.Size + disks.Sum(), [.. nics.Select(n => n.PortGroupName)],
                request.ClusterId, request.HostId, request.PrimaryStorageId),
            cancellationToken).ConfigureAwait(false);
        var memory = Plan(id, name, request.Description, image.VCenterId, place, request.HaLevel, request.NoStart);
        memory.Source = image.ManagedObjectId;
        memory.SourceName = image.Name;
        memory.ImageId = image.Id;
        memory.InstanceOfferingId = request.CpuCount is null && request.MemorySize is null ? request.InstanceOfferingId : null;
        memory.CpuCount = cpus;
        memory.MemorySize = memorySize;
        memory.Platform = image.Platform;
        memory.Nics = nics;
        memory.DefaultNetworkId = request.DefaultNetworkId ?? nics[0].NetworkId;
        memory.DataDisks = disks;
        memory.Guest = request.Guest;
        memory.ConsolePassword = request.ConsolePassword is { } password ? engine.ConsolePasswords.Seal(id, password) : null;
        return memory;
    });

    /// <summary>The plan of a copy. Its place is claimed: whoever does not carry the plan out releases it.</summary>
    /// <exception cref="ZsException">It cannot be made; the message says why.</exception>
    public Task<CreateVmMemory> PlanAsync(CopyVmRequest request, CancellationToken cancellationToken) => ClaimAsync(async id =>
    {
        var name = VmPlans.CheckVmName(request.Name);
        NetworkPlans.CheckDescription(request.Description);
        var source = await engine.Vms.GetAsync(request.SourceId, cancellationToken).ConfigureAwait(false);
        VmStates.Require(VmAction.Copy, source);
        engine.VCenters.Sessions.Require(source.VCenterId, source.VCenter);
        GuestCustomization.Check(request.Guest, source.Platform, source.Name);
        var volumes = await engine.Records.VolumesAsync(new VolumeQuery { VmIds = [source.Id] }, cancellationToken).ToListAsync(cancellationToken).ConfigureAwait(false);
        if (volumes.Count(v => v.Type == ZsVolumeType.Data) is > 0 and var data)
        {
            throw new ZsException(ZsErrorId.VmHasDataVolume, ZsErrorCategory.InvalidOperation,
                $"VM '{source.Name}' has {data} data {(data == 1 ? "volume" : "volumes")}, and VMs with data volumes cannot be copied as a whole.", "Detach the data volumes first.", source.Name);
        }
        var keeps = request.Networks.Count == 0;
        var (nics, groups) = keeps ? await KeptAsync(source, request.Guest is not null, cancellationToken).ConfigureAwait(false) : ([], []);
        if (!keeps)
        {
            nics = await _nics.OfNewAsync(request.Networks, request.Networks[0].NetworkId, source.VCenterId, name, cancellationToken).ConfigureAwait(false);
            groups = [.. nics.Select(n => n.PortGroupName)];
        }
        var place = await _placement.ChooseAsync(
            new PlacementNeeds(id, source.VCenterId, name, source.MemorySize, !request.NoStart, volumes.Sum(v => v.Size), groups,
                request.HostId is null ? source.ClusterId : null, request.HostId, request.PrimaryStorageId ?? source.PrimaryStorageId),
            cancellationToken).ConfigureAwait(false);
        var origin = await engine.VmRecords.OriginAsync(source.Id, cancellationToken).ConfigureAwait(false);
        var memory = Plan(id, name, request.Description, source.VCenterId, place, ZsHaLevel.None, request.NoStart);
        memory.Source = source.ManagedObjectId;
        memory.SourceName = source.Name;
        memory.KeepsAdapters = keeps;
        memory.ImageId = origin.ImageId;
        memory.InstanceOfferingId = origin.InstanceOfferingId;
        memory.CpuCount = source.CpuCount;
        memory.MemorySize = source.MemorySize;
        memory.Platform = source.Platform;
        memory.Nics = nics;
        memory.DefaultNetworkId = nics.Any(n => n.NetworkId == origin.DefaultNetworkId) ? origin.DefaultNetworkId : nics.FirstOrDefault()?.NetworkId;
        memory.Guest = request.Guest;
        return memory;
    });

    private async Task<CreateVmMemory> ClaimAsync(Func<Guid, Task<CreateVmMemory>> plan)
    {
        var id = Guid.CreateVersion7();
        try
        {
            return await plan(id).ConfigureAwait(false);
        }
        catch
        {
            engine.PlacementClaims.Release(id);
            throw;
        }
    }

    private async Task<(List<NicPlan> Nics, IReadOnlyList<string> PortGroups)> KeptAsync(ZsVm source, bool customize, CancellationToken cancellationToken)
    {
        var (nics, groups, adapters) = await _nics.OfSourceAsync(source, cancellationToken).ConfigureAwait(false);
        return !customize || nics.Count == adapters
            ? (nics, groups)
            : throw Invalid($"Of the {adapters} adapters of VM '{source.Name}' {nics.Count} are on networks of the records, each once: its guest cannot be customized.",
                "Give the copy networks of its own with -Network, or leave -CustomizeGuest out.", source.Name);
    }

    private async Task<(int Cpus, long Memory)> SizeAsync(NewVmRequest request, string name, CancellationToken cancellationToken)
    {
        var offering = request.InstanceOfferingId is { } id ? await engine.Offerings.UsableInstanceOfferingAsync(id, cancellationToken).ConfigureAwait(false) : null;
        if ((request.CpuCount ?? offering?.CpuCount) is not { } cpus || (request.MemorySize ?? offering?.MemorySize) is not { } memory)
        {
            throw Invalid($"The size of VM '{name}' is not told.", "Give -InstanceOffering, or -CpuCount and -MemorySize.", name);
        }
        OfferingRules.CheckCpu(cpus);
        OfferingRules.CheckMemory(memory);
        return (cpus, memory);
    }

    private static CreateVmMemory Plan(Guid id, string name, string? description, Guid vCenterId, Place place, ZsHaLevel haLevel, bool noStart) => new()
    {
        VmId = id,
        VCenterId = vCenterId,
        Name = name,
        Before = ZsVmState.Created,
        Description = description,
        HaLevel = haLevel,
        Cluster = place.Cluster.ManagedObjectId,
        Host = place.Host?.ManagedObjectId,
        HostId = place.Host?.Id,
        Datastore = place.Storage.ManagedObjectId,
        DatastoreId = place.Storage.Id,
        PowerOn = !noStart,
    };

    private async Task<ZsImage> UsableImageAsync(Guid id, CancellationToken cancellationToken)
    {
        var image = await engine.Records.ImagesAsync(new ImageQuery { Ids = [id] }, cancellationToken).FirstOrDefaultAsync(cancellationToken).ConfigureAwait(false)
            ?? throw new ZsException(ZsErrorId.NotFound, ZsErrorCategory.ObjectNotFound, $"The records have no image {id}.", "Get-ZsImage lists them.", id);
        if (image.State == ZsState.Disabled)
        {
            throw new ZsException(ZsErrorId.ResourceDisabled, ZsErrorCategory.InvalidOperation, $"Image '{image.Name}' is disabled.", "Choose another image.", image.Name);
        }
        return image.Type == ZsImageType.System
            ? image
            : throw Invalid($"Image '{image.Name}' is of type {image.Type}, and VMs are made from System images.", "Choose another image.", image.Name);
    }

    /// <summary>Finds in vCenter what the records do not hold: the folder and the disks of the source, whether the name is free there, the cluster's pool.</summary>
    /// <exception cref="ZsException">The source is gone, or the name is taken.</exception>
    public async Task LookAsync(CreateVmMemory memory, CancellationToken cancellationToken)
    {
        await using var use = engine.VCenters.Sessions.Use(memory.VCenterId);
        await LookAtSourceAsync(use, memory, cancellationToken).ConfigureAwait(false);
        // The simulator takes a name twice in a folder; vCenter does not, and says so only after it has copied the disks.
        var there = await VimErrors.GuardAsync(use.VCenter.Name, () =>
            use.Client.FindChild(use.Client.Content.SearchIndex!, new ManagedObjectReference("Folder", memory.Folder), memory.Name, cancellationToken)).ConfigureAwait(false);
        if (there is not null || !engine.PlacementClaims.TryName(memory.VmId, memory.VCenterId, memory.Folder, memory.Name))
        {
            throw new ZsException(ZsErrorId.VmExists, ZsErrorCategory.ResourceExists,
                $"vCenter '{use.VCenter.Name}' has a VM or folder '{memory.Name}' in the folder of '{memory.SourceName}' already{(there is null ? ", or is making one" : "")}.", "Give another name.", memory.Name);
        }
        memory.Pool = await engine.VCenterFacts.PoolAsync(use, memory.Cluster, cancellationToken).ConfigureAwait(false);
    }

    private static async Task LookAtSourceAsync(SessionUse use, CreateVmMemory memory, CancellationToken cancellationToken)
    {
        try
        {
            var seen = new SeenObject(await use.Client.Properties.ReadAsync(
                new ManagedObjectReference("VirtualMachine", memory.Source), [LandscapePaths.Parent, VmPaths.Devices], cancellationToken).ConfigureAwait(false));
            memory.SourceDisks = seen.List<VirtualDevice>(VmPaths.Devices).OfType<VirtualDisk>().Count();
            memory.Folder = seen.Link(LandscapePaths.Parent)?.Value
                ?? throw new ZsException(ZsErrorId.PermissionDenied, ZsErrorCategory.PermissionDenied,
                    $"vCenter '{use.VCenter.Name}' does not tell the folder of '{memory.SourceName}'.", "Give the user the right to see it.", memory.SourceName);
        }
        catch (VimFaultException e) when (e.Fault is ManagedObjectNotFound)
        {
            throw new ZsException(ZsErrorId.VmVanished, ZsErrorCategory.ObjectNotFound,
                $"'{memory.SourceName}' is no longer in vCenter '{use.VCenter.Name}': somebody removed it there.", "Bring the inventory up to date with Sync-ZsVCenter.", memory.SourceName, e);
        }
        catch (Vim.VimException e)
        {
            throw VimErrors.Translate(e, use.VCenter.Name);
        }
    }

    private static ZsException Invalid(string message, string? action, object? target) => new(ZsErrorId.InvalidArgument, ZsErrorCategory.InvalidArgument, message, action, target);
}
