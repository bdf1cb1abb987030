namespace ZStackVCenter.Engine.Inventory;

/// <summary>Puts what a watch saw into the records: all of it the first time and when the structure moved, else only what was touched.</summary>
internal sealed class WatchWriter(ZsVCenter vCenter, WatchState state, Departures departures, IInventoryRecords records, TimeProvider time)
{
    // These move every few seconds on every host: they are recorded, and are no news.
    private static readonly HashSet<string> Noise = new(StringComparer.Ordinal)
    {
        nameof(ZsHost.CpuUsedMhz), nameof(ZsHost.MemoryUsed), nameof(ZsInventoryResource.LastSeenAt),
    };

    private readonly Dictionary<string, KnownVm> _written = new(StringComparer.Ordinal);
    private SyncOutcome? _outcome;

    /// <summary>Writes in one transaction and gives the changes.</summary>
    public async Task<IReadOnlyList<ZsChange>> WriteAsync(WatchTouch touched, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var whole = _outcome is null || touched.Structure;
        var known = whole ? await records.ReadKnownAsync(vCenter.Id, cancellationToken).ConfigureAwait(false) : null;
        await using var writer = await records.BeginAsync(vCenter.Id, now, true, cancellationToken).ConfigureAwait(false);
        await WriteGoneAsync(writer, touched, cancellationToken).ConfigureAwait(false);
        if (known is not null)
        {
            var context = new SyncContext(vCenter.Name, state, known, new SyncOptions(), writer, null);
            _outcome = await SyncRun.RunAsync(context, cancellationToken).ConfigureAwait(false);
            await RememberAsync(cancellationToken).ConfigureAwait(false);
        }
        else
        {
            await WriteTouchedAsync(writer, _outcome!, touched, cancellationToken).ConfigureAwait(false);
        }
        await writer.CommitAsync(whole, cancellationToken).ConfigureAwait(false);
        var changes = await writer.ChangesAsync(cancellationToken).ConfigureAwait(false);
        return [.. changes.Where(IsNews)];
    }

    private static bool IsNews(ZsChange change) =>
        change.Kind != ZsChangeKind.Changed || change.Properties.Count == 0 || !change.Properties.All(Noise.Contains);

    // What left is removed when it stayed away, or when it came back as another object: the new one then takes the record over.
    private async Task WriteGoneAsync(IInventoryWriter writer, WatchTouch touched, CancellationToken cancellationToken)
    {
        foreach (var (id, instance) in touched.GoneVms)
        {
            if (instance is { } known && _written.TryGetValue(id, out var was))
            {
                departures.Add(id, known, was.IsImage);
                continue;
            }
            await RemoveAsync(writer, id, cancellationToken).ConfigureAwait(false);
        }
        foreach (var vm in touched.Vms.Select(state.Vm).OfType<SeenObject>())
        {
            if (VmTransform.Uuid(vm, VmPaths.InstanceUuid) is { } instance && departures.TakeReturned(instance) is { } id && id != vm.Id)
            {
                await RemoveAsync(writer, id, cancellationToken).ConfigureAwait(false);
            }
        }
        foreach (var id in departures.TakeDue())
        {
            await RemoveAsync(writer, id, cancellationToken).ConfigureAwait(false);
        }
        foreach (var (id, isImage) in departures.Waiting)
        {
            await writer.KeepAsync(isImage ? ZsResourceType.Image : ZsResourceType.Vm, id, null, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task RememberAsync(CancellationToken cancellationToken)
    {
        foreach (var id in _written.Keys.Except(departures.Waiting.Select(w => w.Id), StringComparer.Ordinal).ToList())
        {
            _written.Remove(id);
        }
        await foreach (var vm in state.ReadVmsAsync(false, cancellationToken).ConfigureAwait(false))
        {
            _written[vm.Id] = Memory(vm);
        }
    }

    private static KnownVm Memory(SeenObject vm) => new(
        vm.Text(VmPaths.ChangeVersion) ?? "", VmTransform.State(vm.Text(VmPaths.PowerState), vm.Text(VmPaths.ConnectionState)),
        vm.Text(VmPaths.GuestIp), VmTransform.IsTemplate(vm));

    private async Task WriteTouchedAsync(IInventoryWriter writer, SyncOutcome outcome, WatchTouch touched, CancellationToken cancellationToken)
    {
        foreach (var id in touched.Others)
        {
            if (state.Landscape.TryGet(id, out var seen) && RowOf(seen, outcome.Decision) is { } row)
            {
                await writer.WriteAsync(row, cancellationToken).ConfigureAwait(false);
            }
        }
        var vms = touched.Vms.Select(state.Vm).OfType<SeenObject>().ToList();
        var moved = vms.Where(DevicesMoved).ToList();
        if (moved.Count > 0)
        {
            await foreach (var vm in state.AddDevicesAsync(moved, cancellationToken).ConfigureAwait(false))
            {
                await WriteVmAsync(writer, outcome, vm, cancellationToken).ConfigureAwait(false);
            }
        }
        foreach (var vm in vms.Except(moved))
        {
            await WriteVmAsync(writer, outcome, vm, cancellationToken).ConfigureAwait(false);
        }
    }

    private InventoryRow? RowOf(SeenObject seen, ImportDecision decision) => seen.Reference.Type switch
    {
        _ when SyncRun.IsHidden(seen) => null,
        "HostSystem" => HostTransform.From(seen, decision.HostReasons.GetValueOrDefault(seen.Id)),
        "Datastore" when !decision.DatastoresLeftOut.Contains(seen.Id) => DatastoreTransform.From(seen, state.Landscape),
        _ => null,
    };

    // A change of power alone leaves the devices as they are, and must not wait for them to be read.
    private bool DevicesMoved(SeenObject vm) =>
        !_written.TryGetValue(vm.Id, out var before)
        || before.ChangeVersion.Length == 0
        || before.ChangeVersion != vm.Text(VmPaths.ChangeVersion)
        || before.DefaultIp != vm.Text(VmPaths.GuestIp);

    private async Task WriteVmAsync(IInventoryWriter writer, SyncOutcome outcome, SeenObject vm, CancellationToken cancellationToken)
    {
        var isTemplate = VmTransform.IsTemplate(vm);
        if (!VmTransform.IsReadable(vm))
        {
            await writer.KeepAsync(isTemplate ? ZsResourceType.Image : ZsResourceType.Vm, vm.Id, isTemplate ? null : Memory(vm).State, cancellationToken).ConfigureAwait(false);
            return;
        }
        var before = _written.TryGetValue(vm.Id, out var written);
        if (outcome.Decision.ReasonForVm(vm.Link(VmPaths.Host)?.Value, before) is not null || (before && written.IsImage != isTemplate))
        {
            await RemoveAsync(writer, vm.Id, cancellationToken).ConfigureAwait(false);
            if (outcome.Decision.ReasonForVm(vm.Link(VmPaths.Host)?.Value, before) is not null)
            {
                return;
            }
        }
        await writer.WriteAsync(isTemplate ? ImageTransform.From(vm, outcome.Places) : VmTransform.From(vm, outcome.Places), cancellationToken).ConfigureAwait(false);
        _written[vm.Id] = Memory(vm);
        vm.Forget(VmPaths.Detail);
    }

    private async Task RemoveAsync(IInventoryWriter writer, string id, CancellationToken cancellationToken)
    {
        if (_written.Remove(id, out var was))
        {
            await writer.RemoveAsync(was.IsImage ? ZsResourceType.Image : ZsResourceType.Vm, id, cancellationToken).ConfigureAwait(false);
        }
    }
}
