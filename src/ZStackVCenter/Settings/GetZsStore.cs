using System.Management.Automation;

namespace ZStackVCenter.Commands;

/// <summary>Shows where the records are and how much they hold.</summary>
[Cmdlet(VerbsCommon.Get, "ZsStore")]
[OutputType(typeof(ZsStore))]
public sealed class GetZsStoreCommand : CloudCommand
{
    /// <inheritdoc/>
    protected override async Task ProcessAsync() => WriteObject(await Cloud.Store.GetAsync(StopToken));
}
