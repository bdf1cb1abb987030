using System.Globalization;
using System.Net;

namespace ZStackVCenter.Router.Look;

/// <summary>Reads haproxy's <c>show stat</c> (HAProxy management guide §9.1): comma-separated values under a line of names.</summary>
internal static class HaproxyStat
{
    public static IEnumerable<ListenerStatus> Read(string text)
    {
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        if (lines.Length < 2)
        {
            return [];
        }

        string[] names = lines[0].TrimStart('#', ' ').Split(',');
        var rows = lines[1..].Select(line => Row(names, line.Split(','))).ToLookup(row => row["pxname"]);
        return rows.Where(proxy => Id(proxy.Key) is not null).Select(proxy => Listener(Id(proxy.Key)!.Value, [.. proxy]));
    }

    private static Dictionary<string, string> Row(string[] names, string[] values) =>
        names.Zip(values).Where(pair => pair.First.Length > 0).DistinctBy(pair => pair.First).ToDictionary(pair => pair.First, pair => pair.Second);

    private static ListenerStatus Listener(Guid id, Dictionary<string, string>[] rows)
    {
        var front = rows.FirstOrDefault(row => row["svname"] == "FRONTEND");
        return new ListenerStatus(id, Number(front, "scur"), Number(front, "stot"), Number(front, "bin"), Number(front, "bout"),
            [.. rows.Where(row => Id(row["svname"]) is not null).Select(Backend)]);
    }

    private static BackendStatus Backend(Dictionary<string, string> row)
    {
        var health = row["status"];
        bool? healthy = health.StartsWith("UP", StringComparison.Ordinal) ? true : health.StartsWith("DOWN", StringComparison.Ordinal) || health.StartsWith("MAINT", StringComparison.Ordinal) ? false : null;
        var address = IPEndPoint.TryParse(row.GetValueOrDefault("addr", string.Empty), out var at) ? at.Address : null;
        return new BackendStatus(Id(row["svname"]), address, healthy, health, Number(row, "scur"), Number(row, "stot"), Number(row, "bin"), Number(row, "bout"));
    }

    private static long? Number(Dictionary<string, string>? row, string name) =>
        row is not null && long.TryParse(row.GetValueOrDefault(name), CultureInfo.InvariantCulture, out var number) ? number : null;

    // Proxies and servers are named by the records that they come from: listener_… and backend_….
    private static Guid? Id(string name) => Guid.TryParse(name.AsSpan(name.IndexOf('_', StringComparison.Ordinal) + 1), out var id) ? id : null;
}
