using System.Management.Automation;
using ZStackVCenter.Completion;
using ZStackVCenter.Engine.Compute;
using ZStackVCenter.Identities;

namespace ZStackVCenter.Commands;

/// <summary>Moves virtual machines to another host while they run.</summary>
[Cmdlet(VerbsCommon.Move, "ZsVm", SupportsShouldProcess = true)]
[OutputType(typeof(void), typeof(ZsVm), typeof(ZsTask))]
public sealed class MoveZsVmCommand : VmCommand
{
    // What this command sends to each host: the records do not show it yet.
    private readonly Dictionary<Guid, long> _coming = [];

    private Guid? _hostId;

    /// <summary>The host to move to; without it the best one for each.</summary>
    [Parameter(Position = 1)]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ResourceCompleter))]
    public ZsHostIdentity? Destination { get; set; }

    /// <summary>Whether a move may take time from others, or lets them go first.</summary>
    [Parameter]
    public ZsMovePriority Priority { get; set; }

    private protected override string Activity => "Moving virtual machines";

    /// <inheritdoc/>
    protected override async Task BeginAsync() => _hostId = await ArgumentAsync(ResourceKind.Host, Destination);

    private protected override VmRequest Request(Guid vmId) => new MoveVmRequest(vmId) { HostId = _hostId, Priority = Priority };

    private protected override async Task<VmRequest> RequestAsync(Guid vmId)
    {
        if (_hostId is not null)
        {
            return Request(vmId);
        }
        var (vm, host) = await Cloud.Vms.BestHostAsync(vmId, _coming, StopToken);
        _coming[host.Id] = _coming.GetValueOrDefault(host.Id) + vm.MemorySize;
        return new MoveVmRequest(vmId) { HostId = host.Id, Priority = Priority };
    }
}
