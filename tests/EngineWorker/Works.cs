using System.Net;
using ZStackVCenter.Engine;
using ZStackVCenter.Engine.Connections;
using ZStackVCenter.Engine.Inventory;
using ZStackVCenter.Engine.Networking;
using ZStackVCenter.Engine.Operations;

namespace ZStackVCenter.EngineWorker;

/// <summary>The works by name.</summary>
internal static class Works
{
    private static readonly Dictionary<string, Func<CloudEngine, WorkArguments, Task>> All = new(StringComparer.Ordinal)
    {
        ["take-addresses"] = TakeAddressesAsync,
        ["hold-lease"] = HoldLeaseAsync,
        ["sync"] = SyncAsync,
        ["sync-task"] = SyncTaskAsync,
        ["set-setting"] = (engine, arguments) => engine.Settings.SetAsync(arguments["name"], arguments["value"], Caller.Module, default),
        ["vm"] = VmWork.RunAsync,
    };

    public static Func<CloudEngine, WorkArguments, Task> Find(string name) => All[name];

    /// <summary>Takes addresses of a network one after the other, each for an owner of its own, and says each.</summary>
    private static async Task TakeAddressesAsync(CloudEngine engine, WorkArguments arguments)
    {
        for (var i = 0; i < arguments.Number("count"); i++)
        {
            var taken = await engine.Addresses.TakeAsync(arguments.Id("network"), ZsResourceType.Vm, Guid.CreateVersion7(), null, default);
            Console.WriteLine(Ipv4.Text(taken.Address));
        }
    }

    /// <summary>Takes a vCenter's lease, says so and keeps it.</summary>
    private static async Task HoldLeaseAsync(CloudEngine engine, WorkArguments arguments)
    {
        await using var lease = await engine.Inventory.LeaseAsync(arguments.Id("vcenter"), TimeSpan.FromMinutes(1), default);
        Console.WriteLine("held");
        await Task.Delay(Timeout.Infinite);
    }

    /// <summary>Connects to a vCenter and brings in its inventory; says each phase, and at the end how many VMs were new.</summary>
    private static async Task SyncAsync(CloudEngine engine, WorkArguments arguments)
    {
        var lab = await ConnectAsync(engine, arguments);
        var report = await engine.Sync.SyncAsync(lab.Id, null, new Said());
        Console.WriteLine($"done {report.Counts.Single(c => c.Type == ZsResourceType.Vm).Added}");
    }

    /// <summary>The same as a task: says the task's id, and at the end how it ended.</summary>
    private static async Task SyncTaskAsync(CloudEngine engine, WorkArguments arguments)
    {
        var lab = await ConnectAsync(engine, arguments);
        var task = await engine.SyncTasks.StartAsync(lab.Id, [], false, Caller.Module, default);
        Console.WriteLine(task.Id);
        Console.WriteLine((await engine.Operations.WaitAsync(task.Id, null, default)).State);
    }

    private static async Task<ZsVCenter> ConnectAsync(CloudEngine engine, WorkArguments arguments)
    {
        var at = new Uri(arguments["at"]);
        return await engine.VCenters.ConnectAsync(
            new ConnectRequest
            {
                Name = "lab",
                Server = at.Host,
                Port = at.Port,
                Protocol = at.Scheme == Uri.UriSchemeHttps ? ZsProtocol.Https : ZsProtocol.Http,
                SkipCertificateCheck = true,
                Credential = new NetworkCredential(arguments["user"], arguments["password"]),
            },
            Caller.Module,
            default);
    }

    private sealed class Said : IProgress<SyncProgress>
    {
        public void Report(SyncProgress value) => Console.WriteLine(value.Phase);
    }
}
