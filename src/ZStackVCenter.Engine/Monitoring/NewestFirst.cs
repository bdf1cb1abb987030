namespace ZStackVCenter.Engine.Monitoring;

/// <summary>Merges events of several vCenters, each newest first, into one stream, newest first.</summary>
internal static class NewestFirst
{
    /// <summary>The merged stream; no more than one event of each source is held.</summary>
    public static async IAsyncEnumerable<ZsEvent> MergeAsync(IEnumerable<IAsyncEnumerable<ZsEvent>> sources)
    {
        var readers = new List<IAsyncEnumerator<ZsEvent>>();
        try
        {
            // All at once: each source's first page is a call to another server.
            var opened = sources.Select(s => s.GetAsyncEnumerator()).ToList();
            readers.AddRange(opened);
            var more = await Task.WhenAll(opened.Select(r => r.MoveNextAsync().AsTask())).ConfigureAwait(false);
            var open = opened.Where((_, i) => more[i]).ToList();
            while (open.Count > 0)
            {
                var next = open.MaxBy(r => (r.Current.Time, r.Current.Key))!;
                yield return next.Current;
                if (!await next.MoveNextAsync().ConfigureAwait(false))
                {
                    open.Remove(next);
                }
            }
        }
        finally
        {
            foreach (var reader in readers)
            {
                await reader.DisposeAsync().ConfigureAwait(false);
            }
        }
    }
}
