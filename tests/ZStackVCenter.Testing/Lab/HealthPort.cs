using System.Globalization;

namespace ZStackVCenter.Testing.Lab;

/// <summary>
/// A port of a machine whose firewall counts who tries it, and refuses some by a script: a connection with a reset, a datagram with ICMP. What is not
/// refused reaches whatever listens at the port.
/// </summary>
/// <param name="machine">The machine.</param>
/// <param name="isTcp">True for connections, false for datagrams.</param>
/// <param name="port">The port.</param>
public sealed class HealthPort(Machine machine, bool isTcp, int port)
{
    // More tries than any test waits for.
    private const int Longest = 1000;
    private readonly string _table = $"ip health_{port.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>Begins to count anew, and to refuse each try that the script says is bad: + is a good one, - a bad one; those after it are good.</summary>
    /// <param name="script">What becomes of the tries, in their order.</param>
    /// <param name="again">What becomes of those after the script, again and again; empty for all good.</param>
    public async Task PlayAsync(string script, string again = "")
    {
        string tries = script + string.Concat(Enumerable.Repeat(again.Length == 0 ? "+" : again, Longest))[..(Longest - script.Length)];
        string fates = string.Join(", ", tries.Select((sign, at) => $"{at} : {(sign == '-' ? "goto refused" : "accept")}"));
        string file = $"/run/health_{port}.nft";
        await machine.WriteAsync(file, $$"""
            table {{_table}} { }
            delete table {{_table}}
            table {{_table}} {
                counter tries { }
                chain refused {
                    reject with {{(isTcp ? "tcp reset" : "icmp port-unreachable")}}
                }
                chain arriving {
                    type filter hook input priority 0
                    {{(isTcp ? "tcp flags & (syn | ack) == syn tcp" : "udp")}} dport {{port}} counter name tries numgen inc mod {{Longest}} vmap { {{fates}} }
                }
            }

            """);
        await machine.RunAsync("nft", "-f", file);
    }

    /// <summary>How many tries there were since the script began.</summary>
    public async Task<int> TriesAsync()
    {
        string[] words = (await machine.RunAsync("nft", ["list", "counter", .. _table.Split(' '), "tries"])).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return int.Parse(words[Array.IndexOf(words, "packets") + 1], CultureInfo.InvariantCulture);
    }

    /// <summary>Counts and refuses no longer.</summary>
    public Task EndAsync() => machine.RunAsync("nft", ["delete", "table", .. _table.Split(' ')]);
}
