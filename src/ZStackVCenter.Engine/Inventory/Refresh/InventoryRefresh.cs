using ZStackVCenter.Engine.Connections;
using ZStackVCenter.Engine.Records;
using ZStackVCenter.Vim.PropertyCollection;
using ZStackVCenter.Vim.Types;

namespace ZStackVCenter.Engine.Inventory;

/// <summary>Brings the records of single VMs up to date, through the same transforms as a whole read.</summary>
internal sealed class InventoryRefresh(IInventoryRecords records, PlaceRecords places, TimeProvider time)
{
    /// <summary>Reads VMs and writes what differs. The record of one that is gone in vCenter goes as well.</summary>
    /// <param name="use">A session with their vCenter.</param>
    /// <param name="vmIds">Their managed object ids.</param>
    /// <param name="cancellationToken">Cancels it; the records are then as before.</param>
    /// <returns>The managed object ids of those that are gone.</returns>
    public async Task<IReadOnlyCollection<string>> VmsAsync(SessionUse use, IReadOnlyCollection<string> vmIds, CancellationToken cancellationToken)
    {
        var seenAt = time.GetUtcNow().UtcDateTime;
        var around = await places.ReadAsync(use.VCenter.Id, cancellationToken).ConfigureAwait(false);
        var seen = await ReadAsync(use, vmIds, cancellationToken).ConfigureAwait(false);
        var gone = vmIds.Except(seen.Select(s => s.Id)).ToList();
        await using var writer = await records.BeginAsync(use.VCenter.Id, seenAt, tellChanges: false, cancellationToken).ConfigureAwait(false);
        foreach (var vm in seen)
        {
            await WriteAsync(writer, vm, around, cancellationToken).ConfigureAwait(false);
        }
        foreach (var id in gone)
        {
            await writer.RemoveAsync(ZsResourceType.Vm, id, cancellationToken).ConfigureAwait(false);
        }
        await writer.CommitAsync(wholeRead: false, cancellationToken).ConfigureAwait(false);
        return gone;
    }

    private static async Task WriteAsync(IInventoryWriter writer, SeenObject vm, Places around, CancellationToken cancellationToken)
    {
        if (!VmTransform.IsReadable(vm))
        {
            await writer.KeepAsync(ZsResourceType.Vm, vm.Id, VmTransform.State(vm.Text(VmPaths.PowerState), vm.Text(VmPaths.ConnectionState)), cancellationToken).ConfigureAwait(false);
        }
        else if (VmTransform.IsTemplate(vm))
        {
            await writer.RemoveAsync(ZsResourceType.Vm, vm.Id, cancellationToken).ConfigureAwait(false);
            await writer.WriteAsync(ImageTransform.From(vm, around), cancellationToken).ConfigureAwait(false);
        }
        else
        {
            await writer.WriteAsync(VmTransform.From(vm, around), cancellationToken).ConfigureAwait(false);
        }
    }

    private static Task<List<SeenObject>> ReadAsync(SessionUse use, IReadOnlyCollection<string> vmIds, CancellationToken cancellationToken) =>
        VimErrors.GuardAsync(use.VCenter.Name, async () =>
        {
            var found = new List<SeenObject>(vmIds.Count);
            var selection = new PropertySelection("VirtualMachine", [.. VmPaths.Leaves(use.Client.About.ApiVersion), .. VmPaths.Detail]);
            var references = vmIds.Select(id => new ManagedObjectReference("VirtualMachine", id));
            await foreach (var row in use.Client.Properties.RetrieveAsync(references, [selection], cancellationToken: cancellationToken).ConfigureAwait(false))
            {
                found.Add(new SeenObject(row));
            }
            return found;
        });
}
