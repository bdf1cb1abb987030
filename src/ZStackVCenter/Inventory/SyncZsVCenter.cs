using System.Management.Automation;
using ZStackVCenter.Completion;
using ZStackVCenter.Engine.Inventory;

namespace ZStackVCenter.Commands;

/// <summary>Brings the inventory of vCenters into the records; with <c>-WhatIf</c> tells the difference and writes nothing.</summary>
[Cmdlet(VerbsData.Sync, "ZsVCenter", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(ZsSyncReport), typeof(ZsTask))]
public sealed class SyncZsVCenterCommand : CloudCommand
{
    private readonly List<ZsVCenterIdentity> _named = [];

    /// <summary>The vCenters; without it the session's defaults, or all that are connected.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [Alias("Name", "InputObject", "Server")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ResourceCompleter))]
    public ZsVCenterIdentity[]? VCenter { get; set; }

    /// <summary>The kinds to bring in; without it all.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ValidateSet(nameof(ZsResourceType.Cluster), nameof(ZsResourceType.Host), nameof(ZsResourceType.Storage), nameof(ZsResourceType.Network),
        nameof(ZsResourceType.Image), nameof(ZsResourceType.Vm), nameof(ZsResourceType.VmNic), nameof(ZsResourceType.Volume))]
    public ZsResourceType[]? Type { get; set; }

    /// <summary>Reads the devices of every virtual machine again, also where vCenter says that nothing moved.</summary>
    [Parameter]
    public SwitchParameter Full { get; set; }

    /// <summary>Begins the synchronisations and writes their tasks, instead of waiting for them.</summary>
    [Parameter]
    public SwitchParameter RunAsync { get; set; }

    /// <inheritdoc/>
    protected override Task ProcessAsync()
    {
        _named.AddRange(VCenter ?? []);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override async Task EndAsync()
    {
        if (_named.Count == 0 && MyInvocation.ExpectingInput)
        {
            return;
        }
        var runner = NewSyncRunner();
        var running = new List<Task<ZsSyncReport>>();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(StopToken);
        try
        {
            foreach (var vCenter in await TargetsAsync(_named))
            {
                var write = ShouldProcess(vCenter.Name, "Bring in the inventory", out var whatIf);
                if (write && RunAsync)
                {
                    await EachAsync(async () => WriteObject(await Cloud.SyncTasks.StartAsync(vCenter.Id, Type ?? [], Full, Caller, StopToken)));
                }
                else if (write || whatIf)
                {
                    var options = new SyncOptions { Types = Type ?? [], Full = Full, WhatIf = !write };
                    running.Add(runner.RunAsync(vCenter, options, running.Count, stop.Token));
                }
            }
            while (running.Count > 0)
            {
                var ended = await Task.WhenAny(running);
                running.Remove(ended);
                await EachAsync(async () => WriteObject(await ended));
            }
        }
        finally
        {
            // A command downstream may have had enough: the others end before this one does.
            await stop.CancelAsync();
            await ((Task)Task.WhenAll(running)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }
    }
}
