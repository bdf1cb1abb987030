using ZStackVCenter.Engine.Records;

namespace ZStackVCenter.Engine.Compute;

/// <summary>Whether a VM can run on a host, as an administrator of vSphere would look at it, and which host is best (domain.md §10.5).</summary>
internal sealed class HostFitness(IRecordReader records)
{
    /// <summary>The host to start a VM on, which has to be fit: vCenter would pass over one that is not, and start the VM where it was.</summary>
    /// <exception cref="ZsException">It is not fit; the error says why.</exception>
    public async Task<ZsHost> StartAsync(ZsVm vm, Guid hostId, CancellationToken cancellationToken)
    {
        var host = await HostAsync(hostId, cancellationToken).ConfigureAwait(false);
        var needs = await NeedsAsync(vm, cancellationToken).ConfigureAwait(false);
        var refusal = Unusable(vm, host)
            ?? (host.ClusterId != vm.ClusterId
                ? Unfit(ZsErrorId.HostUnfit, vm, $"Host '{host.Name}' is in cluster '{host.Cluster}', and VM '{vm.Name}' in '{vm.Cluster}'.",
                    "A VM is started within its cluster: choose a host there, or move the VM once it runs.")
                : host.Id == vm.HostId ? null : await UnreachedAsync(vm, needs, host, cancellationToken).ConfigureAwait(false));
        return refusal is null ? host : throw refusal;
    }

    /// <summary>The host to move a VM to: the wanted one, which has to be fit, or the fit one with most free memory of its cluster.</summary>
    /// <param name="vm">The VM.</param>
    /// <param name="hostId">The record's id of the wanted host; null for the best.</param>
    /// <param name="coming">Bytes of memory of VMs that are on their way to hosts, by the hosts' ids.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <exception cref="ZsException">None is fit; the error says why.</exception>
    public async Task<ZsHost> TargetAsync(ZsVm vm, Guid? hostId, IReadOnlyDictionary<Guid, long> coming, CancellationToken cancellationToken)
    {
        var needs = await NeedsAsync(vm, cancellationToken).ConfigureAwait(false);
        if (hostId is { } wanted)
        {
            var host = await HostAsync(wanted, cancellationToken).ConfigureAwait(false);
            return await RefusalAsync(vm, needs, host, cancellationToken).ConfigureAwait(false) is { } refusal ? throw refusal : host;
        }
        ZsException? first = null;
        var hosts = await records.HostsAsync(new HostQuery { VCenterIds = [vm.VCenterId], ClusterIds = vm.ClusterId is { } cluster ? [cluster] : [] }, cancellationToken)
            .OrderByDescending(h => h.MemorySize - h.MemoryUsed - coming.GetValueOrDefault(h.Id)).ToListAsync(cancellationToken).ConfigureAwait(false);
        foreach (var host in hosts.Where(h => h.Id != vm.HostId))
        {
            var refusal = await RefusalAsync(vm, needs, host, cancellationToken).ConfigureAwait(false);
            if (refusal is null)
            {
                return host;
            }
            first ??= refusal;
        }
        throw new ZsException(ZsErrorId.NoHostFits, ZsErrorCategory.LimitsExceeded,
            hosts.Count < 2
                ? $"There is no other host in the cluster of VM '{vm.Name}'."
                : $"No other host of cluster '{vm.Cluster}' can take VM '{vm.Name}'. The one with most free memory cannot because: {first!.Message}",
            first?.RecommendedAction ?? "Give a host of another cluster with -Destination.", vm.Name, first);
    }

    private async Task<ZsHost> HostAsync(Guid id, CancellationToken cancellationToken) =>
        await records.HostsAsync(new HostQuery { Ids = [id], IncludeExcluded = true }, cancellationToken).FirstOrDefaultAsync(cancellationToken).ConfigureAwait(false)
        ?? throw new ZsException(ZsErrorId.NotFound, ZsErrorCategory.ObjectNotFound, $"The records have no host {id}.", "Get-ZsHost lists them.", id);

