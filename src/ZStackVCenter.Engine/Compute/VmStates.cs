using System.Collections.Frozen;

namespace ZStackVCenter.Engine.Compute;

/// <summary>What can be done with a VM.</summary>
internal enum VmAction
{
    Start,
    Stop,
    PowerOff,
    Restart,
    Suspend,
    Resume,
    Move,
    Copy,
    Resize,
    Rename,
    SetHaLevel,
    AddNic,
    RemoveNic,
    Remove,
    Restore,
    RemoveForGood,
}

/// <summary>
/// Which action a VM takes in which state, and which state it is in meanwhile and afterwards: domain.md §10.1 and §10.2, all of it in
/// this one table.
/// </summary>
internal static class VmStates
{
    private static readonly FrozenDictionary<VmAction, Row> Table = new Dictionary<VmAction, Row>
    {
        [VmAction.Start] = new("started", [ZsVmState.Stopped, ZsVmState.Created], [], ZsVmState.Starting),
        [VmAction.Stop] = new("stopped", [ZsVmState.Running, ZsVmState.Paused, ZsVmState.Unknown], [ZsVmState.Stopped], ZsVmState.Stopping),
        [VmAction.PowerOff] = new("powered off", [ZsVmState.Running, ZsVmState.Paused, ZsVmState.Unknown], [ZsVmState.Stopped], ZsVmState.Stopping),
        [VmAction.Restart] = new("restarted", [ZsVmState.Running], [], ZsVmState.Rebooting),
        [VmAction.Suspend] = new("suspended", [ZsVmState.Running], [], ZsVmState.Pausing),
        [VmAction.Resume] = new("resumed", [ZsVmState.Paused], [], ZsVmState.Resuming),
        [VmAction.Move] = new("moved", [ZsVmState.Running, ZsVmState.Paused], [], ZsVmState.Migrating),
        [VmAction.Copy] = new("copied", [ZsVmState.Running, ZsVmState.Stopped], [], null),
        [VmAction.Resize] = new("given other processors or memory", [ZsVmState.Stopped], [], null),
        [VmAction.Rename] = new("renamed", [ZsVmState.Running, ZsVmState.Stopped, ZsVmState.Paused], [], null),
        [VmAction.SetHaLevel] = new("given another level of availability", [ZsVmState.Running, ZsVmState.Stopped, ZsVmState.Paused, ZsVmState.Unknown], [], null),
        // vSphere changes no devices of a suspended VM.
        [VmAction.AddNic] = new("given a network adapter", [ZsVmState.Running, ZsVmState.Stopped], [], null),
        [VmAction.RemoveNic] = new("rid of a network adapter", [ZsVmState.Running, ZsVmState.Stopped], [], null),
        [VmAction.Remove] = new("removed", [ZsVmState.Running, ZsVmState.Stopped, ZsVmState.Paused, ZsVmState.Unknown, ZsVmState.Created, ZsVmState.Error], [], ZsVmState.Destroying),
        [VmAction.Restore] = new("taken out of the recycle bin", [ZsVmState.Destroyed], [], null),
        [VmAction.RemoveForGood] = new("removed for good", [ZsVmState.Destroyed], [], ZsVmState.Expunging),
    }.ToFrozenDictionary();

    /// <summary>The state that the VM is shown in while the action goes on; null when it stays in the one it has.</summary>
    public static ZsVmState? During(VmAction action) => Table[action].During;

    /// <summary>True when the VM is already where the action would take it: nothing is to be done then, and that is no error.</summary>
    public static bool IsDone(VmAction action, ZsVmState state) => Table[action].Done.Contains(state);

    /// <summary>True when the action can be done in the state.</summary>
    public static bool Allows(VmAction action, ZsVmState state) => Table[action].From.Contains(state);

    /// <summary>Refuses an action that the VM's state does not allow.</summary>
    /// <exception cref="ZsException"><see cref="ZsErrorId.VmState"/>, with the state and what to do about it.</exception>
    public static void Require(VmAction action, ZsVm vm)
    {
        var row = Table[action];
        if (row.From.Contains(vm.State) || row.Done.Contains(vm.State))
        {
            return;
        }
        throw new ZsException(ZsErrorId.VmState, ZsErrorCategory.InvalidOperation,
            $"VM '{vm.Name}' is {vm.State} and cannot be {row.Words}: it has to be {OneOf(row.From)}.", Advice(action, vm, row), vm.Name);
    }

    private static string OneOf(IReadOnlyCollection<ZsVmState> states) =>
        states.Count == 1 ? $"{states.First()}" : $"{string.Join(", ", states.SkipLast(1))} or {states.Last()}";

    private static string? Advice(VmAction action, ZsVm vm, Row row) => vm.State switch
    {
        _ when VmStatesInFlight.Contains(vm.State) => "Something is being done with it: look at Get-ZsTask, or bring the inventory up to date with Sync-ZsVCenter.",
        ZsVmState.Destroyed when action == VmAction.Remove => "It is in the recycle bin already; Remove-ZsVm -Permanent removes it for good.",
        ZsVmState.Running when action is VmAction.Start or VmAction.Resume => "It runs already: there is nothing to do.",
        ZsVmState.Paused when action == VmAction.Suspend => "It is suspended already: there is nothing to do.",
        _ when action == VmAction.Restore => "It is not in the recycle bin; Get-ZsRecycleBinItem lists what is there.",
        _ when action == VmAction.RemoveForGood => $"Put it into the recycle bin first with Remove-ZsVm '{vm.Name}', or give -Force.",
        ZsVmState.Destroyed => $"It is in the recycle bin: take it out with Restore-ZsVm '{vm.Name}'.",
        ZsVmState.Unknown => "Its host is not in reach: look at Get-ZsHost, then bring the inventory up to date with Sync-ZsVCenter.",
        ZsVmState.Paused when action == VmAction.Start => $"Resume it with Resume-ZsVm '{vm.Name}'.",
        ZsVmState.Paused when row.From.Contains(ZsVmState.Running) => $"Resume it first with Resume-ZsVm '{vm.Name}'.",
        ZsVmState.Running or ZsVmState.Paused when row.From.Contains(ZsVmState.Stopped) => $"Stop it first with Stop-ZsVm '{vm.Name}'.",
        ZsVmState.Stopped when row.From.Contains(ZsVmState.Running) => $"Start it first with Start-ZsVm '{vm.Name}'.",
        _ => null,
    };

    private static readonly FrozenSet<ZsVmState> VmStatesInFlight =
        Table.Values.Select(r => r.During).OfType<ZsVmState>().ToFrozenSet();

    private sealed record Row(string Words, IReadOnlyCollection<ZsVmState> From, IReadOnlyCollection<ZsVmState> Done, ZsVmState? During);
}
