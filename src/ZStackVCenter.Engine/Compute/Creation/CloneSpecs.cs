using ZStackVCenter.Vim.Types;

namespace ZStackVCenter.Engine.Compute;

/// <summary>What vSphere is told to clone: pure, from a plan and the source's devices.</summary>
internal static class CloneSpecs
{
    /// <summary>The extraConfig key that names the record in what the module makes.</summary>
    public const string Mark = "zstackvcenter.id";

    // Keys of devices to be made are negative: vCenter gives them their own.
    private const int FirstNic = -100;
    private const int FirstDisk = -200;
    private const int NewController = -300;

    // Unit 7 of a SCSI bus is the controller's own.
    private const int ControllerUnit = 7;
    private const int LastUnit = 15;

    /// <summary>The clone: the source's disks in a new place, off. What it has otherwise than its source it gets afterwards, by looking at it.</summary>
    public static VirtualMachineCloneSpec Of(CreateVmMemory plan) => new()
    {
        Location = new VirtualMachineRelocateSpec
        {
            Pool = new ManagedObjectReference("ResourcePool", plan.Pool),
            Host = plan.Host is null ? null : new ManagedObjectReference("HostSystem", plan.Host),
            Datastore = new ManagedObjectReference("Datastore", plan.Datastore),
        },
        Config = new VirtualMachineConfigSpec
        {
            InstanceUuid = plan.VmId.ToString(),
            ExtraConfig = [new OptionValue { Key = Mark, Value = plan.VmId.ToString() }],
        },
        PowerOn = false,
        Template = false,
    };

    /// <summary>What the clone lacks of its plan; null when it lacks nothing.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="cpuCount">The processors that it has.</param>
    /// <param name="memoryMB">The memory that it has.</param>
    /// <param name="devices">The devices that it has.</param>
    public static VirtualMachineConfigSpec? Missing(CreateVmMemory plan, long cpuCount, long memoryMB, IReadOnlyList<VirtualDevice> devices)
    {
        var changes = Adapters(plan, devices).Concat(Disks(plan, devices)).ToList();
        return changes.Count == 0 && cpuCount == plan.CpuCount && memoryMB == plan.MemorySize >> 20
            ? null
            : new VirtualMachineConfigSpec { NumCPUs = plan.CpuCount, MemoryMB = plan.MemorySize >> 20, DeviceChange = changes };
    }

    private static IEnumerable<VirtualDeviceConfigSpec> Adapters(CreateVmMemory plan, IReadOnlyList<VirtualDevice> devices)
    {
        var cards = devices.OfType<VirtualEthernetCard>().OrderBy(c => c.UnitNumber ?? int.MaxValue).ThenBy(c => c.Key).ToList();
        if (plan.KeepsAdapters || (cards.Count == plan.Nics.Count && cards.Zip(plan.Nics).All(p => VmAdapters.IsOn(p.First, p.Second))))
        {
            yield break;
        }
        foreach (var card in cards)
        {
            yield return new VirtualDeviceConfigSpec { Operation = VirtualDeviceConfigSpecOperation.Remove, Device = card };
        }
        for (var i = 0; i < plan.Nics.Count; i++)
        {
            yield return new VirtualDeviceConfigSpec { Operation = VirtualDeviceConfigSpecOperation.Add, Device = VmAdapters.Make(plan.Nics[i], VmAdapters.TypeFor(plan.Platform), FirstNic - i) };
        }
    }

    // The root disk stays on its controller, for which its guest was installed; data disks of Linux get a paravirtual one.
    private static IEnumerable<VirtualDeviceConfigSpec> Disks(CreateVmMemory plan, IReadOnlyList<VirtualDevice> devices)
    {
        var missing = plan.DataDisks.Skip(Math.Max(0, devices.OfType<VirtualDisk>().Count() - plan.SourceDisks)).ToList();
        if (missing.Count == 0)
        {
            yield break;
        }
        var controllers = devices.OfType<VirtualSCSIController>().ToList();
        var there = plan.Platform == ZsPlatform.Linux ? controllers.OfType<ParaVirtualSCSIController>().FirstOrDefault() : controllers.FirstOrDefault();
        var controller = there?.Key ?? NewController;
        if (there is null)
        {
            var bus = Enumerable.Range(0, 4).Except(controllers.Select(c => c.BusNumber)).First();
            yield return new VirtualDeviceConfigSpec
            {
                Operation = VirtualDeviceConfigSpecOperation.Add,
                Device = plan.Platform == ZsPlatform.Linux
                    ? new ParaVirtualSCSIController { Key = NewController, BusNumber = bus, SharedBus = VirtualSCSISharing.NoSharing }
                    : new VirtualLsiLogicSASController { Key = NewController, BusNumber = bus, SharedBus = VirtualSCSISharing.NoSharing },
            };
        }
        var used = devices.Where(d => d.ControllerKey == controller).Select(d => d.UnitNumber).OfType<int>().Append(ControllerUnit).ToHashSet();
        var units = Enumerable.Range(0, LastUnit + 1).Where(u => !used.Contains(u)).ToList();
        for (var i = 0; i < missing.Count; i++)
        {
            yield return new VirtualDeviceConfigSpec
            {
                Operation = VirtualDeviceConfigSpecOperation.Add,
                FileOperation = VirtualDeviceConfigSpecFileOperation.Create,
                Device = new VirtualDisk
                {
                    Key = FirstDisk - i,
                    ControllerKey = controller,
                    UnitNumber = units[i],
                    CapacityInKB = (missing[i] + 1023) / 1024,
                    Backing = new VirtualDiskFlatVer2BackingInfo
                    {
                        DiskMode = "persistent",
                        ThinProvisioned = true,
                        Datastore = new ManagedObjectReference("Datastore", plan.Datastore),
                    },
                },
            };
        }
    }
}
