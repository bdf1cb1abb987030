using System.Globalization;
using ZStackVCenter.Testing;

namespace ZStackVCenter.Benchmarks;

/// <summary>10,000 VMs into the records, against govmomi's library fetching the same properties into memory, in turns.</summary>
internal sealed class SyncBenchmark : IBenchmark
{
    private const int Rounds = 5;
    private const double WallLimit = 1.0;
    private const double CpuLimit = 0.7;

    // Flat means that 50,000 VMs may need at most this much more than 1,000: a sync streams, it does not gather.
    private const double MemoryLimit = 1.5;
    private static readonly int[] Sizes = [1_000, 10_000, 50_000];

    public string Name => "sync";

    public async Task<IReadOnlyList<Figure>> RunAsync(CancellationToken cancellationToken)
    {
        double memory = await MemoryAsync(cancellationToken);
        await using SimulatedVCenter vcenter = await Scale.StartAsync(10_000, cancellationToken);
        RecordedCalls calls = await RecordedCalls.OverhearAsync(vcenter);
        string peerProgram = await GoProgram.BuildAsync("tests/Benchmarks/peer", cancellationToken);
        UriBuilder address = new(vcenter.Uri) { UserName = Uri.EscapeDataString(vcenter.User), Password = Uri.EscapeDataString(vcenter.Password) };

        Console.WriteLine($"10,000 VMs, {Rounds} rounds in turns:");
        List<Round> ours = [];
        List<Round> theirs = [];
        await using Side own = Scale.StartSync(vcenter);
        await using Side peer = Side.Start("govmomi", peerProgram, "-url", address.Uri.AbsoluteUri, "-spec", calls.PeerSpec());
        for (int i = 0; i < Rounds; i++)
        {
            theirs.Add(await peer.RunAsync(cancellationToken));
            ours.Add(await own.RunAsync(cancellationToken));
        }

        return
        [
            Figure.Ratio("sync memory", memory, MemoryLimit),
            Figure.Ratio("sync cpu", ours.Select(r => r.Cpu).Median() / theirs.Select(r => r.Cpu).Median(), CpuLimit),
            Figure.Ratio("sync", ours.Select(r => r.Wall).Median() / theirs.Select(r => r.Wall).Median(), WallLimit),
        ];
    }

    private static async Task<double> MemoryAsync(CancellationToken cancellationToken)
    {
        List<long> peaks = [];
        foreach (int size in Sizes)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"memory with {size:#,0} VMs:"));
            await using SimulatedVCenter vcenter = await Scale.StartAsync(size, cancellationToken);
            await using Side own = Scale.StartSync(vcenter);
            peaks.Add((await own.RunAsync(cancellationToken)).Peak);
        }

        return (double)peaks[^1] / peaks[0];
    }
}

/// <summary>The simulated vCenters that are measured against.</summary>
internal static class Scale
{
    private const int VmsOnAHost = 50;
    private const int HostsInACluster = 20;

    /// <summary>A vCenter with so many VMs, on as many hosts as such a number has.</summary>
    public static Task<SimulatedVCenter> StartAsync(int vms, CancellationToken cancellationToken)
    {
        int hosts = Math.Max(vms / VmsOnAHost, 1);
        int clusters = Math.Max(hosts / HostsInACluster, 1);
        return SimulatedVCenter.StartAsync(
            new() { Clusters = clusters, Hosts = Math.Min(hosts, HostsInACluster), Datastores = 4, PortGroups = 8, Vms = HostsInACluster, BulkVms = vms }, cancellationToken);
    }

    /// <summary>Our side of a synchronization of that vCenter.</summary>
    public static Side StartSync(SimulatedVCenter vcenter) => Side.StartOwn("ours", "sync", vcenter.Server,
        vcenter.Port.ToString(CultureInfo.InvariantCulture), vcenter.User, vcenter.Password, vcenter.Thumbprint);
}
