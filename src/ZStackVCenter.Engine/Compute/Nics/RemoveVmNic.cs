using ZStackVCenter.Engine.Connections;
using ZStackVCenter.Engine.Operations;

namespace ZStackVCenter.Engine.Compute;

/// <summary>What taking an adapter from a VM remembers.</summary>
internal sealed class RemoveVmNicMemory : VmMemory
{
    /// <summary>The key of the device in its VM.</summary>
    public int DeviceKey { get; set; }

    /// <summary>What is needed to give it back: its port group, type and MAC address.</summary>
    public NicPlan Nic { get; set; } = new();

    public string Type { get; set; } = "";
    public string MacAddress { get; set; } = "";

    /// <summary>The record's id of its network whose address is returned; null when it is on none, or the VM has another adapter there.</summary>
    public Guid? Returns { get; set; }

    /// <summary>True when the default route was through it.</summary>
    public bool WasDefault { get; set; }

    /// <summary>The network that has the default route then; null for none.</summary>
    public Guid? NextDefault { get; set; }
}

/// <summary>Takes an adapter from a VM: detaches it, then returns its address (domain.md §10.10).</summary>
internal sealed class RemoveVmNic : Operation<RemoveVmNicMemory>
{
    public override string Action => "RemoveVmNic";

    public override Recovery Recovery => Recovery.Finish;

    public override IReadOnlyList<OperationStep<RemoveVmNicMemory>> Steps(RemoveVmNicMemory memory) =>
    [
        VmSteps.InVCenter<RemoveVmNicMemory>("Detach the adapter", DetachAsync, AttachAsync),
        new("Return its address", ReturnAsync) { OnlyForward = true },
        VmSteps.Refresh<RemoveVmNicMemory>(),
    ];

    private static async Task DetachAsync(StepContext<RemoveVmNicMemory> context, SessionUse use)
    {
        var memory = context.Memory;
        try
        {
            await VmAdapters.DetachAsync(use, memory.Vm, memory.Name, [memory.DeviceKey], context.CancellationToken).ConfigureAwait(false);
        }
        catch (ZsException) when (!context.CancellationToken.IsCancellationRequested)
        {
            // The answer may have been lost on its way: an adapter that is gone is what was wanted.
            if (await IsThereAsync(use, memory, context.CancellationToken).ConfigureAwait(false))
            {
                throw;
            }
        }
    }

    private static async Task AttachAsync(StepContext<RemoveVmNicMemory> context, SessionUse use)
    {
        var memory = context.Memory;
        if (!await IsThereAsync(use, memory, context.CancellationToken).ConfigureAwait(false))
        {
            await VmAdapters.FillAsync(context.Engine, use, memory.Nic, context.CancellationToken).ConfigureAwait(false);
            var card = VmAdapters.Make(memory.Nic, memory.Type, 0) with { MacAddress = memory.MacAddress.Length > 0 ? memory.MacAddress : null };
            await VmAdapters.AttachAsync(use, memory, card, null, context.CancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task ReturnAsync(StepContext<RemoveVmNicMemory> context)
    {
        var memory = context.Memory;
        if (memory.Returns is { } network)
        {
            await context.Engine.Addresses.ReturnAsync(memory.VmId, network, context.CancellationToken).ConfigureAwait(false);
        }
        if (memory.WasDefault)
        {
            await context.Engine.VmRecords.SetDefaultNetworkAsync(memory.VmId, memory.NextDefault, context.CancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task<bool> IsThereAsync(SessionUse use, RemoveVmNicMemory memory, CancellationToken cancellationToken) =>
        (await VmAdapters.ReadAsync(use, memory, cancellationToken).ConfigureAwait(false)).Any(c => c.Key == memory.DeviceKey
            || (memory.MacAddress.Length > 0 && string.Equals(c.MacAddress, memory.MacAddress, StringComparison.OrdinalIgnoreCase)));
}
