using System.Management.Automation;
using ZStackVCenter.Completion;
using ZStackVCenter.Formats;

namespace ZStackVCenter.Commands;

/// <summary>Removes ranges of addresses that serve nobody.</summary>
[Cmdlet(VerbsCommon.Remove, "ZsIpRange", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(void))]
public sealed class RemoveZsIpRangeCommand : RecordCommand<ZsIpRange>
{
    /// <summary>The ranges. A name without wildcards that several have is refused.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("InputObject", "Id")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ResourceCompleter))]
    public ZsIpRangeIdentity[] IpRange { get; set; } = [];

    private protected override IEnumerable<ZsIdentity> Named => IpRange;

    private protected override async Task ProcessAsync(ZsIpRange record)
    {
        await Cloud.Networks.CheckRemoveRangeAsync(record.Id, StopToken);
        if (ShouldProcess($"{record.Network}: {record.StartIp} to {record.EndIp}", $"Remove the range of {Quantity.Of(record.AddressCount, "address", "addresses")}"))
        {
            await Cloud.Networks.RemoveRangeAsync(record.Id, Caller, StopToken);
        }
    }
}
