using System.Globalization;

namespace ZStackVCenter.Benchmarks;

/// <summary>
/// What a router with 5,000 EIPs forwards in a second, against one with a single EIP: two routers that stand side by side, measured in
/// turns, with the same number of flows through each. Packets of flows that the router knows, and packets of which each is a new one.
/// </summary>
internal sealed class ForwardBenchmark : IBenchmark
{
    private const int Many = 5_000;
    private const int Turns = 15;
    private const int PacketsATurn = 200_000;
    private const double Limit = 0.90;

    public string Name => "forward";

    public async Task<IReadOnlyList<Figure>> RunAsync(CancellationToken cancellationToken)
    {
        await using ForwardRig one = await ForwardRig.StartAsync(1, Many, cancellationToken);
        await using ForwardRig many = await ForwardRig.StartAsync(Many, Many, cancellationToken);
        double fresh = await MeasureAsync("new flows", one, many, Many, rig => rig.ForgetAsync(), cancellationToken);
        double known = await MeasureAsync("known flows", one, many, PacketsATurn, _ => Task.CompletedTask, cancellationToken);
        return [Figure.AtLeast($"{Name}-new", fresh, Limit), Figure.AtLeast(Name, known, Limit)];
    }

    private static async Task<double> MeasureAsync(
        string what, ForwardRig one, ForwardRig many, int packets, Func<ForwardRig, Task> prepare, CancellationToken cancellationToken)
    {
        List<double> ones = [];
        List<double> manys = [];
        for (int turn = -1; turn < Turns; turn++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            double first = await RateAsync(one, packets, prepare);
            double second = await RateAsync(many, packets, prepare);
            // The first turn warms up.
            if (turn >= 0)
            {
                ones.Add(first);
                manys.Add(second);
            }
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{what}: {ones.Median():0} packets a second with 1 EIP, {manys.Median():0} with {Many} EIPs"));
        return ones.Zip(manys, (a, b) => b / a).Median();
    }

    /// <summary>Packets that arrived, a second of sending.</summary>
    private static async Task<double> RateAsync(ForwardRig rig, int packets, Func<ForwardRig, Task> prepare)
    {
        await prepare(rig);
        long before = await rig.ReceivedAsync();
        TimeSpan took = rig.Sender.Send(packets);
        long arrived = await rig.ReceivedAsync() - before;
        return arrived < packets * 0.95
            ? throw new InvalidOperationException($"Only {arrived} of {packets} packets arrived: this is no measure of what the router forwards.")
            : arrived / took.TotalSeconds;
    }
}
