using System.Management.Automation;
using ZStackVCenter.Completion;
using ZStackVCenter.Engine.Compute;
using ZStackVCenter.Identities;

namespace ZStackVCenter.Commands;

/// <summary>A cmdlet that does something with virtual machines, many side by side.</summary>
public abstract class VmCommand : PassThruCommand
{
    /// <summary>The virtual machines: objects, ids, names (with wildcards), or <c>vcenter/name</c> where several vCenters have one.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ResourceCompleter))]
    public ZsVmIdentity[]? Vm { get; set; }

    /// <summary>Where a name is looked for. One that only the recycle bin knows is refused there with words for it.</summary>
    private protected virtual IReadOnlyList<ResourceKind> Kinds => [ResourceKind.Vm, ResourceKind.DeletedVm];

    /// <summary>What is to be done with one virtual machine.</summary>
    private protected abstract VmRequest Request(Guid vmId);

    /// <summary>The same where the records have to be asked first.</summary>
    private protected virtual Task<VmRequest> RequestAsync(Guid vmId) => Task.FromResult(Request(vmId));

    /// <summary>What follows when it was done; null for nothing. It runs on another thread than the pipeline's.</summary>
    private protected virtual Func<ZsVm, CancellationToken, Task<ZsVm>>? Afterwards => null;

    private protected override async Task ChangeAllAsync()
    {
        var ids = await TargetIdsAsync(Kinds, Vm!);
        Expect(ids.Count);
        foreach (var id in ids)
        {
            await ChangeAsync(id, async () => await VmChange.CheckAsync(Cloud.Vms, await RequestAsync(id), Caller, Afterwards, StopToken));
        }
    }
}
