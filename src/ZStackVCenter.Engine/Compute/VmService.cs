using ZStackVCenter.Engine.Operations;
using ZStackVCenter.Engine.Records;

namespace ZStackVCenter.Engine.Compute;

/// <summary>What can be done with VMs (guide, chapter 4; domain.md §10). Safe for use from many threads at once.</summary>
public sealed class VmService
{
    private readonly CloudEngine _engine;
    private readonly VmPlans _plans;

    private static readonly CreateVm Create = new();
    private static readonly CopyVm Copy = new();

    private readonly CreationPlans _creations;

    internal VmService(CloudEngine engine)
    {
        _engine = engine;
        _plans = new VmPlans(engine);
        _creations = new CreationPlans(engine);
    }

    /// <summary>The kinds of operation on VMs.</summary>
    internal static IReadOnlyList<IOperation> Operations => [Create, Copy, .. VmPlans.Operations];

    /// <summary>One VM, also one in the recycle bin.</summary>
    /// <exception cref="ZsException"><see cref="ZsErrorId.NotFound"/>.</exception>
    public async Task<ZsVm> GetAsync(Guid vmId, CancellationToken cancellationToken) =>
        await FindAsync(vmId, cancellationToken).ConfigureAwait(false)
        ?? throw new ZsException(ZsErrorId.NotFound, ZsErrorCategory.ObjectNotFound, $"The records have no VM {vmId}.", "Get-ZsVm lists them.", vmId);

    /// <summary>Checks what is to be done as far as that goes without doing it.</summary>
    /// <returns>What would happen, in words such as <c>Move to esx-02.example.com</c>.</returns>
    /// <exception cref="ZsException">It cannot be done; the message says why.</exception>
    public async Task<PlannedChange> CheckAsync(VmRequest request, CancellationToken cancellationToken)
    {
        var plan = await _plans.PlanAsync(request, cancellationToken).ConfigureAwait(false);
        return new PlannedChange(plan.Vm.Name, plan.Words, plan.Run is null);
    }

    /// <summary>
    /// The best host to move a VM to: of its cluster's that it can run on, the one with most free memory. Of many that are moved at once not all
    /// must go to the host that was the emptiest before.
    /// </summary>
    /// <param name="vmId">The record's id of the VM.</param>
    /// <param name="coming">Bytes of memory that are on their way to hosts, by the hosts' record ids.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <exception cref="ZsException">The VM cannot be moved, or no host can take it; the message says why.</exception>
    public Task<(ZsVm Vm, ZsHost Host)> BestHostAsync(Guid vmId, IReadOnlyDictionary<Guid, long> coming, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(coming);
        return _plans.BestHostAsync(vmId, coming, cancellationToken);
    }

