using System.Globalization;

namespace ZStackVCenter.Testing;

/// <summary>What the simulated vCenter holds and how it behaves. See <c>tests/vcsim</c> for what each does there.</summary>
public sealed record SimulatedVCenterOptions
{
    /// <summary>Serve the demonstration inventory: 2 clusters, 6 hosts, 40 VMs, 4 templates. The counts below are then ignored.</summary>
    public bool Demo { get; init; }

    /// <summary>Answer as an ESXi host instead of a vCenter.</summary>
    public bool Esx { get; init; }

    /// <summary>HTTPS with a certificate of its own (the default), or plain HTTP.</summary>
    public bool Tls { get; init; } = true;

    /// <summary>Loopback port; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>Datacenters.</summary>
    public int Datacenters { get; init; } = 1;

    /// <summary>Clusters in a datacenter.</summary>
    public int Clusters { get; init; } = 1;

    /// <summary>Hosts in a cluster.</summary>
    public int Hosts { get; init; } = 3;

    /// <summary>Hosts outside any cluster, in a datacenter.</summary>
    public int StandaloneHosts { get; init; }

    /// <summary>Datastores, mounted by every host.</summary>
    public int Datastores { get; init; } = 1;

    /// <summary>Datastore clusters (StoragePod) in a datacenter.</summary>
    public int StoragePods { get; init; }

    /// <summary>Resource pools in a cluster.</summary>
    public int Pools { get; init; }

    /// <summary>Distributed port groups in a datacenter; 0 makes no distributed switch.</summary>
    public int PortGroups { get; init; } = 1;

    /// <summary>VMs in each cluster's root pool and on each standalone host.</summary>
    public int Vms { get; init; } = 2;

    /// <summary>How many of the VMs are templates.</summary>
    public int Templates { get; init; }

    /// <summary>Copy the VMs in memory until there are this many: 50,000 take a second. 0 leaves the count as it is.</summary>
    public int BulkVms { get; init; }

    /// <summary>The server's own page limit for RetrievePropertiesEx and WaitForUpdatesEx; 0 is the client's choice alone.</summary>
    public int MaxObjects { get; init; }

    /// <summary>Waits before every answer.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>Waits before the answer of one method, such as <c>PowerOffVM_Task</c>.</summary>
    public IReadOnlyDictionary<string, TimeSpan> MethodDelays { get; init; } = new Dictionary<string, TimeSpan>();

    /// <summary>The only user that may log in.</summary>
    public string User { get; init; } = "administrator@vsphere.local";

    /// <summary>That user's password.</summary>
    public string Password { get; init; } = "VMware1!";

    /// <summary>AboutInfo.apiVersion, such as <c>6.7.3</c>; null leaves the simulator's own (6.5).</summary>
    public string? ApiVersion { get; init; }

    /// <summary>AboutInfo.version; null leaves the simulator's own.</summary>
    public string? Version { get; init; }

    /// <summary>AboutInfo.instanceUuid; null makes a fresh one.</summary>
    public string? InstanceUuid { get; init; }

    /// <summary>Ends a session that was idle for this long; zero never does.</summary>
    public TimeSpan SessionIdle { get; init; }

    /// <summary>Writes the simulator's own log to this process's standard error.</summary>
    public bool Verbose { get; init; }

    internal IEnumerable<string> Arguments()
    {
        yield return Flag("demo", Demo);
        yield return Flag("esx", Esx);
        yield return Flag("tls", Tls);
        yield return Flag("verbose", Verbose);
        foreach ((string name, int value) in new[]
        {
            ("port", Port), ("dc", Datacenters), ("cluster", Clusters), ("host", Hosts), ("standalone", StandaloneHosts),
            ("ds", Datastores), ("pod", StoragePods), ("pool", Pools), ("pg", PortGroups), ("vm", Vms),
            ("templates", Templates), ("bulk", BulkVms), ("max-objects", MaxObjects), ("delay", Milliseconds(Delay)),
        })
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"-{name}={value}");
        }

        yield return $"-user={User}";
        yield return $"-password={Password}";
        yield return $"-session-idle={Milliseconds(SessionIdle).ToString(CultureInfo.InvariantCulture)}ms";
        foreach ((string method, TimeSpan delay) in MethodDelays)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"-method-delay={method}={Milliseconds(delay)}");
        }

        foreach ((string name, string? value) in new[]
        {
            ("api-version", ApiVersion), ("about-version", Version), ("instance-uuid", InstanceUuid),
        })
        {
            if (value is not null)
            {
                yield return $"-{name}={value}";
            }
        }
    }

    private static string Flag(string name, bool value) => $"-{name}={(value ? "true" : "false")}";

    private static int Milliseconds(TimeSpan time) => (int)time.TotalMilliseconds;
}
