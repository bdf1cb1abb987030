using ZStackVCenter.Engine.Connections;
using ZStackVCenter.Engine.Records;

namespace ZStackVCenter.Engine.Networking;

/// <summary>Checks a network before anything is changed, and finds what its making needs.</summary>
internal sealed class NetworkPlans(CloudEngine engine)
{
    // What vSphere takes for a port group.
    private const int LongestName = 80;
    private const int LongestDescription = 2048;

    /// <summary>The plan of a network, as far as the records know.</summary>
    /// <exception cref="ZsException">It cannot be made; the message says why.</exception>
    public async Task<NetworkDraft> DraftAsync(NewNetworkRequest request, CancellationToken cancellationToken)
    {
        request = request with { Name = CheckName(request.Name), Description = KeptDescription(request.Description), Dns = CheckDns(request.Dns) };
        if (request.Name.Length > LongestName)
        {
            throw Invalid($"A network's name, which is also its port group's, has at most {LongestName} characters; this has {request.Name.Length}.", request.Name);
        }
        if (request.VlanId is < 1 or > 4094)
        {
            throw Invalid($"A VLAN is a number from 1 to 4094, not {request.VlanId}.", request.Name);
        }
        await CheckRangesAsync(request, cancellationToken).ConfigureAwait(false);
        await using var use = await UseAsync(request, cancellationToken).ConfigureAwait(false);
        var switches = await DistributedAsync(request, [request.ClusterId], cancellationToken).ConfigureAwait(false);
        if (switches.Count == 0 && (await DistributedAsync(request, [], cancellationToken).ConfigureAwait(false)).Count > 0)
        {
            var cluster = await engine.Records.ClustersAsync(new ResourceQuery { Ids = [request.ClusterId] }, cancellationToken).FirstOrDefaultAsync(cancellationToken).ConfigureAwait(false);
            throw new ZsException(ZsErrorId.NotFound, ZsErrorCategory.ObjectNotFound, $"The distributed switch '{request.Switch}' has no host of cluster '{cluster?.Name}'.",
                "Get-ZsSwitch lists the switches with their clusters.", request.Switch);
        }
        var switchKind = switches.Count > 0 ? ZsSwitchKind.Distributed : ZsSwitchKind.Standard;
        await CheckBesideAsync(request, switchKind, cancellationToken).ConfigureAwait(false);
        return new NetworkDraft(request, switchKind, switches is [var distributed, ..] ? distributed.ManagedObjectId : null);
    }

    /// <summary>The plan of a network, after a look at its switch in vCenter.</summary>
    /// <exception cref="ZsException">It cannot be made; the message says why.</exception>
    public async Task<CreateNetworkMemory> PlanAsync(NewNetworkRequest request, CancellationToken cancellationToken)
    {
        var draft = await DraftAsync(request, cancellationToken).ConfigureAwait(false);
        request = draft.Request;
        var plan = new PortGroupPlan(request.Name, request.Switch, request.VlanId ?? 0);
        await using var use = await UseAsync(request, cancellationToken).ConfigureAwait(false);
        return new CreateNetworkMemory
        {
            NetworkId = Guid.CreateVersion7(),
            Request = request,
            SwitchKind = draft.SwitchKind,
            Site = draft.DistributedSwitch is { } distributed
                ? await DistributedPortGroups.LookAsync(use, distributed, plan, cancellationToken).ConfigureAwait(false)
                : await StandardPortGroups.LookAsync(use, await HostsAsync(request, cancellationToken).ConfigureAwait(false), plan, cancellationToken).ConfigureAwait(false),
        };
    }

    /// <summary>A name as it is kept.</summary>
    public static string CheckName(string name) => name.Trim() is { Length: > 0 and <= 255 } trimmed
        ? trimmed
        : throw Invalid("A name has 1 to 255 characters.", name);

    public static void CheckDescription(string? description)
    {
        if (description?.Length > LongestDescription)
        {
            throw Invalid($"A description has at most {LongestDescription:N0} characters; this has {description.Length:N0}.", description[..40]);
        }
    }

