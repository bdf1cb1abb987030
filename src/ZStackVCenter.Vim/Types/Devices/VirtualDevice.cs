using ZStackVCenter.Vim.Xml;

namespace ZStackVCenter.Vim.Types;

/// <summary>A device of a virtual machine (VirtualDevice in the vSphere API).</summary>
[VimType]
public partial record VirtualDevice : DynamicData
{
    /// <summary>Identifies the device within its machine; in a change, a negative number stands for a new one.</summary>
    public int Key { get; init; }

    /// <summary>Its label, and a line about it.</summary>
    public Description? DeviceInfo { get; init; }

    /// <summary>What on the host stands behind it.</summary>
    public VirtualDeviceBackingInfo? Backing { get; init; }

    /// <summary>Whether it is connected, for one that can be taken out.</summary>
    public VirtualDeviceConnectInfo? Connectable { get; init; }

    /// <summary>The key of its controller.</summary>
    public int? ControllerKey { get; init; }

    /// <summary>Its place on its controller.</summary>
    public int? UnitNumber { get; init; }
}

/// <summary>A label and a line about it (Description in the vSphere API).</summary>
[VimType]
public partial record Description : DynamicData
{
    /// <summary>The label.</summary>
    public string Label { get; init; } = "";

    /// <summary>The line.</summary>
    public string Summary { get; init; } = "";
}

/// <summary>What on the host stands behind a device (VirtualDeviceBackingInfo in the vSphere API).</summary>
[VimType]
public partial record VirtualDeviceBackingInfo : DynamicData;

/// <summary>Whether a device that can be taken out is connected (VirtualDeviceConnectInfo in the vSphere API).</summary>
[VimType]
public sealed partial record VirtualDeviceConnectInfo : DynamicData
{
    /// <summary>Whether it is connected when the machine powers on.</summary>
    public bool StartConnected { get; init; }

    /// <summary>Whether the guest may disconnect it.</summary>
    public bool AllowGuestControl { get; init; }

    /// <summary>Whether it is connected now.</summary>
    public bool Connected { get; init; }

    /// <summary>What came of the last attempt.</summary>
    public string? Status { get; init; }
}

/// <summary>A file behind a device (VirtualDeviceFileBackingInfo in the vSphere API).</summary>
[VimType]
public partial record VirtualDeviceFileBackingInfo : VirtualDeviceBackingInfo
{
    /// <summary>The file, as <c>[datastore] folder/name.vmdk</c>.</summary>
    public string FileName { get; init; } = "";

    /// <summary>The datastore it is on.</summary>
    public ManagedObjectReference? Datastore { get; init; }

    /// <summary>The id behind the file, where a datastore has objects.</summary>
    public string? BackingObjectId { get; init; }
}

/// <summary>A device of the host behind a device (VirtualDeviceDeviceBackingInfo in the vSphere API).</summary>
[VimType]
public partial record VirtualDeviceDeviceBackingInfo : VirtualDeviceBackingInfo
{
    /// <summary>The host's device.</summary>
    public string DeviceName { get; init; } = "";

    /// <summary>Whether the host finds one by itself.</summary>
    public bool? UseAutoDetect { get; init; }
}

/// <summary>A controller of a machine (VirtualController in the vSphere API).</summary>
[VimType]
public partial record VirtualController : VirtualDevice
{
    /// <summary>Its bus.</summary>
    public int BusNumber { get; init; }

    /// <summary>The keys of the devices on it.</summary>
    public IReadOnlyList<int> Device { get; init; } = [];
}

/// <summary>A SCSI controller (VirtualSCSIController in the vSphere API).</summary>
[VimType]
public partial record VirtualSCSIController : VirtualController
{
    /// <summary>Whether devices can be added while the machine runs; always true.</summary>
    public bool? HotAddRemove { get; init; }

    /// <summary>Whether its bus is shared with other machines.</summary>
    public VirtualSCSISharing SharedBus { get; init; }

    /// <summary>The unit that the controller itself takes.</summary>
    public int? ScsiCtlrUnitNumber { get; init; }
}

/// <summary>Whether a SCSI bus is shared between machines (VirtualSCSISharing in the vSphere API).</summary>
[VimEnum]
public enum VirtualSCSISharing
{
    /// <summary>A value that this version does not know.</summary>
    Unknown,

    /// <summary>It is not.</summary>
    NoSharing,

    /// <summary>With machines on the same host.</summary>
    VirtualSharing,

    /// <summary>With machines on any host.</summary>
    PhysicalSharing,
}

/// <summary>An LSI Logic SCSI controller (VirtualLsiLogicController in the vSphere API).</summary>
[VimType]
public sealed partial record VirtualLsiLogicController : VirtualSCSIController;

/// <summary>An LSI Logic SAS controller (VirtualLsiLogicSASController in the vSphere API).</summary>
[VimType]
public sealed partial record VirtualLsiLogicSASController : VirtualSCSIController;

/// <summary>A BusLogic SCSI controller (VirtualBusLogicController in the vSphere API).</summary>
[VimType]
public sealed partial record VirtualBusLogicController : VirtualSCSIController;

/// <summary>A paravirtual SCSI controller (ParaVirtualSCSIController in the vSphere API).</summary>
[VimType]
public sealed partial record ParaVirtualSCSIController : VirtualSCSIController;

/// <summary>An IDE controller (VirtualIDEController in the vSphere API).</summary>
[VimType]
public sealed partial record VirtualIDEController : VirtualController;

/// <summary>A SATA controller (VirtualSATAController in the vSphere API).</summary>
[VimType]
public partial record VirtualSATAController : VirtualController;

/// <summary>An AHCI controller (VirtualAHCIController in the vSphere API).</summary>
[VimType]
public sealed partial record VirtualAHCIController : VirtualSATAController;

/// <summary>An NVMe controller (VirtualNVMEController in the vSphere API).</summary>
[VimType]
public sealed partial record VirtualNVMEController : VirtualController;

/// <summary>The PCI bus (VirtualPCIController in the vSphere API).</summary>
[VimType]
public sealed partial record VirtualPCIController : VirtualController;

/// <summary>The PS/2 controller (VirtualPS2Controller in the vSphere API).</summary>
[VimType]
public sealed partial record VirtualPS2Controller : VirtualController;

/// <summary>The super I/O controller (VirtualSIOController in the vSphere API).</summary>
[VimType]
public sealed partial record VirtualSIOController : VirtualController;

/// <summary>A USB controller (VirtualUSBController in the vSphere API).</summary>
[VimType]
public sealed partial record VirtualUSBController : VirtualController;

/// <summary>A USB 3 controller (VirtualUSBXHCIController in the vSphere API).</summary>
[VimType]
public sealed partial record VirtualUSBXHCIController : VirtualController;
