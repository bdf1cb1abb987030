using ZStackVCenter.Vim.Xml;

namespace ZStackVCenter.Vim.Types;

/// <summary>How a copy of a machine or template is made (VirtualMachineCloneSpec in the vSphere API).</summary>
[VimType]
public sealed partial record VirtualMachineCloneSpec : DynamicData
{
    /// <summary>Where it is to be.</summary>
    public VirtualMachineRelocateSpec Location { get; init; } = new();

    /// <summary>Whether it is a template.</summary>
    public bool Template { get; init; }

    /// <summary>What of its configuration differs.</summary>
    public VirtualMachineConfigSpec? Config { get; init; }

    /// <summary>How its guest system is made its own; needs VMware Tools, and a system that vCenter can customize.</summary>
    public CustomizationSpec? Customization { get; init; }

    /// <summary>Whether it is started at once.</summary>
    public bool PowerOn { get; init; }

    /// <summary>The snapshot to copy; without one, the machine as it is.</summary>
    public ManagedObjectReference? Snapshot { get; init; }

    /// <summary>Whether the snapshot's memory is copied too (5.5 and later); false unless told otherwise.</summary>
    public bool? Memory { get; init; }
}
