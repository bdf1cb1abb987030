using System.Management.Automation;
using ZStackVCenter.Completion;
using ZStackVCenter.Engine.Compute;
using ZStackVCenter.Errors;
using ZStackVCenter.Identities;

namespace ZStackVCenter.Commands;

/// <summary>Starts virtual machines, and waits on request until their guests have an address.</summary>
[Cmdlet(VerbsLifecycle.Start, "ZsVm", SupportsShouldProcess = true)]
[OutputType(typeof(void), typeof(ZsVm), typeof(ZsTask))]
public sealed class StartZsVmCommand : VmCommand
{
    private static readonly TimeSpan UsualWait = TimeSpan.FromMinutes(5);

    private Guid? _hostId;

    /// <summary>The host to start on; without it vCenter chooses.</summary>
    [Parameter]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ResourceCompleter))]
    public ZsHostIdentity? VMHost { get; set; }

    /// <summary>Waits until each guest reports an address.</summary>
    [Parameter]
    public SwitchParameter WaitIpAddress { get; set; }

    private protected override string Activity => "Starting virtual machines";

    // The time is the guest's to get an address in: when it is over the virtual machine goes on running.
    private protected override TimeSpan? Limit => WaitIpAddress ? null : base.Limit;

    private protected override Func<ZsVm, CancellationToken, Task<ZsVm>>? Afterwards
    {
        get
        {
            var (vms, time) = (Cloud.Vms, base.Limit ?? UsualWait);
            return WaitIpAddress ? (vm, token) => vms.WaitAddressAsync(vm.Id, time, token) : null;
        }
    }

    /// <inheritdoc/>
    protected override async Task BeginAsync()
    {
        if (WaitIpAddress && RunAsync)
        {
            throw ZsErrors.Terminating(ZsErrors.InvalidArgument("-WaitIpAddress waits and -RunAsync does not.", "Give one of them."));
        }
        _hostId = await ArgumentAsync(ResourceKind.Host, VMHost);
    }

    private protected override VmRequest Request(Guid vmId) => new StartVmRequest(vmId) { HostId = _hostId };
}
