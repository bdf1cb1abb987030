using System.Globalization;
using ZStackVCenter.Router;
using ZStackVCenter.Router.Tests.Apply;

namespace ZStackVCenter.Benchmarks;

/// <summary>
/// A router taking 1,000 EIPs, 1,000 port forwardings and 100 listeners, and then one more EIP: from the state in memory to the answer that all of it
/// was proved, over a connection that is there already, as a session keeps it.
/// </summary>
internal sealed class ApplyBenchmark : IBenchmark
{
    private const int Rounds = 5;
    private const int Many = 1000;
    private const int Listeners = 100;
    private const double ManyLimit = 2000;
    private const double OneLimit = 500;

    public string Name => "apply";

    public async Task<IReadOnlyList<Figure>> RunAsync(CancellationToken cancellationToken)
    {
        await using var lab = await ApplyLab.StartAsync();
        using var client = lab.Connect();
        var full = LabState.Plain.WithEips(Many).WithForwardings(Many).WithListeners(Listeners);
        var more = LabState.Plain.WithEips(Many + 1).WithForwardings(Many).WithListeners(Listeners);
        List<double> many = [];
        List<double> one = [];
        for (var i = 0; i < Rounds; i++)
        {
            // From a router that serves one network and nothing else, each time.
            await client.ApplyAsync(LabState.Plain, cancellationToken);
            many.Add(Say("many", await client.ApplyAsync(full, cancellationToken)));
            one.Add(Say("one", await client.ApplyAsync(more, cancellationToken)));
        }

        return [Figure.Milliseconds("apply one more", one.Median(), OneLimit), Figure.Milliseconds(Name, many.Median(), ManyLimit)];
    }

    private static double Say(string what, RouterApplyResult result)
    {
        var stages = string.Join(", ", result.Stages.Select(stage => string.Create(CultureInfo.InvariantCulture, $"{stage.Key} {stage.Value.TotalMilliseconds:0}")));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {what,-5} {result.Duration.TotalMilliseconds,7:0} ms   on the router: {stages}"));
        return result.Duration.TotalMilliseconds;
    }
}
