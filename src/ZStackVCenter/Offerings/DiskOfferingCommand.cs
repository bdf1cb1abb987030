using System.Management.Automation;
using ZStackVCenter.Completion;

namespace ZStackVCenter.Commands;

/// <summary>A cmdlet that changes disk offerings that are named or piped, each by itself.</summary>
public abstract class DiskOfferingCommand : RecordCommand<ZsDiskOffering>
{
    /// <summary>The disk offerings.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("InputObject", "Id")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ResourceCompleter))]
    public ZsDiskOfferingIdentity[] DiskOffering { get; set; } = [];

    private protected sealed override IEnumerable<ZsIdentity> Named => DiskOffering;
}
