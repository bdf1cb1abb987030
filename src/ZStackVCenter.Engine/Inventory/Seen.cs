namespace ZStackVCenter.Engine.Inventory;

/// <summary>What the import filter looks at: a vCenter as it was seen, without anything that does not decide.</summary>
internal sealed record SeenInventory
{
    /// <summary>Every host, in a cluster or not.</summary>
    public IReadOnlyList<SeenHost> Hosts { get; init; } = [];

    /// <summary>Every distributed switch.</summary>
    public IReadOnlyList<SeenDistributedSwitch> DistributedSwitches { get; init; } = [];

    /// <summary>Every datastore.</summary>
    public IReadOnlyList<SeenDatastore> Datastores { get; init; } = [];
}

/// <summary>A host as it was seen.</summary>
/// <param name="Id">Its managed object id.</param>
/// <param name="Name">Its name.</param>
/// <param name="ClusterId">The managed object id of its cluster; null for a host outside a cluster.</param>
internal sealed record SeenHost(string Id, string Name, string? ClusterId)
{
    /// <summary>Its standard switches; null when vCenter did not tell (no right to read them, or never connected).</summary>
    public IReadOnlyList<SeenSwitch>? Switches { get; init; } = [];

    /// <summary>What an earlier synchronisation decided; null when the host is new. Decides only when <see cref="Switches"/> is null.</summary>
    public bool? TakenBefore { get; init; }
}

/// <summary>A standard switch of one host.</summary>
internal sealed record SeenSwitch(string Name, IReadOnlyList<SeenPortGroup> PortGroups);

/// <summary>A port group of a standard switch on one host.</summary>
/// <param name="Name">Its network label.</param>
/// <param name="VlanId">Its VLAN: 0 for none, 1 to 4094, 4095 for all.</param>
internal sealed record SeenPortGroup(string Name, int VlanId)
{
    /// <summary>True when a VMkernel or management interface is on it, and no VM.</summary>
    public bool ForHostOnly { get; init; }
}

/// <summary>A distributed switch, its members and its port groups.</summary>
internal sealed record SeenDistributedSwitch(string Id, string Name)
{
    /// <summary>The managed object ids of the hosts that joined it.</summary>
    public IReadOnlyCollection<string> HostIds { get; init; } = [];

    /// <summary>Its port groups.</summary>
    public IReadOnlyList<SeenDistributedPortGroup> PortGroups { get; init; } = [];
}

/// <summary>A port group of a distributed switch.</summary>
internal sealed record SeenDistributedPortGroup(string Id, string Name)
{
    /// <summary>True for the group of the switch's uplinks (<c>DVPortgroupConfigInfo.uplink</c>).</summary>
    public bool Uplink { get; init; }

    /// <summary>True when a VMkernel or management interface is on it, and no VM.</summary>
    public bool ForHostOnly { get; init; }
}

/// <summary>A datastore as it was seen.</summary>
/// <param name="Id">Its managed object id.</param>
/// <param name="Name">Its name.</param>
/// <param name="DatastoreCluster">The name of the datastore cluster it is in; null when it is in none.</param>
internal sealed record SeenDatastore(string Id, string Name, string? DatastoreCluster);
