using ZStackVCenter.Router.Render.Nginx;
using ZStackVCenter.Router.State;

namespace ZStackVCenter.Router.Render.Nftables;

/// <summary>
/// How long the kernel keeps a UDP listener's silent session with a backend. Left alone it forgets one after half a minute without an answer, and two
/// minutes after one, and then takes what the backend says next for a stranger's, while the balancer still waits as long as the listener's idle time says.
/// <para>A time is an object of the table's, and a rule names one object, so there are a few steps. A session that is kept longer than its listener wants
/// costs an entry; the balancer's own time ends it for client and backend.</para>
/// </summary>
internal sealed class IdleSets
{
    /// <summary>In seconds; the last one is the longest idle time that a listener may have.</summary>
    private static readonly int[] Steps = [60, 600, 3600, 14400, 86400];

    /// <summary>In seconds: the kernel must not forget before the balancer does.</summary>
    private const int Margin = 10;

    private readonly NftSet[] _sets = [.. Steps.Select(step => NftSet.Set(Name(step), "ipv4_addr . inet_service"))];

    public IdleSets(RenderContext context)
    {
        foreach (Listener listener in NginxRenderer.Listeners(context))
        {
            NftSet set = _sets[Array.FindIndex(Steps, step => step >= listener.IdleTimeoutSeconds)];
            int port = context.BackendPorts.Of(listener);
            foreach (Backend backend in listener.Backends)
            {
                set.Add($"{backend.Address} . {port}");
            }
        }
    }

    /// <summary>Always all of them, as a change of what is declared takes the whole ruleset anew.</summary>
    public static string Declarations => string.Concat(Steps.Select(step => FormattableString.Invariant(
        $"\tct timeout {Name(step)} {{ protocol udp; l3proto ip; policy = {{ unreplied : {step + Margin}, replied : {step + Margin} }}; }}\n")));

    public IEnumerable<NftSet> Sets => _sets;

    /// <summary>One for each step that somebody wants. Also when it is translated, a session keeps in mind the port that it was begun with.</summary>
    public string[] Rules =>
    [
        .. _sets.Where(set => !set.IsEmpty).Select(
            set => $"meta l4proto udp ct state new ct original ip daddr . ct original proto-dst @{set.Name} ct timeout set \"{set.Name}\""),
    ];

    private static string Name(int step) => FormattableString.Invariant($"udp_idle_{step}");
}
