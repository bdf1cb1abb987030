using ZStackVCenter.Router.State;

namespace ZStackVCenter.Router.Render.Haproxy;

/// <summary>
/// TCP, HTTP and HTTPS listeners: one haproxy in master-worker mode. A reload hands the sockets over (<c>expose-fd listeners</c>), and the
/// worker before serves its connections to their end. The servers' health is carried over in a file that is written before a reload.
/// </summary>
internal static class HaproxyRenderer
{
    private const string Service = "haproxy";
    private const int Headroom = 1000;

    /// <summary>
    /// The most of all listeners together. A connection may need two files, and Linux gives a process 1048576 of them (<c>fs.nr_open</c>): a haproxy
    /// that may have more connections than files does not start.
    /// </summary>
    private const int MostConnections = 500_000;

    public static RenderedService Describe => new() { Name = Service, Kind = ServiceKind.Haproxy, MainFile = "haproxy/haproxy.cfg" };

    public static bool IsNeeded(RenderContext context) => Listeners(context).Any();

    public static IEnumerable<RenderedFile> Render(RenderContext context)
    {
        Listener[] listeners = [.. Listeners(context)];
        var text = new ConfigText();
        AddGlobal(text, context, listeners);
        foreach (Listener listener in listeners)
        {
            AddListener(text.Blank(), context, listener);
        }

        yield return RenderContext.TextFile("haproxy/haproxy.cfg", Service, text.ToString());
        foreach (Guid id in listeners.Select(listener => listener.CertificateId).OfType<Guid>().Distinct())
        {
            string pem = CertificatePem.Normalize(context.Index.Certificate(id)!.Pem);
            yield return RenderContext.TextFile($"haproxy/{CertificatePath(id)}", Service, pem, mode: FileModes.Secret);
        }
    }

    private static IEnumerable<Listener> Listeners(RenderContext context) =>
        context.LiveListeners.Where(listener => listener.Protocol != ListenerProtocol.Udp);

    private static string CertificatePath(Guid id) => $"certificates/{RenderContext.Key(id)}.pem";

    private static void AddGlobal(ConfigText text, RenderContext context, IEnumerable<Listener> listeners)
    {
        long connections = Math.Min(listeners.Sum(listener => (long)listener.MaxConnections) + Headroom, MostConnections);
        string run = context.Options.RuntimeDirectory;
        text.Block(
            "global",
            lines => lines
                .Line("default-path config")
                .Line("user haproxy")
                .Line("group haproxy")
                .Line($"maxconn {connections}")
                .Line($"stats socket {run}/haproxy.sock mode 600 level admin expose-fd listeners")
                .Line($"server-state-file {run}/haproxy.state")
                .Line("ssl-default-bind-options ssl-min-ver TLSv1.2 no-tls-tickets")
                .Line("ssl-default-bind-ciphers ECDHE+AESGCM:ECDHE+CHACHA20"),
            closing: null);
        text.Blank().Block(
            "defaults",
            lines => lines
                .Line("load-server-state-from-file global")
                .Line("option dontlognull")
                .Line("option contstats")
                .Line("option redispatch 1")
                .Line("retries 3")
                .Line("timeout http-request 10s")
                .Line("timeout queue 30s"),
            closing: null);
    }

    private static void AddListener(ConfigText text, RenderContext context, Listener listener)
    {
        bool isHttp = listener.Protocol != ListenerProtocol.Tcp;
        HealthCheck check = listener.HealthCheck;
        text.Line($"# {SafeComment.From(listener.Name)}").Block(
            $"listen listener_{RenderContext.Key(listener.Id)}",
            lines =>
            {
                lines.Line($"bind {context.Index.VipAddress(listener.VipId)}:{listener.Port}{Tls(listener)}")
                    .Line(isHttp ? "mode http" : "mode tcp")
                    .Line($"maxconn {listener.MaxConnections}")
                    .Line($"balance {Algorithm(listener.Algorithm)}")
                    .LineIf(listener.Algorithm == BalancerAlgorithm.Source, $"hash-type consistent")
                    .Line($"timeout client {listener.IdleTimeoutSeconds}s")
                    .Line($"timeout server {listener.IdleTimeoutSeconds}s")
                    .Line($"timeout connect {check.TimeoutSeconds}s")
                    .Line($"timeout check {check.TimeoutSeconds}s")
                    .LineIf(isHttp, $"option forwardfor")
                    .LineIf(isHttp, $"http-request set-header X-Forwarded-Proto {(listener.Protocol == ListenerProtocol.Https ? "https" : "http")}")
                    .Line($"default-server check port {check.Port ?? listener.BackendPort} inter {check.IntervalSeconds}s rise {check.HealthyThreshold} fall {check.UnhealthyThreshold}");
                foreach (Backend backend in listener.Backends.OrderBy(backend => backend.Address.ToNumber()))
                {
                    lines.Line($"server backend_{RenderContext.Key(backend.Id)} {backend.Address}:{listener.BackendPort}");
                }
            },
            closing: null);
    }

    private static string Tls(Listener listener) => listener.Protocol == ListenerProtocol.Https
        ? $" ssl crt {CertificatePath(listener.CertificateId!.Value)} alpn h2,http/1.1"
        : string.Empty;

    private static string Algorithm(BalancerAlgorithm algorithm) => algorithm switch
    {
        BalancerAlgorithm.LeastConnections => "leastconn",
        BalancerAlgorithm.Source => "source",
        _ => "roundrobin",
    };
}
