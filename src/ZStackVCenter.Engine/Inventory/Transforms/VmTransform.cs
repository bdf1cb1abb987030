using ZStackVCenter.Vim.Types;

namespace ZStackVCenter.Engine.Inventory;

/// <summary>A virtual machine, from the leaf properties of <see cref="VmPaths"/> and, where they were read, its devices.</summary>
internal static class VmTransform
{
    /// <summary>The row of a VM.</summary>
    /// <param name="vm">What was read of it.</param>
    /// <param name="places">Finds datastores and networks by name.</param>
    public static VmRow From(SeenObject vm, Places places)
    {
        var devices = Devices(vm, places);
        var path = vm.Text(VmPaths.Path) ?? "";
        var host = vm.Link(VmPaths.Host)?.Value;
        return new VmRow(vm.Id, Name(vm))
        {
            InstanceUuid = Uuid(vm, VmPaths.InstanceUuid) ?? Guid.Empty,
            BiosUuid = Uuid(vm, VmPaths.BiosUuid) ?? Guid.Empty,
            State = State(vm.Text(VmPaths.PowerState), vm.Text(VmPaths.ConnectionState)),
            CpuCount = (int)vm.Number(VmPaths.CpuCount),
            MemorySize = vm.Number(VmPaths.MemoryMB) << 20,
            DefaultIp = GuestAddresses.Default(vm.Text(VmPaths.GuestIp), devices?.Nics ?? []),
            HostName = NullIfEmpty(vm.Text(VmPaths.GuestHostName)),
            HostManagedObjectId = host,
            DatastoreManagedObjectId = places.Datastore(host, DatastorePath.Datastore(path)),
            Platform = GuestSystems.PlatformOf(vm.Text(VmPaths.GuestId)),
            GuestOs = vm.Text(VmPaths.GuestFullName) ?? vm.Text(VmPaths.GuestId) ?? "",
            ToolsStatus = vm.Text(VmPaths.ToolsStatus),
            Path = path,
            CommittedSize = vm.Number(VmPaths.Committed),
            Annotation = NullIfEmpty(vm.Text(VmPaths.Annotation)),
            CreatedAt = vm.Time(VmPaths.CreateDate) is { Year: > 1970 } created ? created : null,
            ChangeVersion = vm.Text(VmPaths.ChangeVersion) ?? "",
            Devices = devices,
        };
    }

    /// <summary>True for a template.</summary>
    public static bool IsTemplate(SeenObject vm) => vm.Flag(VmPaths.Template) == true;

    /// <summary>True when vCenter gave its configuration: without it (an orphaned or inaccessible VM, a missing right) only its being there is known.</summary>
    public static bool IsReadable(SeenObject vm) => vm.Has(VmPaths.Template) && vm.Has(VmPaths.Path);

    /// <summary>vSphere's power and connection state in the module's words (domain.md §10.1).</summary>
    public static ZsVmState State(string? power, string? connection)
    {
        if (connection is not null && !Is(connection, "connected"))
        {
            return ZsVmState.Unknown;
        }
        return Is(power, "poweredOn") ? ZsVmState.Running
            : Is(power, "poweredOff") ? ZsVmState.Stopped
            : Is(power, "suspended") ? ZsVmState.Paused
            : ZsVmState.Unknown;
    }

    /// <summary>The name with vSphere's escapes undone: it writes %, / and \ of a name as %25, %2f and %5c.</summary>
    public static string Name(SeenObject seen) => Unescape(seen.Text(VmPaths.Name) ?? seen.Id);

    internal static string Unescape(string name) => name.Contains('%', StringComparison.Ordinal)
        ? name.Replace("%2f", "/", StringComparison.OrdinalIgnoreCase).Replace("%5c", "\\", StringComparison.OrdinalIgnoreCase).Replace("%25", "%", StringComparison.Ordinal)
        : name;

    internal static Guid? Uuid(SeenObject seen, string path) => Guid.TryParse(seen.Text(path), out var id) ? id : null;

    internal static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static VmDevices? Devices(SeenObject vm, Places places)
    {
        if (!vm.Has(VmPaths.Devices))
        {
            return null;
        }
        var devices = vm.List<VirtualDevice>(VmPaths.Devices);
        return new VmDevices(NicTransform.From(devices, vm.List<GuestNicInfo>(VmPaths.GuestNet), places.Networks), VolumeTransform.From(devices));
    }

    private static bool Is(string? value, string word) => string.Equals(value, word, StringComparison.OrdinalIgnoreCase);
}