    /// <summary>Does it, and returns when it is done.</summary>
    /// <param name="request">What is to be done.</param>
    /// <param name="caller">Who asks for it.</param>
    /// <param name="progress">Told how far it is; may be null.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <param name="left">Told what it leaves to a person, although it succeeded; may be null.</param>
    /// <returns>The refreshed record; null when the VM was removed for good.</returns>
    /// <exception cref="ZsException">It cannot be done, or failed; the message says what was undone and what is left.</exception>
    /// <exception cref="OperationCanceledException">It was stopped, and undone.</exception>
    public async Task<ZsVm?> RunAsync(
        VmRequest request, Caller caller, IProgress<OperationProgress>? progress, CancellationToken cancellationToken, Action<string>? left = null)
    {
        var plan = await _plans.PlanAsync(request, cancellationToken).ConfigureAwait(false);
        if (plan.Run is { } run)
        {
            if ((await run(_engine.Operations, caller, progress, cancellationToken).ConfigureAwait(false)).LeftOver is { } words)
            {
                left?.Invoke(words);
            }
        }
        return await FindAsync(request.VmId, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Begins it, and returns at once.</summary>
    /// <returns>The task; null when nothing is to be done, because the VM is already as it was to become.</returns>
    public async Task<ZsTask?> StartAsync(VmRequest request, Caller caller, CancellationToken cancellationToken)
    {
        var plan = await _plans.PlanAsync(request, cancellationToken).ConfigureAwait(false);
        return plan.Start is { } start ? await start(_engine.Operations, caller, cancellationToken).ConfigureAwait(false) : null;
    }

    /// <summary>Waits until the guest of a running VM reports an address that another machine could reach (<c>guest.ipAddress</c>, <c>guest.net</c>).</summary>
    /// <param name="vmId">The record's id of the VM.</param>
    /// <param name="timeout">How long to wait at most.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>The refreshed record.</returns>
    /// <exception cref="ZsException">
    /// <see cref="ZsErrorId.GuestAddressTimeout"/>; <see cref="ZsErrorId.VmState"/> when the VM does not run, or stops meanwhile.
    /// </exception>
    public async Task<ZsVm> WaitAddressAsync(Guid vmId, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var vm = await GetAsync(vmId, cancellationToken).ConfigureAwait(false);
        await using var use = _engine.VCenters.Sessions.Use(vm.VCenterId, vm.VCenter);
        await GuestWait.AddressAsync(use, VmMemory.Of<VmMemory>(vm), timeout, cancellationToken).ConfigureAwait(false);
        await _engine.Refresh.VmsAsync(use, [vm.ManagedObjectId], cancellationToken).ConfigureAwait(false);
        return await GetAsync(vmId, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Checks a VM to make as far as that goes without making it.</summary>
    /// <param name="request">The VM.</param>
    /// <param name="askVCenter">Whether to look in vCenter too whether the name is free, which takes some calls; the making does so in any case.</param>
    /// <param name="cancellationToken">Ends the check.</param>
    /// <returns>Where it would go, in words.</returns>
    /// <exception cref="ZsException">It cannot be made; the message says why.</exception>
    public async Task<PlannedChange> CheckAsync(NewVmRequest request, bool askVCenter, CancellationToken cancellationToken) =>
        await CheckAsync(await _creations.PlanAsync(request, cancellationToken).ConfigureAwait(false), askVCenter, cancellationToken).ConfigureAwait(false);

    /// <summary>Makes a VM, and returns when it stands, and runs unless it is to stay off.</summary>
    /// <exception cref="ZsException">It cannot be made, or its making failed and was undone.</exception>
    /// <exception cref="OperationCanceledException">It was stopped, and undone.</exception>
    public async Task<ZsVm> CreateAsync(NewVmRequest request, Caller caller, IProgress<OperationProgress>? progress, CancellationToken cancellationToken) =>
        await RunAsync(Create, await _creations.PlanAsync(request, cancellationToken).ConfigureAwait(false), caller, progress, cancellationToken).ConfigureAwait(false);

    /// <summary>Begins to make a VM, and returns at once.</summary>
    public async Task<ZsTask> StartCreateAsync(NewVmRequest request, Caller caller, CancellationToken cancellationToken) =>
        await StartAsync(Create, await _creations.PlanAsync(request, cancellationToken).ConfigureAwait(false), caller, cancellationToken).ConfigureAwait(false);

    /// <summary>Checks a copy to make as far as that goes without making it.</summary>
    /// <param name="request">The copy.</param>
    /// <param name="askVCenter">Whether to look in vCenter too whether the name is free, which takes some calls; the making does so in any case.</param>
    /// <param name="cancellationToken">Ends the check.</param>
    /// <exception cref="ZsException">It cannot be made; the message says why.</exception>
    public async Task<PlannedChange> CheckAsync(CopyVmRequest request, bool askVCenter, CancellationToken cancellationToken) =>
        await CheckAsync(await _creations.PlanAsync(request, cancellationToken).ConfigureAwait(false), askVCenter, cancellationToken).ConfigureAwait(false);

    /// <summary>Makes a copy of a VM, and returns when it stands.</summary>
    /// <exception cref="ZsException">It cannot be made, or its making failed and was undone.</exception>
    public async Task<ZsVm> CopyAsync(CopyVmRequest request, Caller caller, IProgress<OperationProgress>? progress, CancellationToken cancellationToken) =>
        await RunAsync(Copy, await _creations.PlanAsync(request, cancellationToken).ConfigureAwait(false), caller, progress, cancellationToken).ConfigureAwait(false);

    /// <summary>Begins to make a copy, and returns at once.</summary>
    public async Task<ZsTask> StartCopyAsync(CopyVmRequest request, Caller caller, CancellationToken cancellationToken) =>
        await StartAsync(Copy, await _creations.PlanAsync(request, cancellationToken).ConfigureAwait(false), caller, cancellationToken).ConfigureAwait(false);

    private async Task<ZsVm> RunAsync(CreateVm operation, CreateVmMemory plan, Caller caller, IProgress<OperationProgress>? progress, CancellationToken cancellationToken)
    {
        await ClaimedAsync(plan, async () => await _engine.Operations.RunAsync(
            operation, await SubjectAsync(plan, cancellationToken).ConfigureAwait(false), plan, caller, progress, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        return await GetAsync(plan.VmId, cancellationToken).ConfigureAwait(false);
    }

    private Task<ZsTask> StartAsync(CreateVm operation, CreateVmMemory plan, Caller caller, CancellationToken cancellationToken) => ClaimedAsync(plan, async () =>
        await _engine.Operations.StartAsync(operation, await SubjectAsync(plan, cancellationToken).ConfigureAwait(false), plan, caller, cancellationToken).ConfigureAwait(false), cancellationToken);

    // Look first, so that what vCenter would refuse leaves no trace in the records.
    private async Task<ZsTask> ClaimedAsync(CreateVmMemory plan, Func<Task<ZsTask>> work, CancellationToken cancellationToken)
    {
        try
        {
            await _creations.LookAsync(plan, cancellationToken).ConfigureAwait(false);
            return await work().ConfigureAwait(false);
        }
        catch
        {
            _engine.PlacementClaims.Release(plan.VmId);
            throw;
        }
    }

    private async Task<PlannedChange> CheckAsync(CreateVmMemory plan, bool askVCenter, CancellationToken cancellationToken)
    {
        try
        {
            if (askVCenter)
            {
                await _creations.LookAsync(plan, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            _engine.PlacementClaims.Release(plan.VmId);
        }
        return new PlannedChange(plan.Name, await WordsAsync(plan, cancellationToken).ConfigureAwait(false), IsDone: false);
    }

    private async Task<Subject> SubjectAsync(CreateVmMemory plan, CancellationToken cancellationToken)
    {
        var vCenter = await _engine.VCenters.GetAsync(plan.VCenterId, cancellationToken).ConfigureAwait(false);
        return new Subject(ZsResourceType.Vm, plan.VmId, plan.Name, vCenter.Id, vCenter.Name);
    }

    private async Task<string> WordsAsync(CreateVmMemory plan, CancellationToken cancellationToken)
    {
        var host = plan.HostId is { } id ? await _engine.Records.HostsAsync(new HostQuery { Ids = [id] }, cancellationToken).FirstOrDefaultAsync(cancellationToken).ConfigureAwait(false) : null;
        var storage = await _engine.Records.PrimaryStoragesAsync(new StorageQuery { Ids = [plan.DatastoreId!.Value] }, cancellationToken).FirstOrDefaultAsync(cancellationToken).ConfigureAwait(false);
        return $"Make it from '{plan.SourceName}' on {host?.Name ?? "the host that DRS chooses"}, datastore '{storage?.Name}'";
    }

    private async Task<ZsVm?> FindAsync(Guid vmId, CancellationToken cancellationToken) =>
        await _engine.Records.VmsAsync(new VmQuery { Ids = [vmId], Life = VmLifeScope.All }, cancellationToken).FirstOrDefaultAsync(cancellationToken).ConfigureAwait(false);
}
