using System.Management.Automation;

namespace ZStackVCenter.Commands;

/// <summary>Lists instance offerings: how large VMs are made.</summary>
[Cmdlet(VerbsCommon.Get, "ZsInstanceOffering")]
[OutputType(typeof(ZsInstanceOffering))]
public sealed class GetZsInstanceOfferingCommand : GetOfferingCommand<ZsInstanceOffering>
{
    private protected override ZsState StateOf(ZsInstanceOffering offering) => offering.State;
}
