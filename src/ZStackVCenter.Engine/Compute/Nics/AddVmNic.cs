using ZStackVCenter.Engine.Connections;
using ZStackVCenter.Engine.Operations;

namespace ZStackVCenter.Engine.Compute;

/// <summary>What giving a VM an adapter remembers.</summary>
internal sealed class AddVmNicMemory : VmMemory
{
    public NicPlan Nic { get; set; } = new();

    /// <summary>The adapter's type, as a record has it.</summary>
    public string Type { get; set; } = "";

    /// <summary>True when the VM had an address of the network already, which is then not returned.</summary>
    public bool HadAddress { get; set; }

    /// <summary>True when the VM had no network with the default route.</summary>
    public bool BecomesDefault { get; set; }

    /// <summary>The device keys of the adapters that were there before; null until vCenter was asked.</summary>
    public List<int>? Adapters { get; set; }
}

/// <summary>Gives a VM an adapter on a network, with an address where the network hands any out (domain.md §10.10). Both or neither.</summary>
internal sealed class AddVmNic : Operation<AddVmNicMemory>
{
    public override string Action => "AddVmNic";

    public override IReadOnlyList<OperationStep<AddVmNicMemory>> Steps(AddVmNicMemory memory)
    {
        var steps = new List<OperationStep<AddVmNicMemory>>
        {
            new("Take the address", c => new NicPlans(c.Engine).TakeAsync(c.Memory.Nic, c.Memory.VmId, c.CancellationToken), ReturnAsync),
            VmSteps.InVCenter<AddVmNicMemory>("Add the adapter", AttachAsync, DetachAsync),
        };
        if (memory.BecomesDefault)
        {
            steps.Add(new("Make it the default network",
                c => c.Engine.VmRecords.SetDefaultNetworkAsync(c.Memory.VmId, c.Memory.Nic.NetworkId, c.CancellationToken),
                c => c.Engine.VmRecords.SetDefaultNetworkAsync(c.Memory.VmId, null, c.CancellationToken)));
        }
        steps.Add(VmSteps.Refresh<AddVmNicMemory>());
        return steps;
    }

    private static Task ReturnAsync(StepContext<AddVmNicMemory> context) => context.Memory.HadAddress
        ? Task.CompletedTask
        : context.Engine.Addresses.ReturnAsync(context.Memory.VmId, context.Memory.Nic.NetworkId, context.CancellationToken);

    private static async Task AttachAsync(StepContext<AddVmNicMemory> context, SessionUse use)
    {
        var memory = context.Memory;
        await VmAdapters.FillAsync(context.Engine, use, memory.Nic, context.CancellationToken).ConfigureAwait(false);
        if (memory.Adapters is null)
        {
            memory.Adapters = [.. (await VmAdapters.ReadAsync(use, memory, context.CancellationToken).ConfigureAwait(false)).Select(c => c.Key)];
            await context.SaveAsync().ConfigureAwait(false);
        }
        else if ((await OursAsync(use, memory, context.CancellationToken).ConfigureAwait(false)).Count > 0)
        {
            return;
        }
        try
        {
            await VmAdapters.AttachAsync(use, memory, VmAdapters.Make(memory.Nic, memory.Type, 0), context.Report, context.CancellationToken).ConfigureAwait(false);
        }
        catch (ZsException) when (!context.CancellationToken.IsCancellationRequested)
        {
            // The answer may have been lost on its way: what counts is what the VM has.
            if ((await OursAsync(use, memory, context.CancellationToken).ConfigureAwait(false)).Count == 0)
            {
                throw;
            }
        }
    }

    private static async Task DetachAsync(StepContext<AddVmNicMemory> context, SessionUse use)
    {
        if (context.Memory.Adapters is not null)
        {
            var ours = await OursAsync(use, context.Memory, context.CancellationToken).ConfigureAwait(false);
            await VmAdapters.DetachAsync(use, context.Memory.Vm, context.Memory.Name, ours, context.CancellationToken).ConfigureAwait(false);
        }
    }

    // An adapter on the network that was not there before is this operation's: no other works on the VM.
    private static async Task<IReadOnlyCollection<int>> OursAsync(SessionUse use, AddVmNicMemory memory, CancellationToken cancellationToken) =>
        [.. (await VmAdapters.ReadAsync(use, memory, cancellationToken).ConfigureAwait(false))
            .Where(c => VmAdapters.IsOn(c, memory.Nic) && memory.Adapters?.Contains(c.Key) == false).Select(c => c.Key)];
}
