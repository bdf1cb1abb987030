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

    /// <summary>The object; null when the task removed it.</summary>
    public static async Task<ZsResource?> OfAsync(CloudEngine engine, ZsTask task, CancellationToken cancellationToken) =>
        Kinds.TryGetValue(task.ResourceType, out var kind)
            ? await kind.ReadAsync(engine, new ResourceQuery { Ids = [task.ResourceId] }, cancellationToken).FirstOrDefaultAsync(cancellationToken).ConfigureAwait(false)
            : null;
}
