using System.Management.Automation;

namespace ZStackVCenter.Commands;

/// <summary>Shows what this session works with when a command names nothing else.</summary>
[Cmdlet(VerbsCommon.Get, "ZsContext")]
[OutputType(typeof(ZsContext))]
public sealed class GetZsContextCommand : CloudCommand
{
    /// <inheritdoc/>
    protected override async Task ProcessAsync() => WriteObject(await DescribeContextAsync());
}
