using System.Globalization;
using ZStackVCenter.Engine.Networking;
using ZStackVCenter.Engine.Offerings;
using ZStackVCenter.Engine.Operations;
using ZStackVCenter.Engine.Records;

namespace ZStackVCenter.Engine.Compute;

/// <summary>What a request comes to: words for it, and how to begin it.</summary>
/// <param name="Vm">The VM as the records have it.</param>
/// <param name="Words">What would happen.</param>
/// <param name="Run">Does it; null when the VM is already as it is to become.</param>
/// <param name="Start">Begins it in the background; null likewise.</param>
internal sealed record VmPlan(
    ZsVm Vm,
    string Words,
    Func<OperationService, Caller, IProgress<OperationProgress>?, CancellationToken, Task<ZsTask>>? Run,
    Func<OperationService, Caller, CancellationToken, Task<ZsTask>>? Start)
{
    public static VmPlan Nothing(ZsVm vm, string words) => new(vm, words, null, null);

    public static VmPlan Of<T>(string words, Operation<T> operation, ZsVm vm, T memory)
        where T : VmMemory
    {
        var subject = Subject.Of(ZsResourceType.Vm, vm);
        return new VmPlan(vm, words,
            (operations, caller, progress, token) => operations.RunAsync(operation, subject, memory, caller, progress, token),
            (operations, caller, token) => operations.StartAsync(operation, subject, memory, caller, token));
    }
}

/// <summary>Checks requests about VMs against the records and makes operations of them.</summary>
internal sealed class VmPlans(CloudEngine engine)
{
    private static readonly StartVm Start = new();
    private static readonly StopVm Stop = new();
    private static readonly RestartVm Restart = new();
    private static readonly SuspendVm Suspend = new();
    private static readonly ResumeVm Resume = new();
    private static readonly MoveVm Move = new();
    private static readonly SetVm Set = new();
    private static readonly RemoveVm Remove = new();
    private static readonly RestoreVm Restore = new();
    private static readonly ExpungeVm Expunge = new();

    /// <summary>The kinds of operation.</summary>
    public static IReadOnlyList<IOperation> Operations => [Start, Stop, Restart, Suspend, Resume, Move, Set, Remove, Restore, Expunge, .. NicChanges.Operations];

    private static readonly Dictionary<Guid, long> NobodyComing = [];

    private readonly NicChanges _nics = new(engine);

    /// <summary>What a request comes to.</summary>
    /// <exception cref="ZsException">It cannot be done; the message says why.</exception>
    public async Task<VmPlan> PlanAsync(VmRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var vm = await engine.Vms.GetAsync(request.VmId, cancellationToken).ConfigureAwait(false);
        var plan = request switch
        {
            StartVmRequest start => await StartAsync(vm, start, cancellationToken).ConfigureAwait(false),
            StopVmRequest stop => await StopAsync(vm, stop, cancellationToken).ConfigureAwait(false),
            RestartVmRequest restart => Plan(VmAction.Restart, vm, restart.Reset ? "Reset" : "Restart", Restart, With<RestartVmMemory>(vm, m => m.Reset = restart.Reset)),
            SuspendVmRequest => Plan(VmAction.Suspend, vm, "Suspend", Suspend, VmMemory.Of<VmMemory>(vm)),
            ResumeVmRequest => Plan(VmAction.Resume, vm, "Resume", Resume, VmMemory.Of<VmMemory>(vm)),
            MoveVmRequest move => await MoveAsync(vm, move, cancellationToken).ConfigureAwait(false),
            SetVmRequest set => await SetAsync(vm, set, cancellationToken).ConfigureAwait(false),
            RemoveVmRequest => Plan(VmAction.Remove, vm, "Stop it and put it into the recycle bin", Remove, VmMemory.Of<VmMemory>(vm)),
            RestoreVmRequest restore => Plan(VmAction.Restore, vm, "Take it out of the recycle bin", Restore, With<RestoreVmMemory>(vm, m => m.Start = restore.Start || vm.HaLevel == ZsHaLevel.NeverStop)),
            ExpungeVmRequest expunge => ExpungePlan(vm, expunge),
            AddVmNicRequest add => await _nics.PlanAsync(vm, add, cancellationToken).ConfigureAwait(false),
            RemoveVmNicRequest remove => await _nics.PlanAsync(vm, remove, cancellationToken).ConfigureAwait(false),
            _ => throw new ArgumentOutOfRangeException(nameof(request), request.GetType().Name, "No operation does this."),
        };
        if (plan.Run is not null && request is not ExpungeVmRequest { EvenIfItStays: true })
        {
            // Asked for now: an operation that found no session would be left half-done until there is one.
            engine.VCenters.Sessions.Require(vm.VCenterId, vm.VCenter);
        }
        return plan;
    }

