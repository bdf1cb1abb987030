using ZStackVCenter.Engine.Operations;
using ZStackVCenter.Engine.Records;

namespace ZStackVCenter.Engine.Compute;

/// <summary>What can be done with VMs (guide, chapter 4; domain.md §10). Safe for use from many threads at once.</summary>
public sealed class VmService
{
    private readonly CloudEngine _engine;
    private readonly VmPlans _plans;

    internal VmService(CloudEngine engine)
    {
        _engine = engine;
        _plans = new VmPlans(engine);
    }

    /// <summary>The kinds of operation on VMs that stand.</summary>
    internal static IReadOnlyList<IOperation> Operations => VmPlans.Operations;

    /// <summary>One VM, also one in the recycle bin.</summary>
    /// <exception cref="ZsException"><see cref="ZsErrorId.NotFound"/>.</exception>
    public async Task<ZsVm> GetAsync(Guid vmId, CancellationToken cancellationToken) =>
        await FindAsync(vmId, cancellationToken).ConfigureAwait(false)
        ?? throw new ZsException(ZsErrorId.NotFound, ZsErrorCategory.ObjectNotFound, $"The records have no VM {vmId}.", "Get-ZsVm lists them.", vmId);

    /// <summary>Checks what is to be done as far as that goes without doing it.</summary>
    /// <returns>What would happen, in words such as <c>Move to esx-02.example.com</c>.</returns>
    /// <exception cref="ZsException">It cannot be done; the message says why.</exception>
    public async Task<string> CheckAsync(VmRequest request, CancellationToken cancellationToken) =>
        (await _plans.PlanAsync(request, cancellationToken).ConfigureAwait(false)).Words;

    /// <summary>Does it, and returns when it is done.</summary>
    /// <returns>The refreshed record; null when the VM was removed for good.</returns>
    /// <exception cref="ZsException">It cannot be done, or failed; the message says what was undone and what is left.</exception>
    /// <exception cref="OperationCanceledException">It was stopped, and undone.</exception>
    public async Task<ZsVm?> RunAsync(VmRequest request, Caller caller, IProgress<OperationProgress>? progress, CancellationToken cancellationToken)
    {
        var plan = await _plans.PlanAsync(request, cancellationToken).ConfigureAwait(false);
        if (plan.Run is { } run)
        {
            await run(_engine.Operations, caller, progress, cancellationToken).ConfigureAwait(false);
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

    private async Task<ZsVm?> FindAsync(Guid vmId, CancellationToken cancellationToken) =>
        await _engine.Records.VmsAsync(new VmQuery { Ids = [vmId], Life = VmLifeScope.All }, cancellationToken).FirstOrDefaultAsync(cancellationToken).ConfigureAwait(false);
}
