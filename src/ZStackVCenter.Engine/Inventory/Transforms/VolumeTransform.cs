using ZStackVCenter.Vim.Types;

namespace ZStackVCenter.Engine.Inventory;

/// <summary>A VM's disks, from <c>config.hardware.device</c>.</summary>
internal static class VolumeTransform
{
    /// <summary>
    /// The disks in the order of their slots. The first is the root volume: it sits in the lowest slot, where the BIOS looks first and
    /// where vSphere puts the first disk of a new VM.
    /// </summary>
    public static IReadOnlyList<VolumeRow> From(IReadOnlyList<VirtualDevice> devices)
    {
        var controllers = devices.OfType<VirtualController>().ToDictionary(c => c.Key);
        return [.. devices.OfType<VirtualDisk>()
            .Select(d => (Disk: d, Controller: d.ControllerKey is { } key ? controllers.GetValueOrDefault(key) : null))
            .OrderBy(d => Rank(d.Controller)).ThenBy(d => d.Controller?.BusNumber ?? 0).ThenBy(d => d.Disk.UnitNumber ?? int.MaxValue).ThenBy(d => d.Disk.Key)
            .Select((d, number) => One(d.Disk, d.Controller, number))];
    }

    private static VolumeRow One(VirtualDisk disk, VirtualController? controller, int number)
    {
        var backing = new DiskBacking(disk.Backing);
        return new VolumeRow(disk.Key)
        {
            Type = number == 0 ? ZsVolumeType.Root : ZsVolumeType.Data,
            Label = disk.DeviceInfo?.Label ?? $"Hard disk {number + 1}",
            Size = disk.CapacityInBytes ?? disk.CapacityInKB * 1024,
            Shareable = backing.Shareable,
            Path = backing.Path,
            Uuid = backing.Uuid,
            DatastoreManagedObjectId = backing.Datastore,
            ThinProvisioned = backing.Thin,
            Slot = $"{Bus(controller)}({controller?.BusNumber ?? 0}:{disk.UnitNumber ?? 0})",
        };
    }

    // The order in which a virtual BIOS tries the kinds of controller when no boot order is set.
    private static int Rank(VirtualController? controller) => Bus(controller) switch { "SCSI" => 0, "IDE" => 1, "SATA" => 2, "NVMe" => 3, _ => 4 };

    private static string Bus(VirtualController? controller) => controller switch
    {
        VirtualSCSIController => "SCSI",
        VirtualSATAController => "SATA",
        VirtualIDEController => "IDE",
        VirtualNVMEController => "NVMe",
        _ => "Disk",
    };

    /// <summary>What the several kinds of disk backing have in common.</summary>
    private readonly struct DiskBacking
    {
        public DiskBacking(VirtualDeviceBackingInfo? backing)
        {
            if (backing is VirtualDeviceFileBackingInfo file)
            {
                Path = file.FileName;
                Datastore = file.Datastore?.Value;
            }
            (Thin, Shareable, var uuid) = backing switch
            {
                VirtualDiskFlatVer2BackingInfo flat => (flat.ThinProvisioned ?? false, Multi(flat.Sharing), flat.Uuid),
                VirtualDiskSeSparseBackingInfo sparse => (true, false, sparse.Uuid),
                VirtualDiskSparseVer2BackingInfo sparse => (true, false, sparse.Uuid),
                VirtualDiskRawDiskMappingVer1BackingInfo raw => ((bool?)null, Multi(raw.Sharing), raw.Uuid),
                _ => (null, false, null),
            };
            Uuid = Guid.TryParse(uuid, out var id) ? id : null;
        }

        public string? Path { get; }
        public string? Datastore { get; }
        public bool? Thin { get; }
        public bool Shareable { get; }
        public Guid? Uuid { get; }

        private static bool Multi(string? sharing) => sharing == "sharingMultiWriter";
    }
}
