using ZStackVCenter.Engine.Records.Maintenance;

namespace ZStackVCenter.Engine.Records;

/// <summary>A backup that was read and found whole, ready to be put in the place of the records; gone when it is disposed.</summary>
public sealed class StoreBackup : IDisposable
{
    private readonly DraftFile _draft;

    internal StoreBackup(DraftFile draft) => _draft = draft;

    /// <summary>An SQLite file of this version's schema.</summary>
    internal string Path => _draft.Path;

    /// <summary>Deletes what was read; the backup itself stays.</summary>
    public void Dispose() => _draft.Dispose();
}
