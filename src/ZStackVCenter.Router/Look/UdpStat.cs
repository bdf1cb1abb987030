using System.Globalization;
using System.Net;

namespace ZStackVCenter.Router.Look;

/// <summary>
/// Reads what the script says of UDP listeners: <c>LISTENER BACKEND ADDRESS up|down SESSIONS</c>, a line for each backend. Bytes are the ruleset's counts.
/// </summary>
internal static class UdpStat
{
    private const int Words = 5;

    public static IEnumerable<ListenerStatus> Read(string text, IEnumerable<TrafficCounter> counters)
    {
        var bytes = counters.ToDictionary(counter => counter.Name, counter => counter.Bytes, StringComparer.Ordinal);
        return from line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
               let words = line.Split(' ')
               where words.Length == Words && Guid.TryParse(words[0], out _)
               group words by words[0] into listener
               let backends = listener.Select(words => Backend(words, bytes)).ToArray()
               select new ListenerStatus(
                   Guid.Parse(listener.Key), backends.Sum(backend => backend.Sessions), null,
                   Bytes(bytes, $"listener_{listener.Key}_in"), Bytes(bytes, $"listener_{listener.Key}_out"), backends);
    }

    private static BackendStatus Backend(string[] words, Dictionary<string, long> bytes)
    {
        var counter = $"udp_{words[0]}_{words[2].Replace('.', '_')}";
        return new BackendStatus(
            Guid.TryParse(words[1], out var id) ? id : null, IPAddress.Parse(words[2]), words[3] == "up", words[3].ToUpperInvariant(),
            long.TryParse(words[4], CultureInfo.InvariantCulture, out var sessions) ? sessions : null, null,
            Bytes(bytes, counter + "_in"), Bytes(bytes, counter + "_out"));
    }

    private static long? Bytes(Dictionary<string, long> bytes, string counter) => bytes.TryGetValue(counter, out var count) ? count : null;
}
