using System.Management.Automation;
using ZStackVCenter.Completion;

namespace ZStackVCenter.Commands;

/// <summary>A cmdlet that changes the records of vCenters that are named or piped, each by itself.</summary>
public abstract class VCenterCommand : RecordCommand<ZsVCenter>
{
    /// <summary>The vCenters. A name without wildcards that several have is refused.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("InputObject", "Id")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ResourceCompleter))]
    public ZsVCenterIdentity[] VCenter { get; set; } = [];

    private protected sealed override IEnumerable<ZsIdentity> Named => VCenter;
}
