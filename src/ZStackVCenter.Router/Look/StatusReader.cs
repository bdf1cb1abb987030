using System.Globalization;
using System.Net;
using System.Text.Json;
using ZStackVCenter.Router.Remote;

namespace ZStackVCenter.Router.Look;

/// <summary>Reads what the programs of a router say of themselves.</summary>
internal static class StatusReader
{
    public static RouterStatus Read(RouterAnswer answer) => Read(answer, ReadCounters(answer.Counters));

    private static RouterStatus Read(RouterAnswer answer, TrafficCounter[] counters) => new()
    {
        Generation = answer.Generation ?? 0,
        Generations = [.. answer.Generations.Select(number => int.Parse(number, CultureInfo.InvariantCulture))],
        Since = answer.Since is { } seconds && answer.Generation > 0 ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null,
        IsInterrupted = answer.Interrupted,
        Services = [.. answer.Services.Select(service => new ServiceStatus(service.Name, service.Running, service.Answers, service.Pid))],
        Listeners = [.. HaproxyStat.Read(answer.Haproxy), .. UdpStat.Read(answer.Udp, counters)],
        Tunnels = [.. TunnelStat.Read(answer.TunnelsWanted, answer.Tunnels)],
        Leases = [.. Lines(answer.Leases).Select(ReadLease).OfType<Lease>()],
        Vips = [.. ReadVips(counters)],
        Counters = counters,
        Failures = answer.Failures.Trim(),
    };

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    // dnsmasq(8), --dhcp-leasefile: seconds of the epoch (0 for ever), MAC, address, name or *, client id.
    private static Lease? ReadLease(string line)
    {
        var words = line.Split(' ');
        if (words.Length < 4 || !long.TryParse(words[0], CultureInfo.InvariantCulture, out var expires) || !IPAddress.TryParse(words[2], out var address))
        {
            return null;
        }

        return new Lease(words[1], address, words[3] == "*" ? null : words[3], expires == 0 ? null : DateTimeOffset.FromUnixTimeSeconds(expires));
    }

    // vip_…_in and vip_…_out.
    private static IEnumerable<VipTraffic> ReadVips(TrafficCounter[] counters) =>
        from counter in counters
        let words = counter.Name.Split('_')
        where words is ["vip", _, "in" or "out"] && Guid.TryParse(words[1], out _)
        group (IsIn: words[2] == "in", counter) by Guid.Parse(words[1]) into vip
        let incoming = vip.Where(one => one.IsIn).Select(one => one.counter).ToArray()
        let outgoing = vip.Where(one => !one.IsIn).Select(one => one.counter).ToArray()
        select new VipTraffic(vip.Key, incoming.Sum(one => one.Packets), incoming.Sum(one => one.Bytes), outgoing.Sum(one => one.Packets), outgoing.Sum(one => one.Bytes));

    // libnftables-json(5): {"nftables":[{"metainfo":…},{"counter":{"name":…,"packets":…,"bytes":…}},…]}, and of a set whose elements count
    // {"nftables":[{"metainfo":…},{"set":{"elem":[{"elem":{"val":…,"comment":…,"counter":{"packets":…,"bytes":…}}},…]}}]}.
    private static TrafficCounter[] ReadCounters(IReadOnlyList<JsonElement> texts) =>
    [
        .. texts.SelectMany(text => text.GetProperty("nftables").EnumerateArray()).SelectMany(ReadCounters).DistinctBy(counter => counter.Name),
    ];

    private static IEnumerable<TrafficCounter> ReadCounters(JsonElement entry)
    {
        if (entry.TryGetProperty("counter", out JsonElement named))
        {
            yield return ReadCounter(named.GetProperty("name"), named);
        }
        else if (entry.TryGetProperty("set", out JsonElement set) && set.TryGetProperty("elem", out JsonElement elements))
        {
            foreach (JsonElement element in elements.EnumerateArray())
            {
                // What somebody put there by hand has no name, or is no more than its key.
                if (element.ValueKind == JsonValueKind.Object && element.TryGetProperty("elem", out JsonElement counting)
                    && counting.TryGetProperty("comment", out JsonElement name) && counting.TryGetProperty("counter", out JsonElement counter))
                {
                    yield return ReadCounter(name, counter);
                }
            }
        }
    }

    private static TrafficCounter ReadCounter(JsonElement name, JsonElement counter) =>
        new(name.GetString() ?? string.Empty, counter.GetProperty("packets").GetInt64(), counter.GetProperty("bytes").GetInt64());
}
