using ZStackVCenter.Router.State;

namespace ZStackVCenter.Router.Render.Nginx;

/// <summary>
/// UDP listeners: an nginx (stream module) for each. A session is the datagrams between one client's port and the listener; it stays with its
/// backend until it is idle. One process a listener, as a reload of nginx ends UDP sessions, and a change of one listener must not end
/// another's. A backend's port is one that stands for the real one (<see cref="BackendPorts"/>). For a backend that the checker found dead the ruleset sends its datagrams to others (<c>udp_instead</c>), those of sessions that
/// have begun too, and no reload is needed. nginx counts no failures of its own (<c>max_fails=0</c>): it would call a UDP backend well again only
/// when a session with it has ended.
/// </summary>
internal static class NginxRenderer
{
    /// <summary>Sockets for one session: towards the backend; and some for the process itself.</summary>
    private const int SpareConnections = 64;

    public static IEnumerable<Listener> Listeners(RenderContext context) =>
        context.LiveListeners.Where(listener => listener.Protocol == ListenerProtocol.Udp);

    public static IEnumerable<RenderedService> Describe(RenderContext context) => Listeners(context).Select(listener => new RenderedService
    {
        Name = ServiceName(listener),
        Kind = ServiceKind.Nginx,
        Instance = RenderContext.Key(listener.Id),
        MainFile = Path(listener),
    });

    public static IEnumerable<RenderedFile> Render(RenderContext context) =>
        Listeners(context).Select(listener => RenderContext.TextFile(Path(listener), ServiceName(listener), Configuration(context, listener)));

    private static string ServiceName(Listener listener) => "nginx@" + RenderContext.Key(listener.Id);

    private static string Path(Listener listener) => $"nginx/{RenderContext.Key(listener.Id)}.conf";

    private static string Configuration(RenderContext context, Listener listener) => new ConfigText()
        .Line($"# {SafeComment.From(listener.Name)}")
        .Line("load_module /usr/lib/nginx/modules/ngx_stream_module.so;")
        .Line("user www-data;")
        .Line("worker_processes 1;")
        .Line($"worker_rlimit_nofile {(listener.MaxConnections * 2) + SpareConnections};")
        .Line($"pid {context.Options.RuntimeDirectory}/nginx-{RenderContext.Key(listener.Id)}.pid;")
        .Line("error_log stderr warn;")
        .Block("events {", lines => lines.Line($"worker_connections {(listener.MaxConnections * 2) + SpareConnections};"))
        .Block(
            "stream {",
            stream => stream
                .Line("limit_conn_zone $server_port zone=sessions:64k;")
                .Block("upstream backends {", lines => AddBackends(lines, listener, context.BackendPorts.Of(listener)))
                .Block(
                    "server {",
                    lines => lines
                        .Line($"listen {context.Index.VipAddress(listener.VipId)}:{listener.Port} udp;")
                        .Line($"limit_conn sessions {listener.MaxConnections};")
                        .Line("proxy_pass backends;")
                        .Line($"proxy_timeout {listener.IdleTimeoutSeconds}s;")))
        .ToString();

    private static void AddBackends(ConfigText lines, Listener listener, int port)
    {
        switch (listener.Algorithm)
        {
            case BalancerAlgorithm.LeastConnections:
                lines.Line("least_conn;");
                break;
            case BalancerAlgorithm.Source:
                lines.Line("hash $remote_addr consistent;");
                break;
            case BalancerAlgorithm.RoundRobin:
            default:
                break;
        }

        foreach (Backend backend in listener.Backends.OrderBy(backend => backend.Address.ToNumber()))
        {
            lines.Line($"server {backend.Address}:{port} max_fails=0;");
        }
    }
}