    private static VmPlan Plan<T>(VmAction action, ZsVm vm, string words, Operation<T> operation, T memory)
        where T : VmMemory
    {
        VmStates.Require(action, vm);
        RequireManaged(vm);
        return VmStates.IsDone(action, vm.State) ? VmPlan.Nothing(vm, $"Nothing: it is {vm.State} already") : VmPlan.Of(words, operation, vm, memory);
    }

    private async Task<VmPlan> StartAsync(ZsVm vm, StartVmRequest request, CancellationToken cancellationToken)
    {
        VmStates.Require(VmAction.Start, vm);
        var host = request.HostId is { } wanted ? await new HostFitness(engine.Records).StartAsync(vm, wanted, cancellationToken).ConfigureAwait(false) : null;
        return Plan(VmAction.Start, vm, host is null ? "Start" : $"Start on {host.Name}", Start, With<StartVmMemory>(vm, m => m.Host = host?.ManagedObjectId));
    }

    private async Task<VmPlan> StopAsync(ZsVm vm, StopVmRequest request, CancellationToken cancellationToken)
    {
        var timeout = request.ShutdownTimeout ?? TimeSpan.FromSeconds(
            int.Parse((await engine.Settings.GetAsync("Vm.ShutdownTimeoutSec", cancellationToken).ConfigureAwait(false)).Value, CultureInfo.InvariantCulture));
        return Plan(VmAction.Stop, vm, request.PowerOff ? "Cut the power" : "Shut the guest down", Stop, With<StopVmMemory>(vm, m =>
        {
            m.PowerOff = request.PowerOff;
            m.SkipHaRestart = request.SkipHaRestart;
            m.ShutdownTimeout = timeout;
        }));
    }

    /// <summary>The best host to move a VM to.</summary>
    /// <exception cref="ZsException">It cannot be moved, or no host is fit; the message says why.</exception>
    public async Task<(ZsVm Vm, ZsHost Host)> BestHostAsync(Guid vmId, IReadOnlyDictionary<Guid, long> coming, CancellationToken cancellationToken)
    {
        var vm = await engine.Vms.GetAsync(vmId, cancellationToken).ConfigureAwait(false);
        VmStates.Require(VmAction.Move, vm);
        return (vm, await new HostFitness(engine.Records).TargetAsync(vm, null, coming, cancellationToken).ConfigureAwait(false));
    }

    private async Task<VmPlan> MoveAsync(ZsVm vm, MoveVmRequest request, CancellationToken cancellationToken)
    {
        VmStates.Require(VmAction.Move, vm);
        var host = await new HostFitness(engine.Records).TargetAsync(vm, request.HostId, NobodyComing, cancellationToken).ConfigureAwait(false);
        return Plan(VmAction.Move, vm, $"Move to {host.Name}", Move, With<MoveVmMemory>(vm, m =>
        {
            m.Host = host.ManagedObjectId;
            m.HostName = host.Name;
            m.Priority = request.Priority;
        }));
    }

