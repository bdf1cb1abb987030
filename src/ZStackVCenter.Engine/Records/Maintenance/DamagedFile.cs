using System.Globalization;
using ZStackVCenter.Engine.Records.Store;

namespace ZStackVCenter.Engine.Records.Maintenance;

/// <summary>A file of records that SQLite cannot read any more.</summary>
internal static class DamagedFile
{
    /// <summary>Moves it aside, for whoever wants to rescue something, and puts a sound file in its place.</summary>
    public static async Task ReplaceAsync(RecordStore store, string sound)
    {
        await store.Dialect.DisposeAsync().ConfigureAwait(false);
        var path = store.Location.Connection;
        try
        {
            using var draft = DraftFile.Beside(path);
            // Copied, not moved: it may come from another disk, and the copy keeps the mode of the draft.
            await using (var from = File.OpenRead(sound))
            await using (var to = new FileStream(draft.Path, FileMode.Open, FileAccess.Write))
            {
                await from.CopyToAsync(to).ConfigureAwait(false);
                to.Flush(flushToDisk: true);
            }
            var aside = string.Create(CultureInfo.InvariantCulture, $"{path}.damaged-{store.Time.GetUtcNow():yyyyMMddHHmmss}");
            File.Move(path, aside);
            foreach (var end in (string[])["-wal", "-shm"])
            {
                if (File.Exists(path + end))
                {
                    File.Move(path + end, aside + end);
                }
            }
            File.Move(draft.Path, path);
        }
        catch (Exception e) when (store.Explain(e, CancellationToken.None) is { } explained)
        {
            throw explained;
        }
    }
}
