using ZStackVCenter.Engine.Connections;
using ZStackVCenter.Engine.Inventory;
using ZStackVCenter.Vim.Faults;
using ZStackVCenter.Vim.Methods;
using ZStackVCenter.Vim.PropertyCollection;
using ZStackVCenter.Vim.Transport;
using ZStackVCenter.Vim.Types;

namespace ZStackVCenter.Engine.Compute;

/// <summary>
/// A VM's power in vCenter. Everything here looks first, so that it may be done twice: a step that another process had begun, or a call
/// whose answer was lost.
/// </summary>
internal static class VmPower
{
    private const string GuestRuns = "guestToolsRunning";

    /// <summary>Powers a VM on, or resumes it, unless it runs.</summary>
    public static Task OnAsync(SessionUse use, VmMemory vm, string? hostId, Action<int>? report, CancellationToken cancellationToken) =>
        ReachAsync(use, vm, VirtualMachinePowerState.PoweredOn, () => VimTasks.RunAsync(use, vm.Name, (client, token) =>
            client.PowerOnVM_Task(vm.Reference, hostId is null ? null : new ManagedObjectReference("HostSystem", hostId), token), report, cancellationToken), cancellationToken);

    /// <summary>Cuts a VM's power, unless it is off.</summary>
    public static Task OffAsync(SessionUse use, VmMemory vm, Action<int>? report, CancellationToken cancellationToken) =>
        ReachAsync(use, vm, VirtualMachinePowerState.PoweredOff, () => CutAsync(use, vm, report, cancellationToken), cancellationToken);

    /// <summary>Suspends a VM, unless it is suspended.</summary>
    public static Task SuspendAsync(SessionUse use, VmMemory vm, Action<int>? report, CancellationToken cancellationToken) =>
        ReachAsync(use, vm, VirtualMachinePowerState.Suspended, () => VimTasks.RunAsync(use, vm.Name, (client, token) =>
            client.SuspendVM_Task(vm.Reference, token), report, cancellationToken), cancellationToken);

