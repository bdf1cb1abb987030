using System.Reflection;
using ZStackVCenter.Router.Render.Nginx;
using ZStackVCenter.Router.State;

namespace ZStackVCenter.Router.Render.HealthChecks;

/// <summary>The checker of UDP listeners' backends, a Perl program of ours, and what it is to look at.</summary>
internal static class HealthCheckRenderer
{
    private const string Service = "healthcheck";
    private const string Program = "healthcheck/checker.pl";

    public static RenderedService Describe => new() { Name = Service, Kind = ServiceKind.HealthCheck, MainFile = Program };

    public static bool IsNeeded(RenderContext context) => NginxRenderer.Listeners(context).Any();

    public static IEnumerable<RenderedFile> Render(RenderContext context)
    {
        yield return RenderContext.TextFile(Program, Service, ReadProgram(), ChangeEffect.Restart, FileModes.Program);
        yield return RenderContext.TextFile("healthcheck/targets", Service, Targets(context));
    }

    /// <summary>Lines of <c>listener address port balancer's-port protocol check-port interval timeout healthy unhealthy card backend</c>.</summary>
    private static string Targets(RenderContext context)
    {
        var text = new ConfigText();
        foreach (Listener listener in NginxRenderer.Listeners(context))
        {
            HealthCheck check = listener.HealthCheck;
            string protocol = check.Protocol == HealthCheckProtocol.Tcp ? "tcp" : "udp";
            foreach (Backend backend in listener.Backends.OrderBy(backend => backend.Address.ToNumber()))
            {
                string card = RenderContext.PrivateName(context.Index.Network(backend.NetworkId)!.Mac);
                text.Line($"{RenderContext.Key(listener.Id)} {backend.Address} {listener.BackendPort} {context.BackendPorts.Of(listener)} {protocol} {check.Port ?? listener.BackendPort} {check.IntervalSeconds} {check.TimeoutSeconds} {check.HealthyThreshold} {check.UnhealthyThreshold} {card} {RenderContext.Key(backend.Id)}");
            }
        }

        return text.ToString();
    }

    private static string ReadProgram()
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("checker.pl")!;
        using var reader = new StreamReader(stream);
        // A checkout on Windows may have given it other line ends.
        return reader.ReadToEnd().Replace("\r\n", "\n", StringComparison.Ordinal);
    }
}
