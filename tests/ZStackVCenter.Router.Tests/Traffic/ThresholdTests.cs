using System.Net;
using System.Net.Sockets;
using ZStackVCenter.Router.State;
using ZStackVCenter.Testing.Lab;

namespace ZStackVCenter.Router.Tests.Traffic;

/// <summary>
/// A backend is out after so many failed checks on end and not after fewer, and back after so many good ones and not fewer. Its health port counts the
/// checks and fails them by a script, while a client asks all the time who serves. What a check changes has changed when the next one comes.
/// </summary>
[Collection(TrafficTests.Name)]
public sealed class ThresholdTests(TrafficLab lab)
{
    private const string Address = "198.51.100.65";
    private static readonly Vip Vip = Wanted.Vip(65, Address);

    private static readonly Case[] Cases =
    [
        new(341, ListenerProtocol.Tcp, HealthCheckProtocol.Tcp, Unhealthy: 3, Healthy: 2),
        new(342, ListenerProtocol.Http, HealthCheckProtocol.Tcp, Unhealthy: 2, Healthy: 3),
        new(343, ListenerProtocol.Https, HealthCheckProtocol.Tcp, Unhealthy: 3, Healthy: 2),
        new(344, ListenerProtocol.Udp, HealthCheckProtocol.Udp, Unhealthy: 3, Healthy: 2),
        new(345, ListenerProtocol.Udp, HealthCheckProtocol.Tcp, Unhealthy: 2, Healthy: 3),
    ];

    [RouterFact]
    public async Task A_backend_is_out_after_its_threshold_of_failed_checks_and_back_after_its_threshold_of_good_ones()
    {
        await lab.ApplyAsync(Wanted.RouterWith(Vip, [.. Cases.Select(one => one.Listener)]));

        await Task.WhenAll(Cases.Select(ComeAndGoAsync));
    }

    private async Task ComeAndGoAsync(Case one)
    {
        Service service = new(one.Protocol, Address, one.Listener.Port);
        await using IAsyncDisposable web1 = service.Serve(lab.Web1, one.Listener.BackendPort);
        await using IAsyncDisposable web2 = service.Serve(lab.Web2, one.Listener.BackendPort);
        using Socket health1 = Listening(one, lab.Web1);
        using Socket health2 = Listening(one, lab.Web2);
        HealthPort health = new(lab.Web2, one.Check == HealthCheckProtocol.Tcp, one.HealthPort);
        await health.PlayAsync(string.Empty);
        Watch watch = new($"{one.Protocol} checked by {one.Check}", health, () => service.AskAsync(lab.Outside));
        await Shares.BothInAsync(() => service.AskAsync(lab.Outside));
        await watch.StaysAsync(isIn: true, 2);

        string tooFew = new('-', one.Unhealthy - 1);
        await health.PlayAsync($"{tooFew}+{tooFew}");
        await watch.StaysAsync(isIn: true, 2 * one.Unhealthy);

        // Out with the last of the bad ones; no good ones bring it back that are too few on end.
        string almost = new string('+', one.Healthy - 1) + '-';
        await health.PlayAsync(new string('-', one.Unhealthy), almost);
        await watch.TurnsAsync(isIn: false, one.Unhealthy, one.Unhealthy + almost.Length + 1);

        await health.PlayAsync("-");
        await watch.TurnsAsync(isIn: true, 1 + one.Healthy, 2 + one.Healthy);
        await health.EndAsync();
    }

    // A server that takes connections and says nothing; one for datagrams that does not answer an empty one, as most do not.
    private static Socket Listening(Case one, Machine guest)
    {
        IPEndPoint port = new(IPAddress.Any, one.HealthPort);
        return one.Check == HealthCheckProtocol.Tcp ? guest.Network.Listen(port) : guest.Network.Udp(port);
    }

    private sealed record Case(int Number, ListenerProtocol Protocol, HealthCheckProtocol Check, int Unhealthy, int Healthy)
    {
        public int HealthPort => 7000 + Number;

        public Listener Listener => Wanted.Listener(Number, Vip, Number, Protocol, 8000 + Number) with
        {
            IdleTimeoutSeconds = 2,
            HealthCheck = new HealthCheck
            {
                Protocol = Check, Port = HealthPort, IntervalSeconds = 1, TimeoutSeconds = 1, UnhealthyThreshold = Unhealthy, HealthyThreshold = Healthy,
            },
        };
    }

    /// <summary>Asks all the time whether web2 is in, and how many checks it has got.</summary>
    private sealed class Watch(string what, HealthPort health, Func<Task<Greeting>> ask)
    {
        private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

        /// <summary>It is in, or out, until so many checks have come.</summary>
        public Task StaysAsync(bool isIn, int end) => TurnsAsync(!isIn, int.MaxValue, end);

        /// <summary>It becomes in, or out, by a certain check and not before, and stays so until so many have come.</summary>
        public async Task TurnsAsync(bool isIn, int turn, int end)
        {
            using CancellationTokenSource limit = new(Patience);
            while (true)
            {
                int before = await health.TriesAsync();
                IReadOnlyDictionary<string, int> names = await Shares.CountAsync(4, ask);
                int after = await health.TriesAsync();
                bool isInNow = names.ContainsKey("web2");
                string seen = $"{what}: {(isInNow ? "in" : "out")} between checks {before} and {after}; to become {(isIn ? "in" : "out")} by check {turn}";
                Assert.False(after < turn && isInNow == isIn, seen);
                Assert.False(before > turn && isInNow != isIn, seen);
                if (before >= end && (before > turn || turn == int.MaxValue))
                {
                    return;
                }

                Assert.False(limit.IsCancellationRequested, "No more checks come. " + seen);
                await Task.Delay(TimeSpan.FromMilliseconds(50), CancellationToken.None);
            }
        }
    }
}
