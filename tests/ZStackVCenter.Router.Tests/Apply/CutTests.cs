using System.Globalization;
using Xunit;
using ZStackVCenter.Router.Render;
using ZStackVCenter.Testing.Lab;

namespace ZStackVCenter.Router.Tests.Apply;

/// <summary>
/// A connection that is cut after any byte of either way leaves the old or the new generation, whole; the client says which of both may be, and the next
/// apply works.
/// </summary>
public sealed class CutTests
{
    private const int Even = 5;
    private const int Random = 2;
    private static readonly CancellationToken None = CancellationToken.None;

    [ApplyFact]
    public async Task A_connection_that_is_cut_at_any_byte_leaves_the_old_or_the_new_generation()
    {
        await using var lab = await ApplyLab.StartAsync();
        await using var wire = new BreakingWire(lab.Endpoint.Port);
        using var beside = lab.Connect();
        await beside.ApplyAsync(new SampleConfiguration().Render(), None);
        var total = await MeasureAsync(lab, wire);
        var random = new Random(11);
        var turn = 0;
        foreach (var way in Enum.GetValues<WireWay>())
        {
            var length = total[way];
            long[] places =
            [
                0, .. Enumerable.Range(1, Even).Select(i => length * i / (Even + 1)),
                .. Enumerable.Range(0, Random).Select(_ => random.NextInt64(1, length)), length - 1,
            ];
            foreach (var place in places)
            {
                turn++;
                await CutAsync(lab, wire, beside, new SampleConfiguration { Vips = [Vip(turn)], HaproxyLines = $"  # {turn}" }, Vip(turn), (way, place, turn % 2 == 0 ? WireBreak.Closed : WireBreak.Reset));
            }
        }
    }

    [ApplyFact]
    public async Task A_network_that_goes_silent_is_given_up_in_time_by_both_sides()
    {
        await using var lab = await ApplyLab.StartAsync();
        await using var wire = new BreakingWire(lab.Endpoint.Port);
        using var beside = lab.Connect();
        await beside.ApplyAsync(new SampleConfiguration().Render(), None);
        var total = await MeasureAsync(lab, wire);
        var impatient = lab.Endpoint with { Port = wire.Port, ConnectTimeout = TimeSpan.FromSeconds(3), AnswerTimeout = TimeSpan.FromSeconds(3) };
        // More than the network on the way holds, so that the upload itself stands still.
        var rest = Convert.ToBase64String(new Random(1).GetItems<byte>([.. Enumerable.Range(0, 256).Select(i => (byte)i)], 3_000_000));
        foreach (var (way, bytes, more, kind) in new[]
        {
            (WireWay.Down, 100, string.Empty, RouterError.TimedOut), (WireWay.Up, total[WireWay.Up] - 500, string.Empty, RouterError.TimedOut),
            (WireWay.Up, total[WireWay.Up] + 100_000, rest, RouterError.TimedOut),
        })
        {
            wire.BreakNext(way, bytes, WireBreak.Silent);
            using var client = new RouterClient(impatient);
            var wanted = new SampleConfiguration { Vips = [Vip(50)], More = [(new RenderedService { Name = "extra", Kind = ServiceKind.Network }, [SampleConfiguration.File("dnsmasq/big", "dnsmasq@a", more)])] };

            var error = await Assert.ThrowsAsync<RouterException>(() => client.ApplyAsync(wanted.Render(), None).WaitAsync(TimeSpan.FromSeconds(30)));

            Assert.True(error.Error == kind, error.ToString());
            Assert.Contains("again", error.Message, StringComparison.Ordinal);
            await QuietAsync(lab);
            Assert.Empty(await lab.LeftoversAsync());
            Assert.Equal(2, (await beside.TestAsync(None)).Generation);
        }
    }

    private static async Task CutAsync(ApplyLab lab, BreakingWire wire, RouterClient beside, SampleConfiguration wanted, string vip, (WireWay Way, long Bytes, WireBreak How) cut)
    {
        var old = (await beside.LookAsync(None)).Generation;
        wire.BreakNext(cut.Way, cut.Bytes, cut.How);
        using var client = new RouterClient(lab.Endpoint with { Port = wire.Port });

        var error = await ErrorOfAsync(client, wanted);

        await QuietAsync(lab);
        var test = await beside.TestAsync(None);
        Assert.Empty(test.Differences);
        Assert.Empty(await lab.LeftoversAsync());
        Assert.InRange(test.Generation, old, old + 1);
        var isNew = test.Generation > old;
        Assert.Equal(isNew, (await lab.Machine.RunAsync("ip", "address")).Contains(vip + "/32", StringComparison.Ordinal));
        Assert.True(Says(error, isNew), $"{cut}: the router has {(isNew ? "the new" : "the old")} generation, and the client said: {error}");

        // A wire that was not cut, as the apply took fewer bytes than the one that was measured, is cut later: the next apply has another.
        using var next = new RouterClient(lab.Endpoint with { Port = wire.Port });
        var again = await (error is null ? next : client).ApplyAsync(wanted.Render(), None);

        Assert.Equal((old + 1, isNew), (again.Generation, again.IsUnchanged));
    }

    private static Task QuietAsync(ApplyLab lab) => Eventually.TrueAsync(
        "nobody is at work on the router", async () => (await lab.Machine.ShellAsync("pgrep -a bash | grep -c zstackvcenter || true")).Trim() == "0");

    /// <summary>Whether that is a true and helpful thing to say of what happened.</summary>
    private static bool Says(RouterException? error, bool isNew) => error switch
    {
        null => isNew,
        { Error: RouterError.ConnectionLost } => Has(error, "may have been applied or not") && Has(error, "apply again"),
        { Error: RouterError.Unreachable or RouterError.UploadCut } => !isNew && Has(error, "as it was") && Has(error, "again"),
        _ => false,
    };

    private static bool Has(RouterException error, string words) => error.Message.Contains(words, StringComparison.Ordinal);

    private static async Task<RouterException?> ErrorOfAsync(RouterClient client, SampleConfiguration wanted)
    {
        try
        {
            await client.ApplyAsync(wanted.Render(), None);
            return null;
        }
        catch (RouterException error)
        {
            return error;
        }
    }

    /// <summary>How many bytes an apply takes, each way, from the connection to the answer.</summary>
    private static async Task<Dictionary<WireWay, long>> MeasureAsync(ApplyLab lab, BreakingWire wire)
    {
        using var client = new RouterClient(lab.Endpoint with { Port = wire.Port });
        await client.ApplyAsync(new SampleConfiguration { Vips = [Vip(0)], HaproxyLines = "  # 0" }.Render(), None);
        return Enum.GetValues<WireWay>().ToDictionary(way => way, wire.Passed);
    }

    private static string Vip(int number) => string.Create(CultureInfo.InvariantCulture, $"203.0.113.{100 + number}");
}
