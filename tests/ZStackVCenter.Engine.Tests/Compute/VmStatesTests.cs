using ZStackVCenter.Engine.Compute;

namespace ZStackVCenter.Engine.Tests.Compute;

public sealed class VmStatesTests
{
    // domain.md §10.2, read by state: what each state allows, and what is already done in it.
    private static readonly Dictionary<ZsVmState, VmAction[]> Allowed = new()
    {
        [ZsVmState.Created] = [VmAction.Start, VmAction.Remove],
        [ZsVmState.Running] =
        [
            VmAction.Stop, VmAction.PowerOff, VmAction.Restart, VmAction.Suspend, VmAction.Move, VmAction.Copy, VmAction.Rename, VmAction.SetHaLevel,
            VmAction.AddNic, VmAction.RemoveNic, VmAction.Remove,
        ],
        [ZsVmState.Stopped] =
            [VmAction.Start, VmAction.Copy, VmAction.Resize, VmAction.Rename, VmAction.SetHaLevel, VmAction.AddNic, VmAction.RemoveNic, VmAction.Remove],
        [ZsVmState.Paused] =
            [VmAction.Resume, VmAction.Stop, VmAction.PowerOff, VmAction.Move, VmAction.Rename, VmAction.SetHaLevel, VmAction.Remove],
        [ZsVmState.Unknown] = [VmAction.Stop, VmAction.PowerOff, VmAction.SetHaLevel, VmAction.Remove],
        [ZsVmState.Error] = [VmAction.Remove],
        [ZsVmState.Destroyed] = [VmAction.Restore, VmAction.RemoveForGood],
    };

    private static readonly Dictionary<ZsVmState, VmAction[]> Done = new()
    {
        [ZsVmState.Stopped] = [VmAction.Stop, VmAction.PowerOff],
    };

    [Fact]
    public void Every_action_is_allowed_in_just_the_states_that_the_domain_says()
    {
        foreach (var state in Enum.GetValues<ZsVmState>())
        {
            foreach (var action in Enum.GetValues<VmAction>())
            {
                Assert.Equal((state, action, Allowed.GetValueOrDefault(state, []).Contains(action)), (state, action, VmStates.Allows(action, state)));
                Assert.Equal((state, action, Done.GetValueOrDefault(state, []).Contains(action)), (state, action, VmStates.IsDone(action, state)));
            }
        }
    }

    [Fact]
    public void A_refusal_names_the_state_and_the_way_out()
    {
        foreach (var state in Enum.GetValues<ZsVmState>())
        {
            foreach (var action in Enum.GetValues<VmAction>().Where(a => !VmStates.Allows(a, state) && !VmStates.IsDone(a, state)))
            {
                var error = Assert.Throws<ZsException>(() => VmStates.Require(action, new ZsVm { Name = "web01", State = state }));

                Assert.Equal((ZsErrorId.VmState, ZsErrorCategory.InvalidOperation), (error.ErrorId, error.Category));
                Assert.Contains($"'web01' is {state}", error.Message, StringComparison.Ordinal);
            }
        }
        var running = Assert.Throws<ZsException>(() => VmStates.Require(VmAction.Resize, new ZsVm { Name = "web01", State = ZsVmState.Running }));
        Assert.Equal("Stop it first with Stop-ZsVm 'web01'.", running.RecommendedAction);
    }
}
