using ZStackVCenter.Vim.PropertyCollection;
using ZStackVCenter.Vim.Types;

namespace ZStackVCenter.Engine.Inventory;

/// <summary>What a watch has seen of a vCenter so far: the same objects as a whole read, kept up to date by what arrives.</summary>
internal sealed class WatchState(InventoryReader reader) : IInventorySource
{
    private readonly Dictionary<string, SeenObject> _vms = new(StringComparer.Ordinal);

    /// <summary>Everything that is not a VM.</summary>
    public Landscape Landscape { get; } = new();

    public bool GivesDevicesAtOnce => false;

    /// <summary>The VM or template with an id; null when there is none.</summary>
    public SeenObject? Vm(string id) => _vms.GetValueOrDefault(id);

    /// <summary>Takes changes in, and notes in <paramref name="touched"/> what they touched.</summary>
    public void Apply(UpdateSet set, WatchTouch touched)
    {
        foreach (var update in set.FilterSet.SelectMany(f => f.ObjectSet))
        {
            var isVm = update.Obj.Type == "VirtualMachine";
            if (update.Kind == ObjectUpdateKind.Leave)
            {
                Leave(update.Obj, isVm, touched);
                continue;
            }
            var seen = Find(update.Obj, isVm);
            foreach (var change in update.ChangeSet)
            {
                seen.Set(change.Name, change.Op is PropertyChangeOp.Remove or PropertyChangeOp.IndirectRemove ? null : change.Val);
            }
            foreach (var missing in update.MissingSet)
            {
                seen.SetMissing(missing.Path);
            }
            touched.Note(update, isVm);
        }
    }

    public Task<Landscape> ReadLandscapeAsync(CancellationToken cancellationToken) => Task.FromResult(Landscape);

    public Task<IReadOnlySet<string>> WithVmsAsync(IEnumerable<string> portGroups, CancellationToken cancellationToken) =>
        reader.WithVmsAsync(portGroups, cancellationToken);

    public IAsyncEnumerable<SeenObject> ReadVmsAsync(bool devices, CancellationToken cancellationToken) => _vms.Values.ToAsyncEnumerable();

    public IAsyncEnumerable<SeenObject> AddDevicesAsync(IReadOnlyList<SeenObject> vms, CancellationToken cancellationToken) =>
        reader.AddDevicesAsync(vms, cancellationToken);

    private SeenObject Find(ManagedObjectReference reference, bool isVm)
    {
        if (isVm ? _vms.TryGetValue(reference.Value, out var seen) : Landscape.TryGet(reference.Value, out seen))
        {
            return seen;
        }
        seen = new SeenObject(reference);
        if (isVm)
        {
            _vms[reference.Value] = seen;
        }
        else
        {
            Landscape.Add(seen);
        }
        return seen;
    }

    private void Leave(ManagedObjectReference reference, bool isVm, WatchTouch touched)
    {
        if (isVm)
        {
            touched.GoneVms[reference.Value] = _vms.Remove(reference.Value, out var vm) ? VmTransform.Uuid(vm, VmPaths.InstanceUuid) : null;
            touched.Vms.Remove(reference.Value);
        }
        else if (Landscape.Remove(reference.Value))
        {
            touched.Structure = true;
        }
    }
}
