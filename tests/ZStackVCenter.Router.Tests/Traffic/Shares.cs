using System.Net.Sockets;
using ZStackVCenter.Testing.Lab;

namespace ZStackVCenter.Router.Tests.Traffic;

/// <summary>Who answered how often.</summary>
internal static class Shares
{
    /// <summary>The name that stands for no answer.</summary>
    public const string Nobody = "nobody";

    /// <summary>Asks so many times, one after another, and counts the names.</summary>
    public static async Task<IReadOnlyDictionary<string, int>> CountAsync(int times, Func<Task<Greeting>> ask)
    {
        Dictionary<string, int> counts = [];
        for (int i = 0; i < times; i++)
        {
            string name = (await ask()).Name;
            counts[name] = counts.GetValueOrDefault(name) + 1;
        }

        return counts;
    }

    /// <summary>Asks until each of two backends has answered in one round of a few, and nobody was silent.</summary>
    public static Task BothInAsync(Func<Task<Greeting>> ask) => BothInAsync(Enumerable.Repeat(ask, 4));

    /// <summary>Asks by all ways until each of two backends has answered in one round, and nobody was silent.</summary>
    public static async Task BothInAsync(IEnumerable<Func<Task<Greeting>>> asks) => await Eventually.TrueAsync("both backends are in", async () =>
    {
        HashSet<string> names = [];
        foreach (Func<Task<Greeting>> ask in asks)
        {
            names.Add((await OrNobodyAsync(ask)).Name);
        }

        return names.Count == 2 && !names.Contains(Nobody);
    });

    /// <summary>Asks over TCP; no answer is the answer of <see cref="Nobody"/>.</summary>
    public static Task<Greeting> AskOrNobodyAsync(this Machine machine, string address, int port) =>
        OrNobodyAsync(() => machine.AskAsync(address, port, patience: Client.Silence));

    /// <summary>Asks over UDP; no answer is the answer of <see cref="Nobody"/>.</summary>
    public static Task<Greeting> AskUdpOrNobodyAsync(this Machine machine, string address, int port) =>
        OrNobodyAsync(() => machine.AskUdpAsync(address, port, patience: Client.Silence));

    /// <summary>Whom an ask finds; no answer is the answer of <see cref="Nobody"/>.</summary>
    public static async Task<Greeting> OrNobodyAsync(Func<Task<Greeting>> ask)
    {
        try
        {
            return await ask();
        }
        catch (Exception e) when (e is SocketException or IOException or HttpRequestException or OperationCanceledException)
        {
            return new Greeting(Nobody, new System.Net.IPEndPoint(System.Net.IPAddress.None, 0));
        }
    }
}
