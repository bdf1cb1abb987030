using ZStackVCenter.Vim.Types;
using Paths = ZStackVCenter.Engine.Inventory.LandscapePaths.Datastore;

namespace ZStackVCenter.Engine.Inventory;

/// <summary>A datastore.</summary>
internal static class DatastoreTransform
{
    /// <summary>The row of a datastore.</summary>
    public static DatastoreRow From(SeenObject datastore, Landscape landscape)
    {
        var free = datastore.Number(Paths.FreeSpace);
        return new DatastoreRow(datastore.Id, VmTransform.Name(datastore))
        {
            Url = datastore.Text(Paths.Url) ?? "",
            FileSystem = datastore.Text(Paths.FileSystem) ?? "",
            Datacenter = landscape.DatacenterName(datastore),
            TotalCapacity = datastore.Number(Paths.Capacity),
            FreeSpace = free,
            AvailableCapacity = Math.Max(0, free - datastore.Number(Paths.Uncommitted)),
            MaintenanceMode = datastore.Text(Paths.Maintenance) is { } mode && !mode.Equals("normal", StringComparison.OrdinalIgnoreCase),
            Accessible = datastore.Flag(Paths.Accessible) ?? false,
            Shared = datastore.Flag(Paths.Shared) ?? false,
            HostManagedObjectIds = [.. datastore.List<DatastoreHostMount>(Paths.Hosts).Select(m => m.Key.Value).Order(StringComparer.Ordinal)],
            DatastoreCluster = landscape.DatastoreClusterOf(datastore),
        };
    }
}
