using ZStackVCenter.Engine.Connections;
using ZStackVCenter.Engine.Inventory;
using ZStackVCenter.Engine.Operations;
using ZStackVCenter.Vim.Types;

namespace ZStackVCenter.Engine.Networking;

/// <summary>What the making of a network remembers.</summary>
internal sealed class CreateNetworkMemory
{
    public required Guid NetworkId { get; set; }
    public required NewNetworkRequest Request { get; set; }
    public required ZsSwitchKind SwitchKind { get; set; }
    public required PortGroupSite Site { get; set; }

    public PortGroupPlan Plan => new(Request.Name, Request.Switch, Request.VlanId ?? 0);

    /// <summary>What marks a port group as this network's, so that it is found again whichever process made it.</summary>
    public string Mark => $"{NetworkMarks.Key}={NetworkId}";
}

/// <summary>How what the module makes in vCenter is marked with its record.</summary>
internal static class NetworkMarks
{
    public const string Key = "zstackvcenter.id";
}

/// <summary>Makes a network: its record, then its port group where there is none, then opens it for use. All or none.</summary>
internal sealed class CreateNetwork : Operation<CreateNetworkMemory>
{
    public override string Action => "CreateNetwork";

    public override IReadOnlyList<OperationStep<CreateNetworkMemory>> Steps(CreateNetworkMemory memory) =>
    [
        new("Record the network",
            c => c.Engine.NetworkRecords.AddAsync(c.Memory.NetworkId, c.Memory.Request, c.Memory.SwitchKind, c.CancellationToken),
            c => c.Engine.NetworkRecords.RemoveAsync(c.Memory.NetworkId, c.CancellationToken)),
        new("Make the port group", MakeAsync, UnmakeAsync),
        new("Bring the switches up to date", ShowAsync),
        new("Open the network", c => c.Engine.NetworkRecords.OpenAsync(c.Memory.NetworkId, c.Memory.Site.ManagedObjectId, c.CancellationToken)),
    ];

    private static async Task MakeAsync(StepContext<CreateNetworkMemory> context)
    {
        var memory = context.Memory;
        if (memory.Site.WasThere)
        {
            return;
        }
        await using var use = Use(context);
        memory.Site.ManagedObjectId = memory.Site.DistributedSwitch is { } dvs
            ? await DistributedPortGroups.MakeAsync(use, new ManagedObjectReference(memory.Site.DistributedSwitchType, dvs), memory.Plan, memory.Mark, context.Report, context.CancellationToken).ConfigureAwait(false)
            : await StandardPortGroups.MakeAsync(use, memory.Site, memory.Plan, context.Report, context.CancellationToken).ConfigureAwait(false);
    }

    private static async Task UnmakeAsync(StepContext<CreateNetworkMemory> context)
    {
        var memory = context.Memory;
        if (memory.Site.WasThere)
        {
            return;
        }
        await using var use = Use(context);
        await (memory.Site.DistributedSwitch is not null
            ? DistributedPortGroups.UnmakeAsync(use, memory.Plan, memory.Mark, context.CancellationToken)
            : StandardPortGroups.UnmakeAsync(use, memory.Site, memory.Plan, context.CancellationToken)).ConfigureAwait(false);
    }

    // The switches' records then hold the new port group, by which the placing of VMs looks.
    private static async Task ShowAsync(StepContext<CreateNetworkMemory> context)
    {
        try
        {
            await context.Engine.Sync.SyncAsync(
                context.Memory.Request.VCenterId, new SyncOptions { Types = [ZsResourceType.Network] }, null, context.CancellationToken).ConfigureAwait(false);
        }
        catch (ZsException e)
        {
            // The port group stands; the next synchronisation shows it.
            context.Engine.Options.Trace?.Invoke($"Networks: the switches could not be read again: {e.Message}");
        }
    }

    private static SessionUse Use(StepContext<CreateNetworkMemory> context) => context.Engine.VCenters.Sessions.Use(context.Memory.Request.VCenterId);
}
