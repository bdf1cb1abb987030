using System.Management.Automation;
using ZStackVCenter.Completion;
using ZStackVCenter.Identities;

namespace ZStackVCenter.Commands;

/// <summary>A cmdlet that changes the records of vCenters that are named or piped, each by itself.</summary>
public abstract class VCenterCommand : CloudCommand
{
    /// <summary>The vCenters. A name that several have is refused.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("InputObject", "Id")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ResourceCompleter))]
    public ZsVCenterIdentity[] VCenter { get; set; } = [];

    /// <summary>The work on one vCenter.</summary>
    private protected abstract Task ProcessAsync(ZsVCenter vCenter);

    /// <inheritdoc/>
    protected sealed override async Task ProcessAsync()
    {
        foreach (var identity in VCenter)
        {
            try
            {
                await ProcessAsync(await Resolver.OneAsync<ZsVCenter>(ResourceKind.VCenter, identity, []));
            }
            catch (ZsException e) when (!IsFatal(e))
            {
                WriteError(e);
            }
        }
    }
}
