using System.Management.Automation;
using ZStackVCenter.Completion;
using ZStackVCenter.Engine.Compute;
using ZStackVCenter.Identities;

namespace ZStackVCenter.Commands;

/// <summary>Makes copies of a virtual machine that has no data volume.</summary>
[Cmdlet(VerbsCommon.Copy, "ZsVm", SupportsShouldProcess = true)]
[OutputType(typeof(ZsVm), typeof(ZsTask))]
public sealed class CopyZsVmCommand : NewVmCommand
{
    /// <summary>The virtual machine to copy; it may run.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ResourceCompleter))]
    public ZsVmIdentity[]? Vm { get; set; }

    /// <summary>The name of the copy.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = "";

    /// <summary>The networks to be on, instead of the source's.</summary>
    [Parameter]
    [Many]
    [ArgumentCompleter(typeof(ResourceCompleter))]
    public ZsNetworkIdentity[]? Network { get; set; }

    private protected override string Activity => "Copying virtual machines";

    private protected override async Task ChangeAllAsync()
    {
        Expect(Vm!.Length * (Count ?? 1));
        foreach (var identity in Vm)
        {
            await GuardAsync(() => CopyAsync(identity));
        }
    }

    private async Task CopyAsync(ZsVmIdentity identity)
    {
        var source = await Resolver.OneAsync<ZsVm>(ResourceKind.Vm, identity, await ScopeAsync(null));
        Guid[] within = [source.VCenterId];
        if (IpAddress is { Length: > 0 } && Network is null)
        {
            throw Errors.ZsErrors.InvalidArgument("The addresses of a copy on its source's networks are any that are free.", "Give the networks with -Network too.", IpAddress[0]);
        }
        var request = new CopyVmRequest
        {
            SourceId = source.Id,
            Name = Name,
            Description = Description,
            Networks = Network is null ? [] : await NetworksAsync(Network, within),
            HostId = await IdAsync<ZsHost>(ResourceKind.Host, VMHost, within),
            PrimaryStorageId = await IdAsync<ZsPrimaryStorage>(ResourceKind.PrimaryStorage, PrimaryStorage, within),
            NoStart = NoStart,
            Guest = Guest(),
        };
        foreach (var name in NewVmRequest.Names(Name, Count ?? 1))
        {
            await ChangeAsync(null, async () =>
            {
                var one = request with { Name = name, Guest = GuestNames.Name(request.Guest, name, source.Platform) };
                return Making(
                    await Cloud.Vms.CheckAsync(one, TellsBefore, StopToken),
                    (caller, progress, token) => Cloud.Vms.CopyAsync(one, caller, progress, token),
                    (caller, token) => Cloud.Vms.StartCopyAsync(one, caller, token));
            });
        }
    }
}
