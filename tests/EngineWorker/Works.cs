using ZStackVCenter.Engine;
using ZStackVCenter.Engine.Networking;

namespace ZStackVCenter.EngineWorker;

/// <summary>The works by name.</summary>
internal static class Works
{
    private static readonly Dictionary<string, Func<CloudEngine, WorkArguments, Task>> All = new(StringComparer.Ordinal)
    {
        ["take-addresses"] = TakeAddressesAsync,
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
}
