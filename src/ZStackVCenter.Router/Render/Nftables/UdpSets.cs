using ZStackVCenter.Router.Render.Nginx;
using ZStackVCenter.Router.State;

namespace ZStackVCenter.Router.Render.Nftables;

/// <summary>
/// Where datagrams of UDP listeners go. The balancer sends to a backend by a port that is its listener's own (<see cref="BackendPorts"/>); the ruleset
/// puts the real port in, and counts what each backend of each listener gets and says.
/// </summary>
internal sealed class UdpSets
{
    private readonly NftSet _backends = NftSet.Map("udp_backends", "ipv4_addr . inet_service : ipv4_addr . inet_service");
    private readonly NftSet _counters = NftSet.CountingSet("udp_backends_in", "ipv4_addr . inet_service");
    private readonly NftSet _answers = NftSet.CountingSet("udp_backends_out", "ipv4_addr . inet_service");

    /// <summary>
    /// For a dead backend of a listener those who stand in for it, by the balancer's own port. The checker fills it; where there is nothing to check
    /// there is no checker, and what an earlier one left goes.
    /// </summary>
    private readonly NftSet _standIns;

    public UdpSets(RenderContext context)
    {
        Listener[] listeners = [.. NginxRenderer.Listeners(context)];
        _standIns = NftSet.CheckersMap("udp_instead", "ipv4_addr . inet_service . inet_service : ipv4_addr . inet_service", isKept: listeners.Length > 0);
        foreach (Listener listener in listeners)
        {
            int port = context.BackendPorts.Of(listener);
            foreach (Backend backend in listener.Backends)
            {
                string name = $"udp_{RenderContext.Key(listener.Id)}_{backend.Address.ToString().Replace('.', '_')}";
                _backends.Add($"{backend.Address} . {port} : {backend.Address} . {listener.BackendPort}");
                _counters.Add($"{backend.Address} . {port} comment \"{name}_in\"");
                _answers.Add($"{backend.Address} . {port} comment \"{name}_out\"");
            }
        }
    }

    public IEnumerable<NftSet> Sets => [_standIns, _backends, _counters, _answers];
}