    /// <summary>A description as it is kept: none for an empty one, such as an empty field of a file.</summary>
    public static string? KeptDescription(string? description)
    {
        CheckDescription(description);
        return string.IsNullOrWhiteSpace(description) ? null : description;
    }

    /// <summary>DNS servers as they are kept.</summary>
    public static IReadOnlyList<string> CheckDns(IReadOnlyList<string> servers) =>
        [.. servers.Select(s => Ipv4.Parse(s) is { } address ? Ipv4.Text(address) : throw Invalid($"'{s}' is no IPv4 address of a DNS server.", s)).Distinct()];

    private async Task CheckRangesAsync(NewNetworkRequest request, CancellationToken cancellationToken)
    {
        var before = new List<IpRangeSpec>();
        foreach (var range in request.Ranges)
        {
            CheckDescription(range.Description);
            var spec = range.ToSpec();
            IpRangeRules.CheckBeside(spec, before, []);
            before.Add(spec);
        }
        var same = await engine.Records.NetworksAsync(new NetworkQuery { VCenterIds = [request.VCenterId] }, cancellationToken)
            .Where(n => n.PortGroup == request.Name && n.Switch == request.Switch && n.ClusterId == request.ClusterId)
            .FirstOrDefaultAsync(cancellationToken).ConfigureAwait(false);
        if (same is not null)
        {
            throw new ZsException(ZsErrorId.NetworkExists, ZsErrorCategory.ResourceExists,
                $"The port group '{request.Name}' of switch '{request.Switch}' is the network '{same.Name}' already.",
                $"Use that network; Add-ZsIpRange gives it more addresses.", request.Name);
        }
    }

    private async Task<SessionUse> UseAsync(NewNetworkRequest request, CancellationToken cancellationToken) =>
        engine.VCenters.Sessions.Use(request.VCenterId, (await engine.VCenters.GetAsync(request.VCenterId, cancellationToken).ConfigureAwait(false)).Name);

    private ValueTask<List<ZsSwitch>> DistributedAsync(NewNetworkRequest request, IReadOnlyCollection<Guid> clusterIds, CancellationToken cancellationToken) =>
        engine.Records.SwitchesAsync(new SwitchQuery { VCenterIds = [request.VCenterId], Kind = ZsSwitchKind.Distributed, ClusterIds = clusterIds }, cancellationToken)
            .Where(s => s.Name == request.Switch).ToListAsync(cancellationToken);

    private async Task CheckBesideAsync(NewNetworkRequest request, ZsSwitchKind switchKind, CancellationToken cancellationToken)
    {
        var segment = new NetworkSegment(request.VCenterId, request.Switch, switchKind, request.VlanId, request.ClusterId);
        var beside = await engine.RecordStore.ReadAsync(
            connection => RangeRecords.BesideAsync(connection, segment, null, cancellationToken), cancellationToken).ConfigureAwait(false);
        foreach (var range in request.Ranges)
        {
            IpRangeRules.CheckBeside(range.ToSpec(), [], beside);
        }
    }

    private async Task<IReadOnlyList<string>> HostsAsync(NewNetworkRequest request, CancellationToken cancellationToken) =>
        await engine.NetworkRecords.HostsOfClusterAsync(request.ClusterId, cancellationToken).ConfigureAwait(false) is { Count: > 0 } hosts
            ? hosts
            : throw new ZsException(ZsErrorId.NotFound, ZsErrorCategory.ObjectNotFound,
                $"The cluster of network '{request.Name}' has no host.", "Bring the inventory up to date with Sync-ZsVCenter.", request.Name);

    private static ZsException Invalid(string message, string target) => new(ZsErrorId.InvalidArgument, ZsErrorCategory.InvalidArgument, message, null, target);
}

/// <summary>A network to make, as far as the records know.</summary>
/// <param name="Request">What was asked for, as it is kept.</param>
/// <param name="SwitchKind">The kind of its switch.</param>
/// <param name="DistributedSwitch">The managed object id of a distributed one; null for a standard one.</param>
internal sealed record NetworkDraft(NewNetworkRequest Request, ZsSwitchKind SwitchKind, string? DistributedSwitch);