    private async Task<Needs> NeedsAsync(ZsVm vm, CancellationToken cancellationToken)
    {
        var storages = await records.PrimaryStoragesAsync(new StorageQuery { VmIds = [vm.Id] }, cancellationToken).ToListAsync(cancellationToken).ConfigureAwait(false);
        var networks = await records.VmNicsAsync(new VmNicQuery { VmIds = [vm.Id] }, cancellationToken)
            .Where(n => n.Connected && n.Network is not null).Select(n => n.Network!).ToListAsync(cancellationToken).ConfigureAwait(false);
        var host = vm.HostId is { } id
            ? await records.HostsAsync(new HostQuery { Ids = [id], IncludeExcluded = true }, cancellationToken).FirstOrDefaultAsync(cancellationToken).ConfigureAwait(false)
            : null;
        return new Needs(storages, [.. networks.Distinct()], host);
    }

    private async Task<ZsException?> RefusalAsync(ZsVm vm, Needs needs, ZsHost host, CancellationToken cancellationToken)
    {
        if (host.Id == vm.HostId)
        {
            return Unfit(ZsErrorId.HostUnfit, vm, $"VM '{vm.Name}' is on host '{host.Name}' already.", null);
        }
        if (Unusable(vm, host) is { } unusable)
        {
            return unusable;
        }
        if (needs.Host is { VMotionEnabled: false } || !host.VMotionEnabled)
        {
            var without = needs.Host is { VMotionEnabled: false } from ? from.Name : host.Name;
            return Unfit(ZsErrorId.VMotionDisabled, vm, $"Host '{without}' has no VMkernel adapter with vMotion, which moving a running VM needs.",
                "Turn vMotion on at a VMkernel adapter of both hosts, on networks that reach each other.");
        }
        return await UnreachedAsync(vm, needs, host, cancellationToken).ConfigureAwait(false);
    }

    private static ZsException? Unusable(ZsVm vm, ZsHost host) =>
        host.VCenterId != vm.VCenterId
            ? Unfit(ZsErrorId.HostUnfit, vm, $"Host '{host.Name}' is in vCenter '{host.VCenter}', and VM '{vm.Name}' in '{vm.VCenter}'.", "Choose a host of the VM's vCenter.")
            : host.MaintenanceMode
                ? Unfit(ZsErrorId.HostUnfit, vm, $"Host '{host.Name}' is in maintenance mode.", "Choose another host, or take it out of maintenance.")
                : host.Status != ZsStatus.Connected
                    ? Unfit(ZsErrorId.HostUnfit, vm, $"Host '{host.Name}' is not connected to its vCenter.", "Choose another host.")
                    : null;

    private async Task<ZsException?> UnreachedAsync(ZsVm vm, Needs needs, ZsHost host, CancellationToken cancellationToken)
    {
        if (needs.Storages.FirstOrDefault(s => !s.Hosts.Contains(host.Name)) is { } local)
        {
            return Unfit(ZsErrorId.VmOnLocalStorage, vm,
                $"VM '{vm.Name}' has a disk or its configuration on '{local.Name}', which host '{host.Name}' does not reach{(local.Shared ? "" : ": it is local to one host")}.",
                "Move its disks to storage that both hosts reach, or choose a host that reaches it.");
        }
        var groups = await records.SwitchesAsync(new SwitchQuery { VCenterIds = [host.VCenterId], HostIds = [host.Id] }, cancellationToken)
            .SelectMany(s => s.PortGroupsOn(host.Name)).Select(g => g.Name).ToHashSetAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
        return needs.Networks.FirstOrDefault(n => !groups.Contains(n)) is { } missing
            ? Unfit(ZsErrorId.HostLacksNetwork, vm, $"Host '{host.Name}' has no port group '{missing}', which VM '{vm.Name}' is on.", "Choose a host that has it, or add it to the host's switch.")
            : null;
    }

    private static ZsException Unfit(string id, ZsVm vm, string message, string? action) => new(id, ZsErrorCategory.InvalidOperation, message, action, vm.Name);

    private sealed record Needs(IReadOnlyList<ZsPrimaryStorage> Storages, IReadOnlyList<string> Networks, ZsHost? Host);
}
