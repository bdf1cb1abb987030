using ZStackVCenter.Engine.Connections;
using ZStackVCenter.Engine.Inventory;
using ZStackVCenter.Vim.PropertyCollection;
using ZStackVCenter.Vim.Types;

namespace ZStackVCenter.Engine.Compute;

/// <summary>Waits for what VMware Tools report of a guest (GuestInfo in the vSphere API).</summary>
internal static class GuestWait
{
    private static readonly string[] Paths = [VmPaths.GuestIp, VmPaths.GuestNet, VmPaths.PowerState, VmPaths.ToolsStatus];

    /// <summary>Waits until the guest has an address that another machine could reach. A connection that breaks meanwhile is made again.</summary>
    /// <exception cref="ZsException">
    /// <see cref="ZsErrorId.GuestAddressTimeout"/>; <see cref="ZsErrorId.VmState"/> when the VM does not run, or stops meanwhile.
    /// </exception>
    public static async Task AddressAsync(SessionUse use, VmMemory vm, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(timeout);
        var retry = new WatchRetry(use.VCenter.Name);
        string? tools = null;
        try
        {
            while (!await retry.TryAsync(() => SeenAsync(use, vm, t => tools = t, limit.Token), limit.Token).ConfigureAwait(false))
            {
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ZsException(ZsErrorId.GuestAddressTimeout, ZsErrorCategory.OperationTimeout,
                string.Create(System.Globalization.CultureInfo.InvariantCulture, $"The guest of VM '{vm.Name}' has reported no address within {timeout.TotalSeconds:0} s; VMware Tools: {tools ?? "not known"}."),
                "The VM runs. Look at its console whether the guest has started, has VMware Tools, and got an address.", vm.Name);
        }
    }

    private static async Task<bool> SeenAsync(SessionUse use, VmMemory vm, Action<string?> tools, CancellationToken cancellationToken)
    {
        var spec = FilterSpecs.OfObjects([vm.Reference], [new PropertySelection("VirtualMachine", Paths)]);
        // What changed may come as a part of a path, so that a change only says when to look.
        await foreach (var _ in use.Client.Properties.WatchAsync(spec, cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            var row = await use.Client.Properties.ReadAsync(vm.Reference, Paths, cancellationToken).ConfigureAwait(false);
            tools(row[3].Text);
            if (GuestAddresses.Default(row[0].Text, []) is not null || new SeenObject(row).List<GuestNicInfo>(VmPaths.GuestNet).Any(n => GuestAddresses.FirstIPv4(Addresses(n)) is not null))
            {
                return true;
            }
            if (!string.Equals(row[2].Text, nameof(VirtualMachinePowerState.PoweredOn), StringComparison.OrdinalIgnoreCase))
            {
                throw new ZsException(ZsErrorId.VmState, ZsErrorCategory.InvalidOperation,
                    $"VM '{vm.Name}' does not run ({row[2].Text}), so that its guest reports no address.", $"Start it with Start-ZsVm '{vm.Name}'.", vm.Name);
            }
        }
        return false;
    }

    // ipConfig tells more, and older Tools fill ipAddress alone.
    private static IEnumerable<string> Addresses(GuestNicInfo nic) => nic.IpConfig is { IpAddress.Count: > 0 } config ? config.IpAddress.Select(a => a.IpAddress) : nic.IpAddress;
}
