using System.Text.RegularExpressions;

namespace ZStackVCenter.Router.Look;

/// <summary>
/// Joins the tunnels that swanctl.conf asks for with what charon has of them (<c>swanctl --list-sas --raw</c>). Both ends may have called, and a rekeying
/// leaves the key exchange before for a moment: a tunnel may have several, and is as its best.
/// </summary>
internal static partial class TunnelStat
{
    public static IEnumerable<TunnelStatus> Read(string wanted, string exchanges)
    {
        ILookup<string, ViciText> found = (
            from line in exchanges.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            from message in ViciText.Read(line).Sections
            from exchange in message.Value.Sections
            select exchange).ToLookup(exchange => exchange.Key, exchange => exchange.Value);
        return from child in Wanted(wanted)
               group child by child.Tunnel into tunnel
               let ends = tunnel.First()
               let states = found[ends.Connection].Select(exchange => exchange["state"]).ToArray()
               select new TunnelStatus(
                   tunnel.Key, Best(states, "ESTABLISHED"), ends.Version, ends.Local, ends.Remote,
                   [.. tunnel.Select(one => Child(one, found[ends.Connection]))]);
    }

    private static TunnelChildStatus Child(WantedChild wanted, IEnumerable<ViciText> exchanges)
    {
        ViciText[] found =
        [
            .. from exchange in exchanges
               from child in exchange.Section("child-sas")?.Sections ?? []
               where child.Value["name"] == wanted.Name
               select child.Value,
        ];
        return new TunnelChildStatus(
            wanted.Name, Best([.. found.Select(child => child["state"])], "INSTALLED"), wanted.LocalNetwork, wanted.RemoteNetwork,
            found.Sum(child => child.Number("bytes-in")), found.Sum(child => child.Number("bytes-out")));
    }

    private static string Best(string[] states, string best) => states.Contains(best) ? best : states.FirstOrDefault(TunnelStatus.Down);

    // The file is our own: a name and a brace, a value, a closing brace, or a comment on each line.
    private static IEnumerable<WantedChild> Wanted(string text)
    {
        List<string> open = [];
        Dictionary<string, string> values = [];
        foreach (string line in text.Split('\n', StringSplitOptions.TrimEntries).Where(line => !line.StartsWith('#')))
        {
            if (line.EndsWith(" {", StringComparison.Ordinal))
            {
                open.Add(line[..^2]);
            }
            else if (line == "}" && open.Count > 0)
            {
                if (open.Count == 4 && ChildName().Match(open[3]) is { Success: true } child)
                {
                    yield return new WantedChild(
                        Guid.Parse(child.Groups[1].Value), open[1], open[3], values["version"] == "1" ? 1 : 2, values["local_addrs"], values["remote_addrs"],
                        values["local_ts"], values["remote_ts"]);
                }

                open.RemoveAt(open.Count - 1);
            }
            else if (line.Split(" = ", 2) is [var name, var value])
            {
                values[name] = value;
            }
        }
    }

    [GeneratedRegex("^tunnel_([0-9a-f]{32})_")]
    private static partial Regex ChildName();

    private sealed record WantedChild(
        Guid Tunnel, string Connection, string Name, int Version, string Local, string Remote, string LocalNetwork, string RemoteNetwork);
}
