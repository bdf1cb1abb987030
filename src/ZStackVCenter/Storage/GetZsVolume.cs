using System.Management.Automation;
using ZStackVCenter.Completion;
using ZStackVCenter.Engine.Records;
using ZStackVCenter.Identities;

namespace ZStackVCenter.Commands;

/// <summary>Lists volumes.</summary>
[Cmdlet(VerbsCommon.Get, "ZsVolume")]
[OutputType(typeof(ZsVolume))]
public sealed class GetZsVolumeCommand : GetInventoryCommand<ZsVolume>
{
    /// <summary>Only those of these virtual machines.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ResourceCompleter))]
    public ZsVmIdentity[]? Vm { get; set; }

    /// <summary>Only root or only data volumes.</summary>
    [Parameter]
    public ZsVolumeType? Type { get; set; }

    /// <summary>Only those in this state.</summary>
    [Parameter]
    public ZsState? State { get; set; }

    /// <summary>Only those in these conditions.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public ZsVolumeStatus[]? Status { get; set; }

    /// <summary>Only those on these primary storages.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ResourceCompleter))]
    public ZsPrimaryStorageIdentity[]? PrimaryStorage { get; set; }

    private protected override IReadOnlyList<ResourceKind> Inputs => [ResourceKind.Vm, ResourceKind.PrimaryStorage];

    private protected override IEnumerable<ZsIdentity> Owners => [.. Vm ?? [], .. PrimaryStorage ?? []];

    private protected override IAsyncEnumerable<ZsVolume> ReadAsync(IReadOnlyCollection<string> names, IReadOnlyCollection<Guid> ids, Relations relations) =>
        Cloud.Records.VolumesAsync(relations.Query<VolumeQuery>(names, ids) with
        {
            VmIds = relations.Of(ResourceKind.Vm),
            PrimaryStorageIds = relations.Of(ResourceKind.PrimaryStorage),
            Type = Type,
            State = State,
            Statuses = Status ?? [],
        }, StopToken);
}
