using ZStackVCenter.Engine.Connections;
using ZStackVCenter.Engine.Inventory;
using ZStackVCenter.Engine.Networking;
using ZStackVCenter.Engine.Operations;
using ZStackVCenter.Engine.Records;
using ZStackVCenter.Vim.Methods;
using ZStackVCenter.Vim.Types;

namespace ZStackVCenter.Engine.Compute;

/// <summary>Checks a VM to make or to copy before anything is changed, chooses its place, and finds what vCenter must be told.</summary>
internal sealed class CreationPlans(CloudEngine engine)
{
    /// <summary>The plan of a new VM.</summary>
    /// <exception cref="ZsException">It cannot be made; the message says why.</exception>
    public async Task<CreateVmMemory> PlanAsync(NewVmRequest request, CancellationToken cancellationToken)
    {
        var name = VmPlans.CheckVmName(request.Name);
        NetworkPlans.CheckDescription(request.Description);
        var offering = await engine.Offerings.UsableInstanceOfferingAsync(request.InstanceOfferingId, cancellationToken).ConfigureAwait(false);
        var image = await UsableImageAsync(request.ImageId, cancellationToken).ConfigureAwait(false);
        if (request.CustomizeGuest && image.Platform == ZsPlatform.Other)
        {
            throw Invalid($"Guest customization is for Linux and Windows, and image '{image.Name}' is for neither.", "Leave -CustomizeGuest out.", image.Name);
        }
        var disks = new List<long>();
        foreach (var id in request.DataDiskOfferingIds)
        {
            disks.Add((await engine.Offerings.UsableDiskOfferingAsync(id, cancellationToken).ConfigureAwait(false)).Size);
        }
        var nics = await NicsAsync(request, image, cancellationToken).ConfigureAwait(false);
        var place = await new Placement(engine.Records).ChooseAsync(
            new PlacementNeeds(image.VCenterId, name, offering.MemorySize, image.Size + disks.Sum(), [.. nics.Select(n => n.PortGroupName)], request.ClusterId, request.HostId, request.PrimaryStorageId),
            cancellationToken).ConfigureAwait(false);
        var memory = Plan(name, request.Description, image.VCenterId, place, request.HaLevel, request.NoStart);
        memory.Source = image.ManagedObjectId;
        memory.SourceName = image.Name;
        memory.ImageId = image.Id;
        memory.InstanceOfferingId = offering.Id;
        memory.CpuCount = offering.CpuCount;
        memory.MemorySize = offering.MemorySize;
        memory.Platform = image.Platform;
        memory.Nics = nics;
        memory.DefaultNetworkId = request.DefaultNetworkId ?? nics[0].NetworkId;
        memory.DataDisks = disks;
        memory.Customize = request.CustomizeGuest;
        memory.DnsDomain = request.DnsDomain;
        await LookAsync(memory, place, cancellationToken).ConfigureAwait(false);
        return memory;
    }

    /// <summary>The plan of a copy.</summary>
    /// <exception cref="ZsException">It cannot be made; the message says why.</exception>
    public async Task<CreateVmMemory> PlanAsync(CopyVmRequest request, CancellationToken cancellationToken)
    {
        var name = VmPlans.CheckVmName(request.Name);
        NetworkPlans.CheckDescription(request.Description);
        var source = await engine.Vms.GetAsync(request.SourceId, cancellationToken).ConfigureAwait(false);
        VmStates.Require(VmAction.Copy, source);
        var volumes = await engine.Records.VolumesAsync(new VolumeQuery { VmIds = [source.Id] }, cancellationToken).ToListAsync(cancellationToken).ConfigureAwait(false);
        if (volumes.Count(v => v.Type == ZsVolumeType.Data) is > 0 and var data)
        {
            throw new ZsException(ZsErrorId.VmHasDataVolume, ZsErrorCategory.InvalidOperation,
                $"VM '{source.Name}' has {data} data {(data == 1 ? "volume" : "volumes")}, and VMs with data volumes cannot be copied as a whole.", "Detach the data volumes first.", source.Name);
        }
        var networks = await engine.Records.NetworksAsync(new NetworkQuery { VmIds = [source.Id] }, cancellationToken).ToListAsync(cancellationToken).ConfigureAwait(false);
        var groups = await engine.Records.VmNicsAsync(new VmNicQuery { VmIds = [source.Id] }, cancellationToken)
            .Where(n => n.Network is not null).Select(n => n.Network!).Distinct().ToListAsync(cancellationToken).ConfigureAwait(false);
        var place = await new Placement(engine.Records).ChooseAsync(
            new PlacementNeeds(source.VCenterId, name, source.MemorySize, volumes.Sum(v => v.Size), groups, source.ClusterId, request.HostId, request.PrimaryStorageId ?? source.PrimaryStorageId),
            cancellationToken).ConfigureAwait(false);
        var memory = Plan(name, request.Description, source.VCenterId, place, ZsHaLevel.None, request.NoStart);
        memory.Source = source.ManagedObjectId;
        memory.SourceName = source.Name;
        memory.KeepsAdapters = true;
        memory.CpuCount = source.CpuCount;
        memory.MemorySize = source.MemorySize;
        memory.Platform = source.Platform;
        memory.Nics = [.. networks.Select(n => new NicPlan { NetworkId = n.Id, PortGroup = n.ManagedObjectId, PortGroupName = n.PortGroup, Dns = n.Dns })];
        memory.DefaultNetworkId = memory.Nics.Count > 0 ? memory.Nics[0].NetworkId : null;
        await LookAsync(memory, place, cancellationToken).ConfigureAwait(false);
        return memory;
    }

