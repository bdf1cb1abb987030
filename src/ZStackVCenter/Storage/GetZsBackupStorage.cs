using System.Management.Automation;
using ZStackVCenter.Engine.Records;
using ZStackVCenter.Identities;

namespace ZStackVCenter.Commands;

/// <summary>Lists datastores as places for images.</summary>
[Cmdlet(VerbsCommon.Get, "ZsBackupStorage")]
[OutputType(typeof(ZsBackupStorage))]
public sealed class GetZsBackupStorageCommand : GetInventoryCommand<ZsBackupStorage>
{
    private protected override IReadOnlyList<ResourceKind> Inputs => [ResourceKind.Image];

    private protected override IAsyncEnumerable<ZsBackupStorage> ReadAsync(IReadOnlyCollection<string> names, IReadOnlyCollection<Guid> ids, Relations relations) =>
        Cloud.Records.BackupStoragesAsync(relations.Query<StorageQuery>(names, ids) with
        {
            ImageIds = relations.Of(ResourceKind.Image),
        }, StopToken);
}
