using ZStackVCenter.Vim.Types;
using ZStackVCenter.Vim.Xml;

namespace ZStackVCenter.Vim.Methods;

/// <summary>Methods of VirtualMachine.</summary>
public static partial class VirtualMachineMethods
{
    /// <summary>Powers a machine on, or resumes it (VirtualMachine.PowerOnVM_Task).</summary>
    [VimMethod]
    public static partial Task<ManagedObjectReference> PowerOnVM_Task(this VimClient client, ManagedObjectReference vm, ManagedObjectReference? host = null, CancellationToken cancellationToken = default);

    /// <summary>Powers a machine off at once (VirtualMachine.PowerOffVM_Task).</summary>
    [VimMethod]
    public static partial Task<ManagedObjectReference> PowerOffVM_Task(this VimClient client, ManagedObjectReference vm, CancellationToken cancellationToken = default);

    /// <summary>Suspends a machine (VirtualMachine.SuspendVM_Task).</summary>
    [VimMethod]
    public static partial Task<ManagedObjectReference> SuspendVM_Task(this VimClient client, ManagedObjectReference vm, CancellationToken cancellationToken = default);

    /// <summary>Resets a machine (VirtualMachine.ResetVM_Task).</summary>
    [VimMethod]
    public static partial Task<ManagedObjectReference> ResetVM_Task(this VimClient client, ManagedObjectReference vm, CancellationToken cancellationToken = default);

    /// <summary>Asks the guest to shut down (VirtualMachine.ShutdownGuest). Returns before it has.</summary>
    [VimMethod]
    public static partial Task ShutdownGuest(this VimClient client, ManagedObjectReference vm, CancellationToken cancellationToken = default);
}
