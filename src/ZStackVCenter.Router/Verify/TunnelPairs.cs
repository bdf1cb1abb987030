using System.Net;
using ZStackVCenter.Router.State;

namespace ZStackVCenter.Router.Verify;

/// <summary>The pairs of a local and a remote network of all tunnels: a packet must belong to one of them.</summary>
internal static class TunnelPairs
{
    private const string List = "$.tunnels";

    /// <summary>Each pair is a security association of its own.</summary>
    private const int MostPairs = 4096;

    public static void Run(Findings findings)
    {
        IReadOnlyList<IpsecTunnel> tunnels = findings.State.Tunnels;
        long count = tunnels.Sum(tunnel => (long)tunnel.LocalCidrs.Count * tunnel.RemoteCidrs.Count);
        if (count > MostPairs)
        {
            findings.Add(List, $"The tunnels have {count} pairs of a local and a remote network, and {MostPairs} may be.", "Name larger networks.");
            return;
        }

        var pairs = tunnels
            .SelectMany((tunnel, i) => tunnel.LocalCidrs.SelectMany(local => tunnel.RemoteCidrs.Select((remote, r) => (Local: local, Remote: remote, Path: $"{List}[{i}].remoteCidrs[{r}]"))))
            .OrderBy(pair => pair.Remote.FirstNumber()).ThenBy(pair => pair.Remote.PrefixLength).ToArray();
        var said = new bool[pairs.Length];
        for (int i = 0; i < pairs.Length; i++)
        {
            for (int next = i + 1; next < pairs.Length && pairs[next].Remote.FirstNumber() <= pairs[i].Remote.LastNumber(); next++)
            {
                if (!said[next] && pairs[i].Local.Overlaps(pairs[next].Local))
                {
                    said[next] = true;
                    findings.Add(
                        pairs[next].Path, $"{pairs[next].Local} to {pairs[next].Remote} overlaps {pairs[i].Local} to {pairs[i].Remote} of {pairs[i].Path}.", "Give each pair of networks to one tunnel, once.");
                }
            }
        }
    }
}
