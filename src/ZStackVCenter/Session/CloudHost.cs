using System.Collections.Concurrent;
using ZStackVCenter.Engine;

namespace ZStackVCenter.Session;

/// <summary>
/// The engines of this process, one for each place of records, shared by all its runspaces: a session that one of them opened serves them all.
/// </summary>
internal static class CloudHost
{
    /// <summary>The environment variable that puts the records elsewhere.</summary>
    public const string StoreVariable = "ZSTACKVCENTER_STORE";

    private static readonly TimeSpan PatienceAtExit = TimeSpan.FromSeconds(5);
    private static readonly ConcurrentDictionary<string, Lazy<CloudEngine>> Engines = new(StringComparer.Ordinal);
    private static int _closesAtExit;

    /// <summary>The engine over a place of records.</summary>
    /// <param name="storePath">A full path or an address; null for the user's own place.</param>
    public static CloudEngine Engine(string? storePath)
    {
        var place = storePath ?? "";
        return Engines.GetOrAdd(place, static p => new Lazy<CloudEngine>(() => Open(p))).Value;
    }

    /// <summary>Ends every session of the process and closes the records. A command that comes later opens them again.</summary>
    public static void CloseAll()
    {
        var engines = Engines.ToArray();
        Engines.Clear();
        var closing = engines.Where(e => e.Value.IsValueCreated).Select(e => Task.Run(() => e.Value.Value.DisposeAsync().AsTask()));
        try
        {
            // A vCenter that does not answer must not keep the shell from closing; it ends idle sessions itself.
            Task.WhenAll(closing).Wait(PatienceAtExit);
        }
        catch (AggregateException e) when (e.InnerExceptions.All(i => i is ZsException or OperationCanceledException))
        {
            // A logout that failed leaves nothing behind that could still be done here.
        }
    }

    private static CloudEngine Open(string place)
    {
        if (Interlocked.Exchange(ref _closesAtExit, 1) == 0)
        {
            AppDomain.CurrentDomain.ProcessExit += static (_, _) => CloseAll();
        }
        return CloudEngine.Open(new CloudEngineOptions { StorePath = place.Length == 0 ? null : place, Trace = CallTrace.Write });
    }
}
