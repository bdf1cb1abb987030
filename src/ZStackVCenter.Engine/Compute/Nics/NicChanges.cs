using ZStackVCenter.Engine.Operations;
using ZStackVCenter.Engine.Records;

namespace ZStackVCenter.Engine.Compute;

/// <summary>Checks requests about the adapters of VMs against the records and makes operations of them.</summary>
internal sealed class NicChanges(CloudEngine engine)
{
    private static readonly AddVmNic Add = new();
    private static readonly RemoveVmNic Remove = new();

    /// <summary>The kinds of operation.</summary>
    public static IReadOnlyList<IOperation> Operations => [Add, Remove];

    /// <summary>What adding an adapter comes to.</summary>
    /// <exception cref="ZsException">It cannot be done; the message says why.</exception>
    public async Task<VmPlan> PlanAsync(ZsVm vm, AddVmNicRequest request, CancellationToken cancellationToken)
    {
        VmStates.Require(VmAction.AddNic, vm);
        var network = await engine.Networks.GetAsync(request.Network.NetworkId, cancellationToken).ConfigureAwait(false);
        var adapters = await AdaptersAsync(vm, cancellationToken).ConfigureAwait(false);
        if (adapters.Any(a => NicPlans.IsOn(a, network)))
        {
            throw Invalid($"VM '{vm.Name}' is on network '{network.Name}' already, and a VM is on a network once.", "Choose another network.", vm.Name);
        }
        var had = (await engine.Addresses.OfOwnerAsync(vm.Id, cancellationToken).ConfigureAwait(false)).ContainsKey(network.Id);
        var nic = await new NicPlans(engine).OneAsync(request.Network, vm.VCenterId, vm.Name, cancellationToken).ConfigureAwait(false);
        await RequireReachAsync(vm, network, cancellationToken).ConfigureAwait(false);
        var memory = VmMemory.Of<AddVmNicMemory>(vm);
        memory.Nic = nic;
        memory.Type = VmAdapters.TypeFor(vm.Platform);
        memory.HadAddress = had;
        memory.BecomesDefault = (await engine.VmRecords.OriginAsync(vm.Id, cancellationToken).ConfigureAwait(false)).DefaultNetworkId is null;
        var address = request.Network.IpAddress is { } ip ? $" with address {ip}" : "";
        return VmPlan.Of($"Add an adapter on network {network.Name}{address}", Add, vm, memory);
    }

    /// <summary>What taking an adapter away comes to.</summary>
    /// <exception cref="ZsException">It cannot be done; the message says why.</exception>
    public async Task<VmPlan> PlanAsync(ZsVm vm, RemoveVmNicRequest request, CancellationToken cancellationToken)
    {
        VmStates.Require(VmAction.RemoveNic, vm);
        var adapters = await AdaptersAsync(vm, cancellationToken).ConfigureAwait(false);
        var adapter = adapters.Find(a => a.Id == request.NicId)
            ?? throw new ZsException(ZsErrorId.NotFound, ZsErrorCategory.ObjectNotFound, $"VM '{vm.Name}' has no network adapter {request.NicId}.", "Get-ZsVmNic lists them.", request.NicId);
        var networks = await engine.Records.NetworksAsync(new NetworkQuery { VCenterIds = [vm.VCenterId] }, cancellationToken).ToListAsync(cancellationToken).ConfigureAwait(false);
        var network = networks.Find(n => NicPlans.IsOn(adapter, n));
        var others = adapters.Where(a => a.Id != adapter.Id).Select(a => networks.Find(n => NicPlans.IsOn(a, n))).OfType<ZsNetwork>().ToList();
        var memory = VmMemory.Of<RemoveVmNicMemory>(vm);
        memory.DeviceKey = adapter.DeviceKey;
        memory.Type = adapter.AdapterType;
        memory.MacAddress = adapter.MacAddress;
        // What it is on, for its undoing: also a port group that is no network of the records.
        memory.Nic = new NicPlan
        {
            PortGroup = adapter.NetworkManagedObjectId,
            PortGroupName = adapter.Network ?? "",
            SwitchUuid = adapter.NetworkManagedObjectId?.StartsWith("dvportgroup", StringComparison.Ordinal) == true ? "" : null,
        };
        memory.Returns = network is not null && others.TrueForAll(o => o.Id != network.Id) ? network.Id : null;
        memory.WasDefault = network is not null && (await engine.VmRecords.OriginAsync(vm.Id, cancellationToken).ConfigureAwait(false)).DefaultNetworkId == network.Id;
        memory.NextDefault = others.FirstOrDefault(o => o.Id != network?.Id)?.Id;
        return VmPlan.Of($"Remove adapter {adapter.DeviceNumber}, {(adapter.Network is { } on ? $"on network {on}" : "which is on no network")}", Remove, vm, memory);
    }

    private ValueTask<List<ZsVmNic>> AdaptersAsync(ZsVm vm, CancellationToken cancellationToken) =>
        engine.Records.VmNicsAsync(new VmNicQuery { VmIds = [vm.Id] }, cancellationToken).ToListAsync(cancellationToken);

    private async Task RequireReachAsync(ZsVm vm, ZsNetwork network, CancellationToken cancellationToken)
    {
        if (vm.HostId is { } host
            && !await engine.Records.SwitchesAsync(new SwitchQuery { VCenterIds = [vm.VCenterId], HostIds = [host] }, cancellationToken)
                .SelectMany(s => s.PortGroupsOn(vm.VMHost!)).AnyAsync(g => g.Name == network.PortGroup, cancellationToken).ConfigureAwait(false))
        {
            throw new ZsException(ZsErrorId.HostLacksNetwork, ZsErrorCategory.InvalidOperation,
                $"Host '{vm.VMHost}', on which VM '{vm.Name}' is, has no port group '{network.PortGroup}'.", "Choose a network that the host has, or move the VM.", vm.Name);
        }
    }

    private static ZsException Invalid(string message, string? action, object? target) => new(ZsErrorId.InvalidArgument, ZsErrorCategory.InvalidArgument, message, action, target);
}