    /// <summary>Asks the guest to shut down, waits, and cuts the power when it has not after a time or cannot be asked.</summary>
    public static async Task ShutDownAsync(SessionUse use, VmMemory vm, TimeSpan timeout, Action asked, Action<int>? report, CancellationToken cancellationToken)
    {
        var (power, tools) = await ReadAsync(use, vm, cancellationToken).ConfigureAwait(false);
        if (power == VirtualMachinePowerState.PoweredOn && tools == GuestRuns && await AskAsync(use, vm, cancellationToken).ConfigureAwait(false))
        {
            asked();
            await WaitOffAsync(use, vm, timeout, cancellationToken).ConfigureAwait(false);
            await OffAsync(use, vm, report, cancellationToken).ConfigureAwait(false);
        }
        else if (power != VirtualMachinePowerState.PoweredOff)
        {
            await CutAsync(use, vm, report, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Asks the guest to restart, or resets the VM when the guest cannot be asked or a reset is wanted.</summary>
    public static async Task RestartAsync(SessionUse use, VmMemory vm, bool reset, Action<int>? report, CancellationToken cancellationToken)
    {
        var (_, tools) = await ReadAsync(use, vm, cancellationToken).ConfigureAwait(false);
        if (!reset && tools == GuestRuns && await GuestAsync(use, token => use.Client.RebootGuest(vm.Reference, token), cancellationToken).ConfigureAwait(false))
        {
            return;
        }
        await VimTasks.RunAsync(use, vm.Name, (client, token) => client.ResetVM_Task(vm.Reference, token), report, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The power state in vCenter now.</summary>
    /// <exception cref="ZsException"><see cref="ZsErrorId.VmVanished"/> when the VM is gone.</exception>
    public static async Task<(VirtualMachinePowerState Power, string? Tools)> ReadAsync(SessionUse use, VmMemory vm, CancellationToken cancellationToken)
    {
        try
        {
            var row = await use.Client.Properties.ReadAsync(vm.Reference, [VmPaths.PowerState, VmPaths.ToolsStatus], cancellationToken).ConfigureAwait(false);
            return (Parse(row[0].Text), row[1].Text);
        }
        catch (Vim.VimException e)
        {
            throw Translate(e, use, vm);
        }
    }

    /// <summary>The error for what vCenter threw about a VM: that it is gone is told apart from a failure.</summary>
    public static ZsException Translate(Vim.VimException e, SessionUse use, VmMemory vm) => e is VimFaultException { Fault: ManagedObjectNotFound }
        ? new ZsException(ZsErrorId.VmVanished, ZsErrorCategory.ObjectNotFound,
            $"VM '{vm.Name}' is no longer in vCenter '{use.VCenter.Name}': somebody removed it there.", "Bring the inventory up to date with Sync-ZsVCenter.", vm.Name, e)
        : VimErrors.Translate(e, use.VCenter.Name);

    private static Task CutAsync(SessionUse use, VmMemory vm, Action<int>? report, CancellationToken cancellationToken) =>
        ActAsync(use, vm, VirtualMachinePowerState.PoweredOff, () => VimTasks.RunAsync(use, vm.Name, (client, token) =>
            client.PowerOffVM_Task(vm.Reference, token), report, cancellationToken), cancellationToken);

    private static async Task ReachAsync(SessionUse use, VmMemory vm, VirtualMachinePowerState goal, Func<Task> act, CancellationToken cancellationToken)
    {
        if ((await ReadAsync(use, vm, cancellationToken).ConfigureAwait(false)).Power != goal)
        {
            await ActAsync(use, vm, goal, act, cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task ActAsync(SessionUse use, VmMemory vm, VirtualMachinePowerState goal, Func<Task> act, CancellationToken cancellationToken)
    {
        try
        {
            await act().ConfigureAwait(false);
        }
        catch (ZsException) when (!cancellationToken.IsCancellationRequested)
        {
            // Somebody else may have brought it there, or the answer was lost on its way: what counts is where it is.
            if ((await ReadAsync(use, vm, cancellationToken).ConfigureAwait(false)).Power != goal)
            {
                throw;
            }
        }
    }

    private static async Task<bool> AskAsync(SessionUse use, VmMemory vm, CancellationToken cancellationToken)
    {
        try
        {
            return await GuestAsync(use, token => use.Client.ShutdownGuest(vm.Reference, token), cancellationToken).ConfigureAwait(false);
        }
        catch (ZsException e) when (e.InnerException is VimTransportException && !cancellationToken.IsCancellationRequested)
        {
            // The guest may have been asked, and cannot be asked to stay: it is waited for as if it had been.
            return true;
        }
    }

    // False when the guest cannot be asked after all: the Tools went, or the VM changed its state meanwhile.
    private static async Task<bool> GuestAsync(SessionUse use, Func<CancellationToken, Task> ask, CancellationToken cancellationToken)
    {
        try
        {
            await ask(cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (VimFaultException e) when (e.Fault is ToolsUnavailable or InvalidState or NotSupported or MethodDisabled)
        {
            return false;
        }
        catch (Vim.VimException e)
        {
            throw VimErrors.Translate(e, use.VCenter.Name);
        }
    }

    // Until the VM is off or the time is over; the caller then cuts the power.
    private static async Task WaitOffAsync(SessionUse use, VmMemory vm, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(timeout);
        var retry = new WatchRetry(use.VCenter.Name);
        try
        {
            bool off;
            do
            {
                off = await retry.TryAsync(() => SeesOffAsync(use, vm, limit.Token), limit.Token).ConfigureAwait(false);
            }
            while (!off);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The time is over.
        }
    }

    private static async Task<bool> SeesOffAsync(SessionUse use, VmMemory vm, CancellationToken cancellationToken)
    {
        var spec = FilterSpecs.OfObjects([vm.Reference], [new PropertySelection("VirtualMachine", VmPaths.PowerState)]);
        await foreach (var set in use.Client.Properties.WatchAsync(spec, cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            if (set.FilterSet.SelectMany(f => f.ObjectSet).SelectMany(o => o.ChangeSet).Any(c => c.Val is VirtualMachinePowerState.PoweredOff || Parse(c.Val?.ToString()) == VirtualMachinePowerState.PoweredOff))
            {
                return true;
            }
        }
        return false;
    }

    private static VirtualMachinePowerState Parse(string? text) =>
        Enum.TryParse<VirtualMachinePowerState>(text, ignoreCase: true, out var state) ? state : VirtualMachinePowerState.Unknown;
}
