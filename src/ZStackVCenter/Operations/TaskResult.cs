using ZStackVCenter.Engine;
using ZStackVCenter.Engine.Records;
using ZStackVCenter.Identities;

namespace ZStackVCenter.Operations;

/// <summary>What a task made or changed, as it is now.</summary>
internal static class TaskResult
{
    private static readonly Dictionary<ZsResourceType, ResourceKind> Kinds = new()
    {
        [ZsResourceType.Vm] = ResourceKind.VmAnywhere,
        [ZsResourceType.VmNic] = ResourceKind.VmNic,
        [ZsResourceType.Network] = ResourceKind.Network,
        [ZsResourceType.Volume] = ResourceKind.Volume,
        [ZsResourceType.Image] = ResourceKind.Image,
    };

    /// <summary>The object, or the report of a synchronisation; null when the task removed it.</summary>
    public static async Task<object?> OfAsync(CloudEngine engine, ZsTask task, CancellationToken cancellationToken) =>
        task.ResourceType == ZsResourceType.VCenter
            ? await engine.Records.SyncReportsAsync(new SyncReportQuery { Ids = [task.Id] }, cancellationToken).FirstOrDefaultAsync(cancellationToken).ConfigureAwait(false)
        : Kinds.TryGetValue(task.ResourceType, out var kind)
            ? await kind.ReadAsync(engine, new ResourceQuery { Ids = [task.ResourceId] }, cancellationToken).FirstOrDefaultAsync(cancellationToken).ConfigureAwait(false)
            : null;
}
