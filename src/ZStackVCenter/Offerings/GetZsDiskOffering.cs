using System.Management.Automation;

namespace ZStackVCenter.Commands;

/// <summary>Lists disk offerings: how large volumes are made.</summary>
[Cmdlet(VerbsCommon.Get, "ZsDiskOffering")]
[OutputType(typeof(ZsDiskOffering))]
public sealed class GetZsDiskOfferingCommand : GetOfferingCommand<ZsDiskOffering>
{
    private protected override ZsState StateOf(ZsDiskOffering offering) => offering.State;
}
