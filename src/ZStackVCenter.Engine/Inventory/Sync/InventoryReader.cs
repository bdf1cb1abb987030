using System.Runtime.CompilerServices;
using ZStackVCenter.Vim;
using ZStackVCenter.Vim.PropertyCollection;
using ZStackVCenter.Vim.Types;

namespace ZStackVCenter.Engine.Inventory;

/// <summary>Reads a vCenter's inventory: leaf properties only, page by page, as they stream in.</summary>
internal sealed class InventoryReader(VimClient client) : IInventorySource
{
    public bool GivesDevicesAtOnce => true;

    // Devices make an object forty times as large; smaller pages keep the server and this side busy at the same time.
    private const int DetailPage = 250;

    /// <summary>Everything that is not a VM.</summary>
    public async Task<Landscape> ReadLandscapeAsync(CancellationToken cancellationToken)
    {
        var landscape = new Landscape();
        await using var view = await client.Views.CreateContainerViewAsync(null, [.. LandscapePaths.All.Keys], cancellationToken: cancellationToken).ConfigureAwait(false);
        var selections = LandscapePaths.All.Select(t => new PropertySelection(t.Key, t.Value)).ToList();
        await foreach (var row in client.Properties.RetrieveAsync(view.Reference, selections, cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            landscape.Add(new SeenObject(row));
        }
        return landscape;
    }

    /// <summary>Of some distributed port groups those that have a VM on them.</summary>
    public async Task<IReadOnlySet<string>> WithVmsAsync(IEnumerable<string> portGroups, CancellationToken cancellationToken)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        var objects = portGroups.Select(id => new ManagedObjectReference("DistributedVirtualPortgroup", id)).ToList();
        if (objects.Count > 0)
        {
            var selection = new PropertySelection("DistributedVirtualPortgroup", "vm");
            await foreach (var row in client.Properties.RetrieveAsync(objects, [selection], cancellationToken: cancellationToken).ConfigureAwait(false))
            {
                if (row[0].References.Count > 0)
                {
                    found.Add(row.Object.Value);
                }
            }
        }
        return found;
    }

    /// <summary>Every VM and template: the leaves, and the devices too when asked.</summary>
    public async IAsyncEnumerable<SeenObject> ReadVmsAsync(bool devices, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var view = await client.Views.CreateContainerViewAsync(null, ["VirtualMachine"], cancellationToken: cancellationToken).ConfigureAwait(false);
        var leaves = VmPaths.Leaves(client.About.ApiVersion);
        // Leaves of ten thousand VMs are a few pages of one retrieval; devices are most of the inventory, and asked for by name, two calls at once.
        var rows = devices
            ? WithDevices(await view.ReadAsync(cancellationToken).ConfigureAwait(false), [.. leaves, .. VmPaths.Detail], cancellationToken)
            : client.Properties.RetrieveAsync(view.Reference, [new PropertySelection("VirtualMachine", leaves)], cancellationToken: cancellationToken);
        await foreach (var row in rows.ConfigureAwait(false))
        {
            yield return new SeenObject(row);
        }
    }

    /// <summary>The devices of some VMs, put into them. One that is gone meanwhile is not among the answers.</summary>
    public async IAsyncEnumerable<SeenObject> AddDevicesAsync(IReadOnlyList<SeenObject> vms, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var waiting = vms.ToDictionary(v => v.Id, StringComparer.Ordinal);
        await foreach (var row in WithDevices(vms.Select(v => v.Reference), VmPaths.Detail, cancellationToken).ConfigureAwait(false))
        {
            if (waiting.TryGetValue(row.Object.Value, out var vm))
            {
                vm.Take(row, VmPaths.Detail);
                yield return vm;
            }
        }
    }

    private IAsyncEnumerable<ObjectRow> WithDevices(IEnumerable<ManagedObjectReference> vms, IReadOnlyList<string> paths, CancellationToken cancellationToken) =>
        client.Properties.RetrieveAsync(vms, [new PropertySelection("VirtualMachine", paths) { Ignored = VmPaths.UnusedDevices }], DetailPage, cancellationToken);
}
