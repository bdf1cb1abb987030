namespace ZStackVCenter.Engine.Inventory;

/// <summary>VMs that are asked for at once and taken later: the server makes their first page while the rest of the inventory comes.</summary>
internal sealed class VmsAhead : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop;
    private readonly IAsyncEnumerator<SeenObject> _vms;
    private readonly Task<bool> _first;

    /// <summary>Asks for them.</summary>
    /// <param name="source">Where they come from.</param>
    /// <param name="devices">Whether their devices come with them.</param>
    /// <param name="cancellationToken">Ends the reading, also while nobody takes them yet.</param>
    public VmsAhead(IInventorySource source, bool devices, CancellationToken cancellationToken)
    {
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _vms = source.ReadVmsAsync(devices, _stop.Token).GetAsyncEnumerator(CancellationToken.None);
        _first = _vms.MoveNextAsync().AsTask();
    }

    /// <summary>Each of them, once. What went wrong meanwhile is thrown here.</summary>
    public async IAsyncEnumerable<SeenObject> TakeAsync()
    {
        for (var more = await _first.ConfigureAwait(false); more; more = await _vms.MoveNextAsync().ConfigureAwait(false))
        {
            yield return _vms.Current;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        // Whoever never came to take them has an error of their own.
        await ((Task)_first).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _vms.DisposeAsync().ConfigureAwait(false);
        _stop.Dispose();
    }
}
