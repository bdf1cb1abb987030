namespace ZStackVCenter.Engine.Compute;

/// <summary>What is to be done with a VM.</summary>
/// <param name="VmId">The record's id of the VM.</param>
public abstract record VmRequest(Guid VmId);

/// <summary>Start a VM.</summary>
public sealed record StartVmRequest(Guid VmId) : VmRequest(VmId)
{
    /// <summary>The record's id of the host to start it on; null leaves the choice to vCenter.</summary>
    public Guid? HostId { get; init; }
}

/// <summary>Stop a VM: its guest is asked to shut down, and its power is cut when it has not after a time.</summary>
public sealed record StopVmRequest(Guid VmId) : VmRequest(VmId)
{
    /// <summary>Cuts the power at once.</summary>
    public bool PowerOff { get; init; }

    /// <summary>Leaves a VM off that is to be kept running, until it is started again.</summary>
    public bool SkipHaRestart { get; init; }

    /// <summary>How long the guest may take to shut down; null for the setting <c>Vm.ShutdownTimeoutSec</c>.</summary>
    public TimeSpan? ShutdownTimeout { get; init; }
}

/// <summary>Restart a VM: its guest is asked to; one without VMware Tools is reset.</summary>
public sealed record RestartVmRequest(Guid VmId) : VmRequest(VmId)
{
    /// <summary>Resets it at once, as its button would.</summary>
    public bool Reset { get; init; }
}

/// <summary>Suspend a VM, its memory kept on disk.</summary>
public sealed record SuspendVmRequest(Guid VmId) : VmRequest(VmId);

/// <summary>Resume a VM that was suspended.</summary>
public sealed record ResumeVmRequest(Guid VmId) : VmRequest(VmId);

/// <summary>Move a VM to another host while it runs (vMotion).</summary>
public sealed record MoveVmRequest(Guid VmId) : VmRequest(VmId)
{
    /// <summary>The record's id of the host to move it to; null for the best one.</summary>
    public Guid? HostId { get; init; }

    /// <summary>How it stands to what else its hosts do.</summary>
    public ZsMovePriority Priority { get; init; }
}

/// <summary>Change a VM. What is null stays as it is.</summary>
public sealed record SetVmRequest(Guid VmId) : VmRequest(VmId)
{
    /// <summary>The new name, in vCenter too.</summary>
    public string? Name { get; init; }

    /// <summary>The new description; empty takes it away. It stands in the records.</summary>
    public string? Description { get; init; }

    /// <summary>The record's id of the instance offering to be of; the VM must be stopped.</summary>
    public Guid? InstanceOfferingId { get; init; }

    /// <summary>Virtual processors, 1 to 1,024; the VM must be stopped.</summary>
    public int? CpuCount { get; init; }

    /// <summary>Memory in bytes, a multiple of 4 MiB; the VM must be stopped.</summary>
    public long? MemorySize { get; init; }

    /// <summary>What happens when it stops by itself.</summary>
    public ZsHaLevel? HaLevel { get; init; }
}

/// <summary>Put a VM into the recycle bin: its power is cut, its addresses are returned, its record and its disks are kept.</summary>
public sealed record RemoveVmRequest(Guid VmId) : VmRequest(VmId);

/// <summary>Take a VM out of the recycle bin.</summary>
public sealed record RestoreVmRequest(Guid VmId) : VmRequest(VmId)
{
    /// <summary>Starts it then.</summary>
    public bool Start { get; init; }
}

/// <summary>Remove a VM for good, its data volumes not among it.</summary>
public sealed record ExpungeVmRequest(Guid VmId) : VmRequest(VmId)
{
    /// <summary>Also one that is not in the recycle bin.</summary>
    public bool Force { get; init; }

    /// <summary>Forgets it also when its vCenter does not remove it, or is not connected: the VM then stays there.</summary>
    public bool EvenIfItStays { get; init; }
}

/// <summary>Give a VM a network adapter.</summary>
/// <param name="VmId">The record's id of the VM.</param>
/// <param name="Network">The network, and the address to have there; any free one when none is named.</param>
public sealed record AddVmNicRequest(Guid VmId, VmNetworkRequest Network) : VmRequest(VmId);

/// <summary>Take a network adapter from a VM; its address is returned.</summary>
/// <param name="VmId">The record's id of the VM.</param>
/// <param name="NicId">The record's id of the adapter.</param>
public sealed record RemoveVmNicRequest(Guid VmId, Guid NicId) : VmRequest(VmId);
