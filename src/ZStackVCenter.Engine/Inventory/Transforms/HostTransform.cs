using System.Net;
using ZStackVCenter.Vim.Types;
using Paths = ZStackVCenter.Engine.Inventory.LandscapePaths.Host;

namespace ZStackVCenter.Engine.Inventory;

/// <summary>A host.</summary>
internal static class HostTransform
{
    /// <summary>The row of a host.</summary>
    /// <param name="host">What was read of it.</param>
    /// <param name="exclusionReason">Why the import filter leaves it out; null when it takes it.</param>
    public static HostRow From(SeenObject host, string? exclusionReason) => new(host.Id, VmTransform.Name(host))
    {
        ClusterManagedObjectId = Landscape.ClusterOf(host),
        ManagementIp = ManagementIp(host),
        MaintenanceMode = host.Flag(Paths.Maintenance) ?? false,
        ConnectionState = Camel(host.Text(Paths.ConnectionState) ?? ""),
        CpuSockets = (int)host.Number(Paths.Sockets),
        CpuCores = (int)host.Number(Paths.Cores),
        CpuMhz = (int)host.Number(Paths.Mhz),
        CpuUsedMhz = (int)host.Number(Paths.CpuUsed),
        MemorySize = host.Number(Paths.Memory),
        MemoryUsed = host.Number(Paths.MemoryUsed) << 20,
        Version = host.Text(Paths.Version) ?? "",
        Model = string.Join(' ', new[] { host.Text(Paths.Vendor), host.Text(Paths.Model) }.Where(t => !string.IsNullOrWhiteSpace(t))),
        VMotionEnabled = host.Flag(Paths.VMotion) ?? false,
        ExclusionReason = exclusionReason,
    };

    // The adapter that the management traffic selected; vmk0 where the host does not tell; the name where it is an address itself.
    private static string? ManagementIp(SeenObject host)
    {
        var adapters = host.List<HostVirtualNic>(Paths.VmKernelAdapters);
        var management = host.List<VirtualNicManagerNetConfig>(Paths.AdapterManager).FirstOrDefault(c => c.NicType == "management");
        var selected = management?.CandidateVnic.Where(v => management.SelectedVnic.Contains(v.Key ?? "", StringComparer.Ordinal)) ?? [];
        var address = selected.Concat(adapters.Where(a => a.Device == "vmk0")).Select(v => v.Spec?.Ip?.IpAddress)
            .FirstOrDefault(a => !string.IsNullOrEmpty(a));
        return address ?? (IPAddress.TryParse(host.Text(LandscapePaths.Name), out _) ? host.Text(LandscapePaths.Name) : null);
    }

    // An enumeration's value reads as its C# name, and vSphere's own word begins with a small letter.
    private static string Camel(string word) => word.Length > 0 && char.IsUpper(word[0]) ? char.ToLowerInvariant(word[0]) + word[1..] : word;
}
