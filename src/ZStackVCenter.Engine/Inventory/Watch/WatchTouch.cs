using ZStackVCenter.Vim.Types;
using DatastorePaths = ZStackVCenter.Engine.Inventory.LandscapePaths.Datastore;
using HostPaths = ZStackVCenter.Engine.Inventory.LandscapePaths.Host;

namespace ZStackVCenter.Engine.Inventory;

/// <summary>What changes have touched since the records were last written.</summary>
internal sealed class WatchTouch
{
    // Paths that change by themselves all day and decide nothing about what is taken.
    private static readonly HashSet<string> Loose = new(StringComparer.Ordinal)
    {
        HostPaths.ConnectionState, HostPaths.Maintenance, HostPaths.CpuUsed, HostPaths.MemoryUsed, HostPaths.VMotion,
        DatastorePaths.FreeSpace, DatastorePaths.Uncommitted, DatastorePaths.Capacity, DatastorePaths.Accessible, DatastorePaths.Maintenance,
    };

    /// <summary>VMs and templates that came or changed.</summary>
    public HashSet<string> Vms { get; } = new(StringComparer.Ordinal);

    /// <summary>VMs and templates that went, with their instance UUID where it is known.</summary>
    public Dictionary<string, Guid?> GoneVms { get; } = new(StringComparer.Ordinal);

    /// <summary>Hosts and datastores of which only loose properties changed.</summary>
    public HashSet<string> Others { get; } = new(StringComparer.Ordinal);

    /// <summary>True when something changed that the import filter looks at: all is then weighed again.</summary>
    public bool Structure { get; set; }

    /// <summary>True when nothing was touched.</summary>
    public bool IsEmpty => Vms.Count == 0 && GoneVms.Count == 0 && Others.Count == 0 && !Structure;

    /// <summary>Notes a change.</summary>
    public void Note(ObjectUpdate update, bool isVm)
    {
        if (isVm)
        {
            Vms.Add(update.Obj.Value);
            GoneVms.Remove(update.Obj.Value);
        }
        else if (update.Kind == ObjectUpdateKind.Modify && update.ChangeSet.All(c => Loose.Contains(c.Name)))
        {
            Others.Add(update.Obj.Value);
        }
        else
        {
            Structure = true;
        }
    }
}
