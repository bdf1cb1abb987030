using System.Globalization;
using System.Net;

namespace ZStackVCenter.Router.Look;

/// <summary>Reads what the script says of UDP listeners: <c>LISTENER ADDRESS PORT up|down SESSIONS</c>, a line for each backend.</summary>
internal static class UdpStat
{
    private const int Words = 5;

    public static IEnumerable<ListenerStatus> Read(string text) =>
        from line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
        let words = line.Split(' ')
        where words.Length == Words && Guid.TryParse(words[0], out _)
        group words by Guid.Parse(words[0]) into listener
        let backends = listener.Select(Backend).ToArray()
        select new ListenerStatus(listener.Key, backends.Sum(backend => backend.Sessions), null, null, null, backends);

    private static BackendStatus Backend(string[] words) => new(
        null, IPAddress.Parse(words[1]), words[3] == "up", words[3].ToUpperInvariant(),
        long.TryParse(words[4], CultureInfo.InvariantCulture, out var sessions) ? sessions : null, null, null, null);
}
