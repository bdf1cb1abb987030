using System.Management.Automation;
using ZStackVCenter.Completion;
using ZStackVCenter.Engine.Records;
using ZStackVCenter.Identities;

namespace ZStackVCenter.Commands;

/// <summary>Lists images.</summary>
[Cmdlet(VerbsCommon.Get, "ZsImage")]
[OutputType(typeof(ZsImage))]
public sealed class GetZsImageCommand : GetInventoryCommand<ZsImage>
{
    /// <summary>Only those for these uses.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public ZsImageType[]? Type { get; set; }

    /// <summary>Only those for these platforms.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public ZsPlatform[]? Platform { get; set; }

    /// <summary>Only those in this state.</summary>
    [Parameter]
    public ZsState? State { get; set; }

    /// <summary>Only those on these backup storages.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ResourceCompleter))]
    public ZsBackupStorageIdentity[]? BackupStorage { get; set; }

    private protected override IReadOnlyList<ResourceKind> Inputs => [ResourceKind.BackupStorage];

    private protected override IEnumerable<ZsIdentity> Owners => [.. BackupStorage ?? []];

    private protected override IAsyncEnumerable<ZsImage> ReadAsync(IReadOnlyCollection<string> names, IReadOnlyCollection<Guid> ids, Relations relations) =>
        Cloud.Records.ImagesAsync(relations.Query<ImageQuery>(names, ids) with
        {
            Types = Type ?? [],
            Platforms = Platform ?? [],
            State = State,
            BackupStorageIds = relations.Of(ResourceKind.BackupStorage),
        }, StopToken);
}
