using ZStackVCenter.Vim.Types;
using Paths = ZStackVCenter.Engine.Inventory.LandscapePaths.Cluster;

namespace ZStackVCenter.Engine.Inventory;

/// <summary>A cluster.</summary>
internal static class ClusterTransform
{
    /// <summary>The row of a cluster.</summary>
    public static ClusterRow From(SeenObject cluster, Landscape landscape)
    {
        cluster.TryGet<ClusterConfigInfoEx>(Paths.Configuration, out var configuration);
        return new ClusterRow(cluster.Id, VmTransform.Name(cluster))
        {
            Datacenter = landscape.DatacenterName(cluster),
            HostCount = (int)cluster.Number(Paths.Hosts),
            CpuMhz = (int)cluster.Number(Paths.Cpu),
            MemorySize = cluster.Number(Paths.Memory),
            DrsEnabled = configuration?.DrsConfig?.Enabled ?? false,
            HaEnabled = configuration?.DasConfig?.Enabled ?? false,
        };
    }
}
