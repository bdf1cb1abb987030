using ZStackVCenter.Engine.Operations;
using ZStackVCenter.Engine.Records;

namespace ZStackVCenter.Engine.Inventory;

/// <summary>What a synchronisation that goes on by itself remembers.</summary>
internal sealed class SyncVCenterMemory
{
    public required Guid VCenterId { get; set; }
    public IReadOnlyCollection<ZsResourceType> Types { get; set; } = [];
    public bool Full { get; set; }
}

/// <summary>
/// Brings the inventory of a vCenter in, without anybody waiting for it. There is nothing to undo: the records are the ones from before until
/// all of it is written, and doing it again is safe. The report has the operation's id, so that whoever waits for it finds it.
/// </summary>
internal sealed class SyncVCenter : Operation<SyncVCenterMemory>
{
    public override string Action => "SyncVCenter";

    public override Recovery Recovery => Recovery.Finish;

    public override IReadOnlyList<OperationStep<SyncVCenterMemory>> Steps(SyncVCenterMemory memory) => [new("Bring in the inventory", SyncAsync)];

    private static async Task SyncAsync(StepContext<SyncVCenterMemory> context)
    {
        var reports = context.Engine.Records.SyncReportsAsync(new SyncReportQuery { Ids = [context.OperationId] }, context.CancellationToken);
        if (await reports.AnyAsync(context.CancellationToken).ConfigureAwait(false))
        {
            return;
        }
        var options = new SyncOptions { Types = context.Memory.Types, Full = context.Memory.Full, ReportId = context.OperationId };
        await context.Engine.Sync.SyncAsync(context.Memory.VCenterId, options, new Progress(context), context.CancellationToken).ConfigureAwait(false);
    }

    private sealed class Progress(StepContext<SyncVCenterMemory> context) : IProgress<SyncProgress>
    {
        public void Report(SyncProgress value)
        {
            if (value.Percent is { } percent)
            {
                context.Report(percent);
            }
        }
    }
}
