using ZStackVCenter.Engine.Networking;
using ZStackVCenter.Engine.Records;

namespace ZStackVCenter.Engine.Compute;

/// <summary>Checks networks that VMs are to be on, and makes plans of their adapters (domain.md §10.3, §10.10).</summary>
internal sealed class NicPlans(CloudEngine engine)
{
    /// <summary>The adapters of a new VM.</summary>
    /// <param name="networks">The networks, at least one, each once.</param>
    /// <param name="defaultNetworkId">The one with the default route; needed when there are several.</param>
    /// <param name="vCenterId">The vCenter that the VM will be in.</param>
    /// <param name="name">The VM's name, for errors.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <exception cref="ZsException">A network cannot be used, or has not got the address.</exception>
    public async Task<List<NicPlan>> OfNewAsync(
        IReadOnlyList<VmNetworkRequest> networks, Guid? defaultNetworkId, Guid vCenterId, string name, CancellationToken cancellationToken)
    {
        if (networks.Count == 0)
        {
            throw Invalid("A VM is on at least one network.", "Give one with -Network.", name);
        }
        if (networks.DistinctBy(n => n.NetworkId).Count() != networks.Count)
        {
            throw Invalid("A network was given twice: a VM is on a network once.", null, name);
        }
        if (networks.Count > 1 && defaultNetworkId is null)
        {
            throw Invalid("Of several networks one has the default route.", "Name it with -DefaultNetwork.", name);
        }
        if (defaultNetworkId is { } route && networks.All(n => n.NetworkId != route))
        {
            throw Invalid("The default network is none of the VM's networks.", "Name it with -Network too.", name);
        }
        var nics = new List<NicPlan>(networks.Count);
        foreach (var wanted in networks)
        {
            nics.Add(await OneAsync(wanted, vCenterId, name, cancellationToken).ConfigureAwait(false));
        }
        return nics;
    }

    /// <summary>One adapter more.</summary>
    /// <exception cref="ZsException">The network cannot be used, or has not got the address.</exception>
    public async Task<NicPlan> OneAsync(VmNetworkRequest wanted, Guid vCenterId, string name, CancellationToken cancellationToken)
    {
        var network = await engine.Networks.GetAsync(wanted.NetworkId, cancellationToken).ConfigureAwait(false);
        if (network.VCenterId != vCenterId)
        {
            throw Invalid($"Network '{network.Name}' is in vCenter '{network.VCenter}', and VM '{name}' is not.", "Choose a network of the VM's vCenter.", network.Name);
        }
        if (network.State == ZsState.Disabled)
        {
            throw new ZsException(ZsErrorId.ResourceDisabled, ZsErrorCategory.InvalidOperation, $"Network '{network.Name}' is disabled, or still being made.", "Choose another network.", network.Name);
        }
        var address = Ipv4.Parse(wanted.IpAddress);
        if (wanted.IpAddress is not null && address is null)
        {
            throw Invalid($"'{wanted.IpAddress}' is no IPv4 address.", "Write it as four numbers, such as 192.168.1.10.", wanted.IpAddress);
        }
        var takes = network.AddressCount > 0 || address is not null;
        if (takes)
        {
            await engine.Addresses.CheckAsync(network.Id, address, cancellationToken).ConfigureAwait(false);
        }
        return Of(network, wanted.IpAddress, takes);
    }

    /// <summary>
    /// The adapters of a copy, which keeps its source's: a plan for each that is on a network of the records, in the order of their slots.
    /// </summary>
    /// <returns>The plans, and how many adapters the source has.</returns>
    public async Task<(List<NicPlan> Nics, IReadOnlyList<string> PortGroups, int Adapters)> OfSourceAsync(ZsVm source, CancellationToken cancellationToken)
    {
        var adapters = await engine.Records.VmNicsAsync(new VmNicQuery { VmIds = [source.Id] }, cancellationToken).OrderBy(n => n.DeviceNumber).ToListAsync(cancellationToken).ConfigureAwait(false);
        var networks = await engine.Records.NetworksAsync(new NetworkQuery { VCenterIds = [source.VCenterId] }, cancellationToken).ToListAsync(cancellationToken).ConfigureAwait(false);
        var nics = adapters.Select(a => networks.Find(n => IsOn(a, n))).OfType<ZsNetwork>().DistinctBy(n => n.Id).ToList();
        foreach (var network in nics.Where(n => n.AddressCount > 0))
        {
            await engine.Addresses.CheckAsync(network.Id, null, cancellationToken).ConfigureAwait(false);
        }
        return ([.. nics.Select(n => Of(n, null, n.AddressCount > 0))], [.. adapters.Select(a => a.Network).OfType<string>().Distinct()], adapters.Count);
    }

    /// <summary>True when an adapter is on a network: by the port group's id, or its name where vCenter tells no id.</summary>
    public static bool IsOn(ZsVmNic adapter, ZsNetwork network) => adapter.VCenterId == network.VCenterId
        && (network.ManagedObjectId.Length > 0 ? adapter.NetworkManagedObjectId == network.ManagedObjectId : adapter.Network == network.PortGroup);

    /// <summary>Takes the address of a plan for a VM, where its network hands any out.</summary>
    public async Task TakeAsync(NicPlan nic, Guid vmId, CancellationToken cancellationToken)
    {
        if (!nic.TakesAddress)
        {
            return;
        }
        var taken = await engine.Addresses.TakeAsync(nic.NetworkId, ZsResourceType.Vm, vmId, Ipv4.Parse(nic.Wanted), cancellationToken).ConfigureAwait(false);
        nic.Address = Ipv4.Text(taken.Address);
        nic.Netmask = Ipv4.Text(Ipv4.Mask(taken.PrefixLength));
        nic.Gateway = Ipv4.Text(taken.Gateway);
    }

    private static NicPlan Of(ZsNetwork network, string? wanted, bool takes) => new()
    {
        NetworkId = network.Id,
        NetworkName = network.Name,
        TakesAddress = takes,
        Wanted = wanted,
        PortGroup = network.ManagedObjectId.Length > 0 ? network.ManagedObjectId : null,
        PortGroupName = network.PortGroup,
        SwitchUuid = network.SwitchKind == ZsSwitchKind.Distributed ? "" : null,
        Dns = network.Dns,
    };

    private static ZsException Invalid(string message, string? action, object? target) => new(ZsErrorId.InvalidArgument, ZsErrorCategory.InvalidArgument, message, action, target);
}
