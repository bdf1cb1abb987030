using ZStackVCenter.Engine.Operations;
using ZStackVCenter.Engine.Records;
using ZStackVCenter.Engine.Records.Store;

namespace ZStackVCenter.Engine.Networking;

/// <summary>Networks and their addresses (guide, chapter 5; domain.md §11, §12). Safe for use from many threads at once.</summary>
public sealed class NetworkService
{
    private static readonly CreateNetwork Create = new();
    private static readonly RemoveNetwork Remove = new();

    private readonly CloudEngine _engine;
    private readonly RecordStore _store;

    internal NetworkService(CloudEngine engine, RecordStore store)
    {
        _engine = engine;
        _store = store;
    }

    /// <summary>The kinds of operation on networks.</summary>
    internal static IReadOnlyList<IOperation> Operations => [Create, Remove];

    /// <summary>Checks a network to make as far as that goes without changing anything.</summary>
    /// <param name="request">The network.</param>
    /// <param name="askVCenter">Whether to look at its switch in vCenter too, which takes some calls; the making does so in any case.</param>
    /// <param name="cancellationToken">Ends the check.</param>
    /// <exception cref="ZsException">It cannot be made; the message says why.</exception>
    public async Task<PlannedNetwork> CheckAsync(NewNetworkRequest request, bool askVCenter, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!askVCenter)
        {
            var draft = await new NetworkPlans(_engine).DraftAsync(request, cancellationToken).ConfigureAwait(false);
            return new PlannedNetwork(draft.SwitchKind, null, 0, draft.Request.Ranges.Sum(r => r.ToSpec().Count));
        }
        var plan = await PlanAsync(request, cancellationToken).ConfigureAwait(false);
        return new PlannedNetwork(plan.SwitchKind, plan.Site.WasThere, plan.Site.MissingOn.Count, plan.Request.Ranges.Sum(r => r.ToSpec().Count));
    }

    /// <summary>Makes a network: adopts the port group of its name, VLAN and switch, or makes it. All or none.</summary>
    /// <exception cref="ZsException">It cannot be made, or its making failed and was undone.</exception>
    public async Task<ZsNetwork> CreateAsync(NewNetworkRequest request, Caller caller, IProgress<OperationProgress>? progress, CancellationToken cancellationToken)
    {
        var memory = await PlanAsync(request, cancellationToken).ConfigureAwait(false);
        await _engine.Operations.RunAsync(Create, await SubjectAsync(memory, cancellationToken).ConfigureAwait(false), memory, caller, progress, cancellationToken).ConfigureAwait(false);
        return await GetAsync(memory.NetworkId, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Begins to make a network, and returns at once.</summary>
    /// <exception cref="ZsException">It cannot be made; the message says why.</exception>
    public async Task<ZsTask> StartCreateAsync(NewNetworkRequest request, Caller caller, CancellationToken cancellationToken)
    {
        var memory = await PlanAsync(request, cancellationToken).ConfigureAwait(false);
        return await _engine.Operations.StartAsync(Create, await SubjectAsync(memory, cancellationToken).ConfigureAwait(false), memory, caller, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>One network.</summary>
    /// <exception cref="ZsException"><see cref="ZsErrorId.NotFound"/>.</exception>
    public async Task<ZsNetwork> GetAsync(Guid networkId, CancellationToken cancellationToken) =>
        await _engine.Records.NetworksAsync(new NetworkQuery { Ids = [networkId] }, cancellationToken).FirstOrDefaultAsync(cancellationToken).ConfigureAwait(false)
        ?? throw new ZsException(ZsErrorId.NotFound, ZsErrorCategory.ObjectNotFound, $"The records have no network {networkId}.", "Get-ZsNetwork lists them.", networkId);

    /// <summary>Changes the record; the port group keeps its name.</summary>
    public async Task<ZsNetwork> SetAsync(Guid networkId, NetworkChange change, Caller caller, CancellationToken cancellationToken)
    {
        await CheckChangeAsync(networkId, change, cancellationToken).ConfigureAwait(false);
        var network = await GetAsync(networkId, cancellationToken).ConfigureAwait(false);
        await _engine.Audit.RunAsync("SetNetwork", Subject.Of(ZsResourceType.Network, network), caller,
            connection => NetworkRecords.SetAsync(connection, networkId, change, cancellationToken), cancellationToken).ConfigureAwait(false);
        return await GetAsync(networkId, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Checks a change as <see cref="SetAsync"/> would, and writes nothing.</summary>
    /// <exception cref="ZsException">A value cannot be, or another network of the vCenter has the name.</exception>
    public async Task CheckChangeAsync(Guid networkId, NetworkChange change, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(change);
        var name = NetworkPlans.CheckName(change.Name ?? "-");
        NetworkPlans.CheckDescription(change.Description);
        if (change.Name is not null)
        {
            var network = await GetAsync(networkId, cancellationToken).ConfigureAwait(false);
            var same = await _engine.Records.NetworksAsync(new NetworkQuery { VCenterIds = [network.VCenterId] }, cancellationToken)
                .FirstOrDefaultAsync(n => n.Id != networkId && string.Equals(n.Name, name, StringComparison.OrdinalIgnoreCase), cancellationToken).ConfigureAwait(false);
            if (same is not null)
            {
                throw new ZsException(ZsErrorId.NetworkExists, ZsErrorCategory.ResourceExists, $"vCenter '{network.VCenter}' has a network '{same.Name}' already.", "Give another name.", name);
            }
        }
    }

    /// <summary>Checks whether a network can be removed, as far as the records tell.</summary>
    /// <param name="networkId">The record's id of the network.</param>
    /// <param name="force">Whether it may be forgotten also when adapters on it cannot be detached.</param>
    /// <param name="cancellationToken">Ends the check.</param>
    /// <exception cref="ZsException"><see cref="ZsErrorId.NotFound"/>; <see cref="ZsErrorId.NotConnected"/> when adapters are on it and its vCenter has no session.</exception>
    public async Task<PlannedRemoval> CheckRemoveAsync(Guid networkId, bool force, CancellationToken cancellationToken)
    {
        var network = await GetAsync(networkId, cancellationToken).ConfigureAwait(false);
        var adapters = await _engine.NetworkRecords.AdaptersAsync(networkId, cancellationToken).ConfigureAwait(false);
        if (adapters.Count > 0 && !force)
        {
            _engine.VCenters.Sessions.Require(network.VCenterId, network.VCenter);
        }
        return new PlannedRemoval(network, [.. adapters.Select(a => a.Name)], _engine.VCenters.IsConnected(network.VCenterId));
    }

    /// <summary>
    /// Removes a network's record with its ranges and addresses, and detaches the adapters that are on it. The port group stays
    /// (guide, chapter 5).
    /// </summary>
    /// <param name="networkId">The record's id of the network.</param>
    /// <param name="caller">Who asks for it.</param>
    /// <param name="progress">Told how far it is; may be null.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <param name="force">Whether it is forgotten also when adapters cannot be detached.</param>
    /// <returns>Which adapters stay on the port group, in a sentence; null when none does.</returns>
    public async Task<string?> RemoveAsync(
        Guid networkId, Caller caller, IProgress<OperationProgress>? progress, CancellationToken cancellationToken, bool force = false)
    {
        var network = (await CheckRemoveAsync(networkId, force, cancellationToken).ConfigureAwait(false)).Network;
        var task = await _engine.Operations.RunAsync(
            Remove, Subject.Of(ZsResourceType.Network, network), MemoryOf(network, force), caller, progress, cancellationToken).ConfigureAwait(false);
        return task.LeftOver;
    }

    /// <summary>Begins to remove a network, and returns at once.</summary>
    public async Task<ZsTask> StartRemoveAsync(Guid networkId, bool force, Caller caller, CancellationToken cancellationToken)
    {
        var network = (await CheckRemoveAsync(networkId, force, cancellationToken).ConfigureAwait(false)).Network;
        return await _engine.Operations.StartAsync(
            Remove, Subject.Of(ZsResourceType.Network, network), MemoryOf(network, force), caller, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Adds a range of addresses.</summary>
    /// <exception cref="ZsException">It breaks a rule of domain.md §12.1.</exception>
    public async Task<ZsIpRange> AddRangeAsync(Guid networkId, IpRangeRequest request, Caller caller, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var description = NetworkPlans.KeptDescription(request.Description);
        var spec = request.ToSpec();
        var network = await GetAsync(networkId, cancellationToken).ConfigureAwait(false);
        var id = await _engine.Audit.RunAsync("AddIpRange", Subject.Of(ZsResourceType.Network, network), caller,
            connection => RangeRecords.AddAsync(connection, networkId, request.Name ?? spec.ToString(), description, spec, _store.Time.NowMicroseconds(), cancellationToken),
            cancellationToken).ConfigureAwait(false);
        return await GetRangeAsync(id, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Checks a range to add as <see cref="AddRangeAsync"/> would, and writes nothing.</summary>
    /// <returns>The range as it would be, without an id.</returns>
    public Task<ZsIpRange> CheckRangeAsync(Guid networkId, IpRangeRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        NetworkPlans.CheckDescription(request.Description);
        var spec = request.ToSpec();
        return _store.ReadAsync(
            async connection =>
            {
                await RangeRecords.CheckAsync(connection, networkId, spec, cancellationToken).ConfigureAwait(false);
                return spec.ToRange();
            },
            cancellationToken);
    }

    /// <summary>Removes a range that serves nobody.</summary>
    /// <exception cref="ZsException"><see cref="ZsErrorId.IpRangeInUse"/> with the number of addresses in use and the first of their owners.</exception>
    public async Task RemoveRangeAsync(Guid rangeId, Caller caller, CancellationToken cancellationToken)
    {
        var range = await GetRangeAsync(rangeId, cancellationToken).ConfigureAwait(false);
        await _engine.Audit.RunAsync("RemoveIpRange", Subject.Of(ZsResourceType.IpRange, range), caller,
            async connection =>
            {
                await RefuseInUseAsync(connection, range, cancellationToken).ConfigureAwait(false);
                return await connection.ExecuteAsync("DELETE FROM ip_ranges WHERE id = @id", cancellationToken, ("id", rangeId)).ConfigureAwait(false);
            },
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Refuses the removal of a range that serves somebody.</summary>
    /// <exception cref="ZsException"><see cref="ZsErrorId.IpRangeInUse"/>.</exception>
    public async Task CheckRemoveRangeAsync(Guid rangeId, CancellationToken cancellationToken)
    {
        var range = await GetRangeAsync(rangeId, cancellationToken).ConfigureAwait(false);
        await _store.ReadAsync(
            async connection =>
            {
                await RefuseInUseAsync(connection, range, cancellationToken).ConfigureAwait(false);
                return true;
            },
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Adds DNS servers at the end of a network's list; one that is there stays where it is.</summary>
    public Task<ZsNetwork> AddDnsAsync(Guid networkId, IReadOnlyList<string> servers, Caller caller, CancellationToken cancellationToken) =>
        ChangeDnsAsync("AddNetworkDns", networkId, servers, caller, NetworkRecords.AddDnsAsync, cancellationToken);

    /// <summary>Removes DNS servers from a network's list; one that is not there is no error.</summary>
    public Task<ZsNetwork> RemoveDnsAsync(Guid networkId, IReadOnlyList<string> servers, Caller caller, CancellationToken cancellationToken) =>
        ChangeDnsAsync("RemoveNetworkDns", networkId, servers, caller, NetworkRecords.RemoveDnsAsync, cancellationToken);

    /// <summary>
    /// The addresses of networks: those handed out with their owners, and those that were seen at guests; with the free ones when asked.
    /// Ordered by network and address.
    /// </summary>
    public IAsyncEnumerable<ZsIpAddress> AddressesAsync(IpAddressQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        return new AddressList(_store, _engine.Records).ReadAsync(query, cancellationToken);
    }

    private async Task<Subject> SubjectAsync(CreateNetworkMemory memory, CancellationToken cancellationToken)
    {
        var vCenter = await _engine.VCenters.GetAsync(memory.Request.VCenterId, cancellationToken).ConfigureAwait(false);
        return new Subject(ZsResourceType.Network, memory.NetworkId, memory.Request.Name, vCenter.Id, vCenter.Name);
    }

    private static RemoveNetworkMemory MemoryOf(ZsNetwork network, bool force) =>
        new() { NetworkId = network.Id, VCenterId = network.VCenterId, Name = network.Name, PortGroup = network.PortGroup, Force = force };

    private async Task<ZsIpRange> GetRangeAsync(Guid rangeId, CancellationToken cancellationToken) =>
        await _engine.Records.IpRangesAsync(new IpRangeQuery { Ids = [rangeId] }, cancellationToken).FirstOrDefaultAsync(cancellationToken).ConfigureAwait(false)
        ?? throw new ZsException(ZsErrorId.NotFound, ZsErrorCategory.ObjectNotFound, $"The records have no range {rangeId}.", "Get-ZsIpRange lists them.", rangeId);

    private static async Task RefuseInUseAsync(System.Data.Common.DbConnection connection, ZsIpRange range, CancellationToken cancellationToken)
    {
        var used = await connection.ScalarAsync<long>("SELECT count(*) FROM ip_addresses WHERE range_id = @id", cancellationToken, ("id", range.Id)).ConfigureAwait(false);
        if (used == 0)
        {
            return;
        }
        var first = await connection.ScalarAsync<string>(
            "SELECT min(v.name) FROM ip_addresses a JOIN vms v ON v.id = a.owner_id WHERE a.range_id = @id", cancellationToken, ("id", range.Id)).ConfigureAwait(false);
        throw new ZsException(ZsErrorId.IpRangeInUse, ZsErrorCategory.ResourceBusy,
            $"The range {range.StartIp}-{range.EndIp} of network '{range.Network}' serves {used:N0} {(used == 1 ? "owner" : "owners")}{(first is null ? "" : $", among them '{first}'")}.",
            $"Get-ZsIpAddress -Network '{range.Network}' -Used shows them; remove their adapters first.", range.Name);
    }

    private async Task<ZsNetwork> ChangeDnsAsync(
        string action, Guid networkId, IReadOnlyList<string> servers, Caller caller,
        Func<System.Data.Common.DbConnection, Guid, IEnumerable<string>, CancellationToken, Task> change, CancellationToken cancellationToken)
    {
        var normal = NetworkPlans.CheckDns(servers);
        var network = await GetAsync(networkId, cancellationToken).ConfigureAwait(false);
        await _engine.Audit.RunAsync(action, Subject.Of(ZsResourceType.Network, network), caller,
            async connection =>
            {
                await change(connection, networkId, normal, cancellationToken).ConfigureAwait(false);
                return true;
            },
            cancellationToken).ConfigureAwait(false);
        return await GetAsync(networkId, cancellationToken).ConfigureAwait(false);
    }

    private Task<CreateNetworkMemory> PlanAsync(NewNetworkRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return new NetworkPlans(_engine).PlanAsync(request, cancellationToken);
    }
}
