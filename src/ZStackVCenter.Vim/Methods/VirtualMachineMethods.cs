using ZStackVCenter.Vim.Types;
using ZStackVCenter.Vim.Xml;

namespace ZStackVCenter.Vim.Methods;

/// <summary>Methods of VirtualMachine.</summary>
public static partial class VirtualMachineMethods
{
    /// <summary>Powers a machine on, or resumes it (VirtualMachine.PowerOnVM_Task). Where DRS is on, vCenter chooses the host itself.</summary>
    [VimMethod]
    public static partial Task<ManagedObjectReference> PowerOnVM_Task(this VimClient client, ManagedObjectReference vm, ManagedObjectReference? host = null, CancellationToken cancellationToken = default);

    /// <summary>Powers a machine off at once (VirtualMachine.PowerOffVM_Task).</summary>
    [VimMethod]
    public static partial Task<ManagedObjectReference> PowerOffVM_Task(this VimClient client, ManagedObjectReference vm, CancellationToken cancellationToken = default);

    /// <summary>Suspends a machine: its memory goes to disk (VirtualMachine.SuspendVM_Task).</summary>
    [VimMethod]
    public static partial Task<ManagedObjectReference> SuspendVM_Task(this VimClient client, ManagedObjectReference vm, CancellationToken cancellationToken = default);

    /// <summary>Resets a machine, as its reset button would (VirtualMachine.ResetVM_Task).</summary>
    [VimMethod]
    public static partial Task<ManagedObjectReference> ResetVM_Task(this VimClient client, ManagedObjectReference vm, CancellationToken cancellationToken = default);

    /// <summary>Asks the guest to shut down (VirtualMachine.ShutdownGuest). Returns before it has. Needs VMware Tools; else ToolsUnavailable.</summary>
    [VimMethod]
    public static partial Task ShutdownGuest(this VimClient client, ManagedObjectReference vm, CancellationToken cancellationToken = default);

    /// <summary>Asks the guest to restart (VirtualMachine.RebootGuest). Returns before it has. Needs VMware Tools; else ToolsUnavailable.</summary>
    [VimMethod]
    public static partial Task RebootGuest(this VimClient client, ManagedObjectReference vm, CancellationToken cancellationToken = default);

    /// <summary>Changes a machine's configuration and devices, all of it or nothing (VirtualMachine.ReconfigVM_Task).</summary>
    [VimMethod]
    public static partial Task<ManagedObjectReference> ReconfigVM_Task(this VimClient client, ManagedObjectReference vm, VirtualMachineConfigSpec spec, CancellationToken cancellationToken = default);

    /// <summary>Makes a copy of a machine or template; the task's result is the copy (VirtualMachine.CloneVM_Task).</summary>
    [VimMethod]
    public static partial Task<ManagedObjectReference> CloneVM_Task(this VimClient client, ManagedObjectReference vm, ManagedObjectReference folder, string name, VirtualMachineCloneSpec spec, CancellationToken cancellationToken = default);

    /// <summary>Moves a machine to another host, pool or datastore, also while it runs (VirtualMachine.RelocateVM_Task).</summary>
    [VimMethod]
    public static partial Task<ManagedObjectReference> RelocateVM_Task(this VimClient client, ManagedObjectReference vm, VirtualMachineRelocateSpec spec, VirtualMachineMovePriority? priority = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Moves a machine to another host or pool; its files stay (VirtualMachine.MigrateVM_Task). Since 6.5 the documentation
    /// prefers <see cref="RelocateVM_Task"/>.
    /// </summary>
    [VimMethod]
    public static partial Task<ManagedObjectReference> MigrateVM_Task(this VimClient client, ManagedObjectReference vm, ManagedObjectReference? pool, ManagedObjectReference? host, VirtualMachineMovePriority priority, VirtualMachinePowerState? state = null, CancellationToken cancellationToken = default);

    /// <summary>Takes a machine that is off out of the inventory; its files stay (VirtualMachine.UnregisterVM).</summary>
    [VimMethod]
    public static partial Task UnregisterVM(this VimClient client, ManagedObjectReference vm, CancellationToken cancellationToken = default);

    /// <summary>Makes a template of a machine that is off (VirtualMachine.MarkAsTemplate).</summary>
    [VimMethod]
    public static partial Task MarkAsTemplate(this VimClient client, ManagedObjectReference vm, CancellationToken cancellationToken = default);

    /// <summary>Makes a machine of a template (VirtualMachine.MarkAsVirtualMachine).</summary>
    [VimMethod]
    public static partial Task MarkAsVirtualMachine(this VimClient client, ManagedObjectReference vm, ManagedObjectReference pool, ManagedObjectReference? host = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Customizes the guest of a machine that is off, at its next start (VirtualMachine.CustomizeVM_Task). CustomizationFault when the guest
    /// system or the number of adapters does not go with the specification.
    /// </summary>
    [VimMethod]
    public static partial Task<ManagedObjectReference> CustomizeVM_Task(this VimClient client, ManagedObjectReference vm, CustomizationSpec spec, CancellationToken cancellationToken = default);
}
