namespace ZStackVCenter;

/// <summary>A virtual machine's network adapter (vSphere's <c>VirtualEthernetCard</c>; domain.md §10.10).</summary>
public sealed record ZsVmNic : ZsInventoryResource
{
    /// <summary>The record's id of its VM.</summary>
    public Guid VmId { get; init; }

    /// <summary>The name of its VM.</summary>
    public string Vm { get; init; } = "";

    /// <summary>The key of the device in its VM (<c>VirtualDevice.key</c>).</summary>
    public int DeviceKey { get; init; }

    /// <summary>Its number in the VM, from 0.</summary>
    public int DeviceNumber { get; init; }

    /// <summary>Its MAC address in lower case with colons.</summary>
    public string MacAddress { get; init; } = "";

    /// <summary>The first IPv4 address that its guest reports, else the one that the module handed out for it; null when neither is known.</summary>
    public string? IpAddress { get; init; }

    /// <summary>The address that the module handed out for it; null when its network hands out none, or it was brought in.</summary>
    public string? AssignedIp { get; init; }

    /// <summary>All addresses the guest reports on it.</summary>
    public IReadOnlyList<string> IpAddresses { get; init; } = [];

    /// <summary>The port group it is on; null when it is on none.</summary>
    public string? Network { get; init; }

    /// <summary>vSphere's managed object id of that port group.</summary>
    public string? NetworkManagedObjectId { get; init; }

    /// <summary>The adapter's type as vSphere names it: Vmxnet3, E1000, E1000e, …</summary>
    public string AdapterType { get; init; } = "";

    /// <summary>True when it is connected.</summary>
    public bool Connected { get; init; }
}
