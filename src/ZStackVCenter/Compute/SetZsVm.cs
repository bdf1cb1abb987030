using System.Management.Automation;
using ZStackVCenter.Completion;
using ZStackVCenter.Engine.Compute;
using ZStackVCenter.Errors;
using ZStackVCenter.Identities;

namespace ZStackVCenter.Commands;

/// <summary>Changes virtual machines: name, description, size, level of availability.</summary>
[Cmdlet(VerbsCommon.Set, "ZsVm", SupportsShouldProcess = true, DefaultParameterSetName = SizeSet)]
[OutputType(typeof(void), typeof(ZsVm), typeof(ZsTask))]
public sealed class SetZsVmCommand : VmCommand
{
    private const string SizeSet = "Size";
    private const string OfferingSet = "Offering";

    private static readonly string[] Changes = [nameof(Name), nameof(Description), nameof(InstanceOffering), nameof(CpuCount), nameof(MemorySize), nameof(HaLevel)];

    private Guid? _offeringId;

    /// <summary>The new name, in vCenter too.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <summary>The new description; an empty text takes it away.</summary>
    [Parameter]
    [AllowEmptyString]
    [ValidateLength(0, 2048)]
    public string? Description { get; set; }

    /// <summary>The instance offering to be of. The virtual machines must be stopped, unless they have that size already.</summary>
    [Parameter(Mandatory = true, ParameterSetName = OfferingSet)]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ResourceCompleter))]
    public ZsInstanceOfferingIdentity? InstanceOffering { get; set; }

    /// <summary>Virtual processors. The virtual machines must be stopped, unless they have so many already.</summary>
    [Parameter(ParameterSetName = SizeSet)]
    [ValidateRange(1, 1024)]
    public int? CpuCount { get; set; }

    /// <summary>Memory in bytes, as in <c>4GB</c>. The virtual machines must be stopped, unless they have so much already.</summary>
    [Parameter(ParameterSetName = SizeSet)]
    public long? MemorySize { get; set; }

    /// <summary>What happens when they stop by themselves.</summary>
    [Parameter]
    public ZsHaLevel? HaLevel { get; set; }

    private protected override string Activity => "Changing virtual machines";

    /// <inheritdoc/>
    protected override async Task BeginAsync()
    {
        if (!Changes.Any(MyInvocation.BoundParameters.ContainsKey))
        {
            throw ZsErrors.Terminating(ZsErrors.InvalidArgument("Nothing says what to change.", $"Give -{string.Join(", -", Changes)}."));
        }
        _offeringId = await ArgumentAsync(ResourceKind.InstanceOffering, InstanceOffering);
    }

    private protected override VmRequest Request(Guid vmId) => new SetVmRequest(vmId)
    {
        Name = Name,
        Description = Description,
        InstanceOfferingId = _offeringId,
        CpuCount = CpuCount,
        MemorySize = MemorySize,
        HaLevel = HaLevel,
    };
}
