using ZStackVCenter.Engine.Compute;
using ZStackVCenter.Engine.Connections;
using ZStackVCenter.Engine.Networking;
using ZStackVCenter.Engine.Operations;
using ZStackVCenter.Engine.Tests.Support;
using ZStackVCenter.Testing.Faults;

namespace ZStackVCenter.Engine.Tests.Compute;

/// <summary>
/// One of an operation's calls breaks, each in its turn: the operation is undone or finished, and says which; the records and vCenter agree
/// afterwards, at once or, where it says so, with the next synchronisation.
/// </summary>
public abstract class VmWeatherTests(VmLab lab)
{
    private const string Call = "POST /sdk";
    private const int AtOnce = 6;
    private static readonly TimeSpan Patient = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);
    private static readonly string[] LeftOver = [" stays done: ", " stay detached", "may have done so.", "was asked to shut down"];

    public static TheoryData<string> Actions => [.. WeatherStage.Actions];

    private protected abstract IWeather Storm { get; }

    private protected virtual TimeSpan Patience => TimeSpan.FromSeconds(3);

    [Theory]
    [MemberData(nameof(Actions))]
    public async Task Whichever_call_breaks_it_is_undone_or_finished_and_says_which(string action)
    {
        var fair = await RoundAsync(action, await StageAsync(action, 0), 0);
        Assert.Null(fair.Error);
        var stages = new List<WeatherStage>();
        while (stages.Count < fair.Calls)
        {
            // One after another: the simulator drops the connection of whoever asks for a name while another's clone has none yet.
            stages.Add(await StageAsync(action, stages.Count + 1));
        }
        var rounds = new Round[fair.Calls];
        await Parallel.ForAsync(0, fair.Calls, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (call, _) => rounds[call] = await RoundAsync(action, stages[call], call + 1));

        await lab.Engine.Sync.SyncAsync(lab.Lab.Id);

        foreach (var round in rounds)
        {
            AssertAgree(round, await round.Stage.LookAsync());
        }
        await lab.AssertNothingLostAsync(lab.Engine);
    }

    [Fact]
    public void No_operation_is_left_out() => Assert.Equal(
        NetworkService.Operations.Concat(VmService.Operations).Select(o => o.Action).Order(StringComparer.Ordinal), WeatherStage.Actions.Order(StringComparer.Ordinal));

    private async Task<WeatherStage> StageAsync(string action, int round)
    {
        var stage = new WeatherStage(lab, action, round);
        await stage.SetAsync();
        return stage;
    }

    // One operation, whose call with that number breaks; 0 for none.
    private async Task<Round> RoundAsync(string action, WeatherStage stage, int call)
    {
        var before = await stage.LookAsync();
        await using var proxy = FaultProxy.Start(lab.VCenter.Uri);
        await using var engine = await ConnectAsync(proxy, call == 0 ? Patient : Patience);
        var begun = proxy.Calls(Call);
        if (call > 0)
        {
            proxy.On(Call, call, Storm);
        }
        var error = await RunAsync(stage, engine);
        proxy.Clear();
        return new Round($"{action}, call {call}: {error?.Message ?? "done"}", stage, before, await stage.LookAsync(), error, proxy.Calls(Call) - begun);
    }

    private static void AssertAgree(Round round, string synchronised)
    {
        if (round.Error?.Message.Contains("the next Sync-ZsVCenter undoes it", StringComparison.Ordinal) == true)
        {
            Assert.True(round.Before == synchronised, $"{round.What}\n{round.Before}\n{synchronised}");
            return;
        }
        Assert.True(round.After == synchronised, $"{round.What}\n{round.After}\n{synchronised}");
        if (round.Error is null)
        {
            Assert.True(round.After != round.Before || round.What.StartsWith("RestartVm", StringComparison.Ordinal), $"{round.What}: nothing has changed.");
        }
        else if (!LeftOver.Any(words => round.Error.Message.Contains(words, StringComparison.Ordinal)))
        {
            Assert.True(round.Before == round.After, $"{round.What}\n{round.Before}\n{round.After}");
        }
    }

    private static async Task<ZsException?> RunAsync(WeatherStage stage, CloudEngine engine)
    {
        try
        {
            await stage.RunAsync(engine).WaitAsync(Limit);
            return null;
        }
        catch (ZsException e)
        {
            return e;
        }
    }

    private async Task<CloudEngine> ConnectAsync(FaultProxy proxy, TimeSpan patience)
    {
        var engine = lab.Cloud.Open();
        for (var left = 5; ; left--)
        {
            try
            {
                await engine.VCenters.ConnectAsync(Bench.Request(lab.VCenter, proxy.Uri) with { VCenterId = lab.Lab.Id, Name = null, Timeout = patience }, Caller.Module, default);
                return engine;
            }
            catch (ZsException) when (left > 0)
            {
                // A machine that is busy may be too slow for a short time-out, which is not what is tested.
            }
        }
    }

    private sealed record Round(string What, WeatherStage Stage, string Before, string After, ZsException? Error, int Calls);
}

/// <summary>vCenter refuses a call.</summary>
public sealed class RefusedCallTests(VmLab lab) : VmWeatherTests(lab), IClassFixture<VmLab>
{
    private protected override IWeather Storm => Weather.Fault("SystemError", "A general system error occurred.", "<reason>disk</reason>");
}

/// <summary>vCenter does what it is asked, and its answer does not come in time.</summary>
public sealed class SilentCallTests(VmLab lab) : VmWeatherTests(lab), IClassFixture<VmLab>
{
    private protected override TimeSpan Patience => TimeSpan.FromSeconds(1);

    private protected override IWeather Storm => Weather.Custom(async (_, next, cancellationToken) =>
    {
        await next();
        await Task.Delay(Timeout.Infinite, cancellationToken);
    });
}

/// <summary>vCenter does what it is asked, and the connection breaks before its answer.</summary>
public sealed class LostCallTests(VmLab lab) : VmWeatherTests(lab), IClassFixture<VmLab>
{
    private protected override IWeather Storm => Weather.ResetAfter(0);
}
