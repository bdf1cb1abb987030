using System.Runtime.CompilerServices;
using ZStackVCenter.Engine.Connections;
using ZStackVCenter.Vim.PropertyCollection;
using ZStackVCenter.Vim.Types;

namespace ZStackVCenter.Engine.Inventory;

/// <summary>
/// One uninterrupted watch of a vCenter: first the whole state, of which only what differs from the records is a change, then each change
/// as it happens. Everything goes through the transforms of a whole read and is in the records before it is given.
/// </summary>
/// <param name="use">The session.</param>
/// <param name="records">Where changes go.</param>
/// <param name="time">The clock.</param>
/// <param name="seen">Called when the vCenter has told something, also where it is no change.</param>
internal sealed class InventoryWatch(SessionUse use, IInventoryRecords records, TimeProvider time, Action seen)
{
    private static readonly TimeSpan LeaseTimeout = TimeSpan.FromMinutes(10);

    private readonly InventoryReader _reader = new(use.Client);

    /// <summary>The changes, until cancelled. Nothing is left on the server when it ends.</summary>
    /// <exception cref="Vim.VimException">The connection or the session ended: begin anew.</exception>
    public async IAsyncEnumerable<ZsChange> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var state = new WatchState(_reader);
        var touched = new WatchTouch();
        var departures = new Departures(time);
        WatchWriter? writer = null;
        await using var view = await use.Client.Views.CreateContainerViewAsync(
            null, [.. LandscapePaths.All.Keys, "VirtualMachine"], cancellationToken: cancellationToken).ConfigureAwait(false);
        var spec = FilterSpecs.OfView(view.Reference, Selections());
        await using var sets = new TimedStream<UpdateSet>(end => use.Client.Properties.WatchAsync(spec, cancellationToken: end), time, cancellationToken);
        while (await sets.NextAsync(departures.NextDue).ConfigureAwait(false) is not false and var came)
        {
            if (came is true)
            {
                seen();
                state.Apply(sets.Current, touched);
                if (sets.Current.Truncated == true || (touched.IsEmpty && writer is not null))
                {
                    continue;
                }
            }
            IReadOnlyList<ZsChange> changes;
            await using (await records.LeaseAsync(use.VCenter.Id, LeaseTimeout, cancellationToken).ConfigureAwait(false))
            {
                writer ??= new WatchWriter(use.VCenter, state, departures, records, time);
                changes = await writer.WriteAsync(touched, cancellationToken).ConfigureAwait(false);
            }
            touched = new WatchTouch();
            foreach (var change in changes)
            {
                yield return change;
            }
        }
    }

    private IReadOnlyList<PropertySelection> Selections() =>
    [
        .. LandscapePaths.All.Select(t => new PropertySelection(t.Key, t.Value)),
        new PropertySelection("VirtualMachine", VmPaths.Leaves(use.Client.About.ApiVersion)),
    ];
}