    private async Task<VmPlan> SetAsync(ZsVm vm, SetVmRequest request, CancellationToken cancellationToken)
    {
        var name = request.Name is null || CheckVmName(request.Name) is var given && given == vm.Name ? null : given;
        NetworkPlans.CheckDescription(request.Description);
        if (request.InstanceOfferingId is { } id)
        {
            var offering = await engine.Offerings.UsableInstanceOfferingAsync(id, cancellationToken).ConfigureAwait(false);
            request = request with { CpuCount = offering.CpuCount, MemorySize = offering.MemorySize };
        }
        OfferingRules.CheckCpu(request.CpuCount);
        if (request.MemorySize is { } size)
        {
            OfferingRules.CheckMemory(size);
        }
        if ((request.CpuCount ?? vm.CpuCount) != vm.CpuCount || (request.MemorySize ?? vm.MemorySize) != vm.MemorySize)
        {
            VmStates.Require(VmAction.Resize, vm);
        }
        else
        {
            // It has that size: a running VM may be told so.
            request = request with { CpuCount = null, MemorySize = null };
        }
        VmStates.Require(name is null ? VmAction.SetHaLevel : VmAction.Rename, vm);
        RequireManaged(vm);
        var words = string.Join(", ", new[]
        {
            name is null ? null : $"rename it to '{name}'",
            request.CpuCount is null && request.MemorySize is null ? null : $"give it {request.CpuCount ?? vm.CpuCount} processors and {(request.MemorySize ?? vm.MemorySize) >> 20:N0} MB",
            request.HaLevel is null ? null : $"set its availability to {request.HaLevel}",
            request.InstanceOfferingId is null || request.CpuCount is not null || request.MemorySize is not null ? null : "set its offering",
            request.Description is null ? null : "describe it",
        }.OfType<string>());
        if (words.Length == 0)
        {
            return VmPlan.Nothing(vm, "Nothing: it is so already");
        }
        return VmPlan.Of(char.ToUpperInvariant(words[0]) + words[1..], Set, vm, new SetVmMemory
        {
            VmId = vm.Id,
            VCenterId = vm.VCenterId,
            Vm = vm.ManagedObjectId,
            Name = vm.Name,
            Before = vm.State,
            Wanted = request with { Name = name },
            CpuBefore = vm.CpuCount,
            MemoryBefore = vm.MemorySize,
        });
    }

    private VmPlan ExpungePlan(ZsVm vm, ExpungeVmRequest request)
    {
        if (!request.Force)
        {
            VmStates.Require(VmAction.RemoveForGood, vm);
        }
        RequireManaged(vm);
        var words = !request.EvenIfItStays ? "Remove it for good, with its root disk"
            : engine.VCenters.IsConnected(vm.VCenterId) ? "Remove it for good, with its root disk; forget it also when vCenter does not remove it"
            : $"Forget it; the virtual machine itself stays in vCenter '{vm.VCenter}', which is not connected";
        return VmPlan.Of(words, Expunge, vm, With<ExpungeVmMemory>(vm, m => m.EvenIfItStays = request.EvenIfItStays));
    }

    /// <summary>A VM's name as vSphere takes it: 1 to 80 characters.</summary>
    public static string CheckVmName(string name) => name.Trim() is { Length: > 0 and <= 80 } trimmed
        ? trimmed
        : throw new ZsException(ZsErrorId.InvalidArgument, ZsErrorCategory.InvalidArgument, "A VM's name has 1 to 80 characters.", null, name);

    private static void RequireManaged(ZsVm vm)
    {
        if (vm.ManagedObjectId.Length == 0)
        {
            throw new ZsException(ZsErrorId.VmState, ZsErrorCategory.InvalidOperation,
                $"VM '{vm.Name}' is still being made.", "Look at Get-ZsTask, or bring the inventory up to date with Sync-ZsVCenter.", vm.Name);
        }
    }

    private static T With<T>(ZsVm vm, Action<T> fill)
        where T : VmMemory, new()
    {
        var memory = VmMemory.Of<T>(vm);
        fill(memory);
        return memory;
    }
}
