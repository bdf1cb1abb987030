namespace ZStackVCenter.Engine.Inventory;

/// <summary>What a run decided, and where things are: what a watch goes on with.</summary>
internal sealed record SyncOutcome(ImportDecision Decision, Places Places);

/// <summary>One reading of a whole vCenter into a writer of the records.</summary>
internal static class SyncRun
{
    /// <summary>Reads everything that is wanted and hands it to the writer, which has not committed it when this returns.</summary>
    /// <exception cref="ZsException"><see cref="ZsErrorId.PermissionDenied"/> when the user sees nothing where the records hold hosts.</exception>
    /// <returns>What was decided, and where things are.</returns>
    public static async Task<SyncOutcome> RunAsync(SyncContext context, CancellationToken cancellationToken)
    {
        context.Report(SyncPhase.Landscape, 0, context.Known.Hosts.Count);
        await using var vms = context.Wants(ZsResourceType.Vm) || context.Wants(ZsResourceType.Image)
            ? new VmsAhead(context.Source, context.DevicesAtOnce, cancellationToken) : null;
        var landscape = await context.Source.ReadLandscapeAsync(cancellationToken).ConfigureAwait(false);
        RefuseBlindness(context, landscape);

        var shared = await context.Source.WithVmsAsync(SeenInventoryReader.KernelPortGroups(landscape), cancellationToken).ConfigureAwait(false);
        var decision = ImportFilter.Decide(SeenInventoryReader.From(landscape, context.Known.Hosts, shared));
        context.Exclusions.AddRange(decision.Exclusions.Where(e => context.Wants(e.Type)));
        await WriteLandscapeAsync(context, landscape, decision, cancellationToken).ConfigureAwait(false);
        var places = landscape.Places();
        if (vms is not null)
        {
            await new VmPass(context, vms, places, decision).RunAsync(cancellationToken).ConfigureAwait(false);
        }

        context.Report(SyncPhase.Writing, 0);
        await context.Writer.RemoveUnseenAsync(context.Types, cancellationToken).ConfigureAwait(false);
        return new SyncOutcome(decision, places);
    }

    /// <summary>True where the server hid what a row needs. Hidden networks the import filter has weighed; anything else would be written as nought.</summary>
    public static bool IsHidden(SeenObject seen) =>
        seen.Missing.Any(m => !m.StartsWith("config.", StringComparison.Ordinal) && m != LandscapePaths.Host.Networks);

    // vCenter does not list what a user may not see, so that a role taken away looks like an inventory that vanished.
    private static void RefuseBlindness(SyncContext context, Landscape landscape)
    {
        if (!landscape.Hosts.Any() && context.Known.Hosts.Count > 0)
        {
            var name = context.VCenter;
            throw new ZsException(ZsErrorId.PermissionDenied, ZsErrorCategory.PermissionDenied,
                $"vCenter '{name}' shows no host at all to this user, while the records hold {context.Known.Hosts.Count}. Nothing was changed.",
                "Give the user the role Read-only on the root of the inventory, or remove the vCenter from the records.", name);
        }
    }

    private static async Task WriteLandscapeAsync(SyncContext context, Landscape landscape, ImportDecision decision, CancellationToken cancellationToken)
    {
        await WriteAsync(context, ZsResourceType.Cluster, landscape.Clusters, c => ClusterTransform.From(c, landscape), cancellationToken).ConfigureAwait(false);
        await WriteAsync(context, ZsResourceType.Host, landscape.Hosts,
            h => HostTransform.From(h, decision.HostReasons.GetValueOrDefault(h.Id)), cancellationToken).ConfigureAwait(false);
        await WriteAsync(context, ZsResourceType.Storage, landscape.Datastores.Where(d => !decision.DatastoresLeftOut.Contains(d.Id)),
            d => DatastoreTransform.From(d, landscape), cancellationToken).ConfigureAwait(false);
        if (context.Wants(ZsResourceType.Network))
        {
            foreach (var row in SwitchTransform.From(landscape, decision))
            {
                await context.Writer.WriteAsync(row, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static async Task WriteAsync(
        SyncContext context, ZsResourceType type, IEnumerable<SeenObject> objects, Func<SeenObject, InventoryRow> row, CancellationToken cancellationToken)
    {
        foreach (var seen in context.Wants(type) ? objects : [])
        {
            if (IsHidden(seen))
            {
                context.Warnings.Unreadable(seen);
                await context.Writer.KeepAsync(type, seen.Id, null, cancellationToken).ConfigureAwait(false);
            }
            else
            {
                await context.Writer.WriteAsync(row(seen), cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
