using System.Management.Automation;
using ZStackVCenter.Completion;

namespace ZStackVCenter.Commands;

/// <summary>A cmdlet that changes the records of networks that are named or piped, each by itself.</summary>
public abstract class NetworkRecordCommand : RecordCommand<ZsNetwork>
{
    /// <summary>The networks. A name without wildcards that several have is refused.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("InputObject", "Id")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ResourceCompleter))]
    public ZsNetworkIdentity[] Network { get; set; } = [];

    private protected sealed override IEnumerable<ZsIdentity> Named => Network;
}
