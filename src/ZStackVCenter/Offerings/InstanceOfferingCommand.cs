using System.Management.Automation;
using ZStackVCenter.Completion;

namespace ZStackVCenter.Commands;

/// <summary>A cmdlet that changes instance offerings that are named or piped, each by itself.</summary>
public abstract class InstanceOfferingCommand : RecordCommand<ZsInstanceOffering>
{
    /// <summary>The instance offerings.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("InputObject", "Id")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ResourceCompleter))]
    public ZsInstanceOfferingIdentity[] InstanceOffering { get; set; } = [];

    private protected sealed override IEnumerable<ZsIdentity> Named => InstanceOffering;
}