    private static CreateVmMemory Plan(string name, string? description, Guid vCenterId, Place place, ZsHaLevel haLevel, bool noStart) => new()
    {
        VmId = Guid.CreateVersion7(),
        VCenterId = vCenterId,
        Name = name,
        Before = ZsVmState.Created,
        Description = description,
        HaLevel = haLevel,
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

    private async Task<List<NicPlan>> NicsAsync(NewVmRequest request, ZsImage image, CancellationToken cancellationToken)
    {
        if (request.Networks.Count == 0)
        {
            throw Invalid("A VM is on at least one network.", "Give one with -Network.", request.Name);
        }
        if (request.Networks.DistinctBy(n => n.NetworkId).Count() != request.Networks.Count)
        {
            throw Invalid("A network was given twice: a VM is on a network once.", null, request.Name);
        }
        if (request.Networks.Count > 1 && request.DefaultNetworkId is null)
        {
            throw Invalid("Of several networks one has the default route.", "Name it with -DefaultNetwork.", request.Name);
        }
        if (request.DefaultNetworkId is { } route && request.Networks.All(n => n.NetworkId != route))
        {
            throw Invalid("The default network is none of the VM's networks.", "Name it with -Network too.", request.Name);
        }
        var nics = new List<NicPlan>();
        foreach (var wanted in request.Networks)
        {
            var network = await engine.Networks.GetAsync(wanted.NetworkId, cancellationToken).ConfigureAwait(false);
            if (network.VCenterId != image.VCenterId)
            {
                throw Invalid($"Network '{network.Name}' is in vCenter '{network.VCenter}', and image '{image.Name}' in '{image.VCenter}'.", "Choose both in one vCenter.", network.Name);
            }
            if (network.State == ZsState.Disabled)
            {
                throw new ZsException(ZsErrorId.ResourceDisabled, ZsErrorCategory.InvalidOperation, $"Network '{network.Name}' is disabled, or still being made.", "Choose another network.", network.Name);
            }
            if (wanted.IpAddress is not null && Ipv4.Parse(wanted.IpAddress) is null)
            {
                throw Invalid($"'{wanted.IpAddress}' is no IPv4 address.", "Write it as four numbers, such as 192.168.1.10.", wanted.IpAddress);
            }
            nics.Add(new NicPlan
            {
                NetworkId = network.Id,
                Wanted = wanted.IpAddress,
                PortGroup = network.ManagedObjectId.Length > 0 ? network.ManagedObjectId : null,
                PortGroupName = network.PortGroup,
                SwitchUuid = network.SwitchKind == ZsSwitchKind.Distributed ? "" : null,
                Dns = network.Dns,
            });
        }
        return nics;
    }

    // What the records do not hold: the folder of the source, whether the name is free there, the cluster's pool, switches' UUIDs.
    private async Task LookAsync(CreateVmMemory memory, Place place, CancellationToken cancellationToken)
    {
        await using var use = engine.VCenters.Sessions.Use(memory.VCenterId);
        await VimErrors.GuardAsync(use.VCenter.Name, async () =>
        {
            var source = new ManagedObjectReference("VirtualMachine", memory.Source);
            var folder = await use.Client.Properties.ReadAsync(source, LandscapePaths.Parent, cancellationToken).ConfigureAwait(false) as ManagedObjectReference
                ?? throw new ZsException(ZsErrorId.PermissionDenied, ZsErrorCategory.PermissionDenied,
                    $"vCenter '{use.VCenter.Name}' does not tell the folder of '{memory.SourceName}'.", "Give the user the right to see it.", memory.SourceName);
            memory.Folder = folder.Value;
            // The simulator takes a name twice in a folder; vCenter does not, and says so only after it has copied the disks.
            if (await use.Client.FindChild(use.Client.Content.SearchIndex!, folder, memory.Name, cancellationToken).ConfigureAwait(false) is not null)
            {
                throw new ZsException(ZsErrorId.VmExists, ZsErrorCategory.ResourceExists,
                    $"vCenter '{use.VCenter.Name}' has a VM or folder '{memory.Name}' beside '{memory.SourceName}' already.", "Give another name.", memory.Name);
            }
            var cluster = new ManagedObjectReference("ClusterComputeResource", place.Cluster.ManagedObjectId);
            memory.Pool = (await use.Client.Properties.ReadAsync(cluster, "resourcePool", cancellationToken).ConfigureAwait(false) as ManagedObjectReference)?.Value ?? "";
            foreach (var nic in memory.Nics.Where(n => n.SwitchUuid is not null))
            {
                var group = new ManagedObjectReference("DistributedVirtualPortgroup", nic.PortGroup!);
                var dvs = await use.Client.Properties.ReadAsync(group, LandscapePaths.DistributedPortGroup.Switch, cancellationToken).ConfigureAwait(false) as ManagedObjectReference;
                nic.SwitchUuid = dvs is null ? "" : await use.Client.Properties.ReadAsync(dvs, "uuid", cancellationToken).ConfigureAwait(false) as string ?? "";
            }
        }).ConfigureAwait(false);
    }

    private static ZsException Invalid(string message, string? action, object? target) => new(ZsErrorId.InvalidArgument, ZsErrorCategory.InvalidArgument, message, action, target);
}
