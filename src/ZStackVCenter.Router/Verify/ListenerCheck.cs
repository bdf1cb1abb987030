using ZStackVCenter.Router.State;

namespace ZStackVCenter.Router.Verify;

/// <summary>Load balancer listeners.</summary>
internal static class ListenerCheck
{
    private const string List = "$.listeners";
    private const int LongestSeconds = 3600;
    private const int LongestIdleSeconds = 86400;
    private const int MostConnections = 1_000_000;
    private const int MostSessions = 60_000;

    public static void Run(Findings findings)
    {
        IReadOnlyList<Listener> listeners = findings.State.Listeners;
        findings.Ids(listeners, List, listener => listener.Id);
        for (int i = 0; i < listeners.Count; i++)
        {
            Listener(findings, listeners[i], $"{List}[{i}]");
        }
    }

    private static void Listener(Findings findings, Listener listener, string path)
    {
        bool isUdp = listener.Protocol == ListenerProtocol.Udp;
        findings.Vip(path, listener.VipId);
        findings.Known($"{path}.protocol", listener.Protocol);
        findings.Known($"{path}.algorithm", listener.Algorithm);
        findings.Range($"{path}.port", listener.Port, 1, ushort.MaxValue);
        findings.Range($"{path}.backendPort", listener.BackendPort, 1, ushort.MaxValue);
        findings.Range($"{path}.idleTimeoutSeconds", listener.IdleTimeoutSeconds, 1, LongestIdleSeconds);
        findings.Range($"{path}.maxConnections", listener.MaxConnections, 1, isUdp ? MostSessions : MostConnections);
        findings.AddIf(
            !isUdp && listener.Port == findings.State.Management.SshPort,
            $"{path}.port", $"TCP port {listener.Port} is the router's SSH server's, which listens at every address.", "Use another port.");
        findings.AddIf(
            isUdp && findings.State.Tunnels.Count > 0 && PortClaims.IkePorts.Contains(listener.Port),
            $"{path}.port", $"UDP port {listener.Port} is IKE's, whose server listens at every address while there is a tunnel.", "Use another port.");
        findings.AddIf(isUdp && listener.Port == 53, $"{path}.port", "UDP port 53 is reserved.", "Use another port.");
        Health(findings, listener.HealthCheck, isUdp, $"{path}.healthCheck");
        Certificate(findings, listener, path);
        findings.Ids(listener.Backends, $"{path}.backends", backend => backend.Id);
        findings.Unique(listener.Backends, $"{path}.backends", "address", backend => backend.Address);
        for (int i = 0; i < listener.Backends.Count; i++)
        {
            findings.Guest($"{path}.backends[{i}]", listener.Backends[i].NetworkId, listener.Backends[i].Address, "address");
        }
    }

    private static void Health(Findings findings, HealthCheck check, bool isUdp, string path)
    {
        if (check.Protocol is { } protocol)
        {
            findings.Known($"{path}.protocol", protocol);
        }

        findings.AddIf(
            !isUdp && check.Protocol == HealthCheckProtocol.Udp, $"{path}.protocol", "Only a UDP listener is checked by UDP.", "Use Tcp, or leave it out.");
        if (check.Port is { } port)
        {
            findings.Range($"{path}.port", port, 1, ushort.MaxValue);
        }

        findings.Range($"{path}.intervalSeconds", check.IntervalSeconds, 1, LongestSeconds);
        findings.Range($"{path}.timeoutSeconds", check.TimeoutSeconds, 1, LongestSeconds);
        findings.Range($"{path}.healthyThreshold", check.HealthyThreshold, 1, 100);
        findings.Range($"{path}.unhealthyThreshold", check.UnhealthyThreshold, 1, 100);
        findings.AddIf(
            check.TimeoutSeconds > check.IntervalSeconds,
            $"{path}.timeoutSeconds", "A try may take longer than the time to the next.", "Use a time-out of at most the interval.");
    }

    private static void Certificate(Findings findings, Listener listener, string path)
    {
        if (listener.Protocol != ListenerProtocol.Https)
        {
            findings.AddIf(listener.CertificateId is not null, $"{path}.certificateId", "Only an HTTPS listener shows a certificate.", "Leave it out, or use Https.");
        }
        else if (listener.CertificateId is not { } id)
        {
            findings.Add($"{path}.certificateId", "An HTTPS listener needs a certificate.", "Bind one to the listener.");
        }
        else
        {
            findings.AddIf(findings.Index.Certificate(id) is null, $"{path}.certificateId", "The state has no such certificate.", "Add it, or use another.");
        }
    }
}
