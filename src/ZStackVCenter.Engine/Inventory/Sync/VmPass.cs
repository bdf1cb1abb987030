namespace ZStackVCenter.Engine.Inventory;

/// <summary>The part of a synchronisation that streams VMs and templates: no more of them are in memory than one batch.</summary>
internal sealed class VmPass(SyncContext context, VmsAhead vms, Places places, ImportDecision decision)
{
    private const int DetailBatch = 500;
    private const int ProgressEvery = 200;

    private readonly List<SeenObject> _moved = new(DetailBatch);
    private int _seen;

    /// <summary>Reads every VM and hands the wanted ones to the writer.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var expected = context.Known.Vms.Count;
        context.Report(SyncPhase.Vms, 0, expected);
        await foreach (var vm in vms.TakeAsync().ConfigureAwait(false))
        {
            if (++_seen % ProgressEvery == 0)
            {
                context.Report(SyncPhase.Vms, _seen, expected);
            }
            await TakeAsync(vm, cancellationToken).ConfigureAwait(false);
        }
        await FlushAsync(cancellationToken).ConfigureAwait(false);
        context.Report(SyncPhase.Vms, _seen, _seen);
    }

    private ValueTask TakeAsync(SeenObject vm, CancellationToken cancellationToken)
    {
        KnownVm? before = context.Known.Vms.TryGetValue(vm.Id, out var known) ? known : null;
        var readable = VmTransform.IsReadable(vm);
        var type = (readable ? VmTransform.IsTemplate(vm) : before is { IsImage: true }) ? ZsResourceType.Image : ZsResourceType.Vm;
        if (!context.Wants(type))
        {
            return ValueTask.CompletedTask;
        }
        if (decision.ReasonForVm(vm.Link(VmPaths.Host)?.Value, before is not null) is { } reason)
        {
            context.Exclusions.Add(ImportFilter.LeftOut(type, VmTransform.Name(vm), vm.Id, reason));
            return ValueTask.CompletedTask;
        }
        if (!readable || (vm.Missing.Count > 0 && before is not null))
        {
            context.Warnings.Unreadable(vm);
            return context.Writer.KeepAsync(type, vm.Id, type == ZsResourceType.Vm ? StateOf(vm) : null, cancellationToken);
        }
        if (context.DevicesAtOnce || !VmChange.NeedsDevices(vm, before))
        {
            return WriteAsync(vm, cancellationToken);
        }
        _moved.Add(vm);
        return _moved.Count < DetailBatch ? ValueTask.CompletedTask : new ValueTask(FlushAsync(cancellationToken));
    }

    private async Task FlushAsync(CancellationToken cancellationToken)
    {
        if (_moved.Count == 0)
        {
            return;
        }
        await foreach (var vm in context.Source.AddDevicesAsync(_moved, cancellationToken).ConfigureAwait(false))
        {
            await WriteAsync(vm, cancellationToken).ConfigureAwait(false);
        }
        _moved.Clear();
    }

    private ValueTask WriteAsync(SeenObject vm, CancellationToken cancellationToken) =>
        context.Writer.WriteAsync(VmTransform.IsTemplate(vm) ? ImageTransform.From(vm, places) : VmTransform.From(vm, places), cancellationToken);

    private static ZsVmState? StateOf(SeenObject vm) =>
        vm.Has(VmPaths.ConnectionState) ? VmTransform.State(vm.Text(VmPaths.PowerState), vm.Text(VmPaths.ConnectionState)) : null;
}
