using ZStackVCenter.Engine.Operations;
using ZStackVCenter.Engine.Records;

namespace ZStackVCenter.Engine.Tests.Support;

/// <summary>Reading a backup and putting it back, in one.</summary>
internal static class Restoring
{
    public static async Task<ZsStore> RestoreAsync(this StoreService store, string path, bool force = false, CancellationToken cancellationToken = default)
    {
        using var backup = await store.OpenBackupAsync(path, cancellationToken);
        return await store.RestoreAsync(backup, force, Caller.Module, cancellationToken);
    }
}
