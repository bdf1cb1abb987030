namespace ZStackVCenter.Engine.Compute;

/// <summary>A network that a new VM is to be on.</summary>
/// <param name="NetworkId">The record's id of the network.</param>
/// <param name="IpAddress">The address to have there; null for any that is free.</param>
public sealed record VmNetworkRequest(Guid NetworkId, string? IpAddress = null);

/// <summary>A VM to make from an image (guide, figure 11; domain.md §10.3).</summary>
public sealed record NewVmRequest
{
    /// <summary>The name, 1 to 80 characters, not taken in its folder.</summary>
    public required string Name { get; init; }

    /// <summary>A description of at most 2,048 characters.</summary>
    public string? Description { get; init; }

    /// <summary>The record's id of the instance offering.</summary>
    public required Guid InstanceOfferingId { get; init; }

    /// <summary>The record's id of the image; its vCenter is the VM's.</summary>
    public required Guid ImageId { get; init; }

    /// <summary>The networks, at least one, each once.</summary>
    public required IReadOnlyList<VmNetworkRequest> Networks { get; init; }

    /// <summary>The record's id of the network with the default route; needed when there is more than one.</summary>
    public Guid? DefaultNetworkId { get; init; }

    /// <summary>The record's ids of disk offerings: each makes a data volume.</summary>
    public IReadOnlyList<Guid> DataDiskOfferingIds { get; init; } = [];

    /// <summary>The record's id of the cluster; null for the best.</summary>
    public Guid? ClusterId { get; init; }

    /// <summary>The record's id of the host; null for the best, or for DRS to choose.</summary>
    public Guid? HostId { get; init; }

    /// <summary>The record's id of the datastore; null for the best.</summary>
    public Guid? PrimaryStorageId { get; init; }

    /// <summary>What happens when it stops by itself.</summary>
    public ZsHaLevel HaLevel { get; init; }

    /// <summary>Leaves it off.</summary>
    public bool NoStart { get; init; }

    /// <summary>Sets host name, addresses and DNS servers in the guest (vSphere's guest customization; Linux and Windows).</summary>
    public bool CustomizeGuest { get; init; }

    /// <summary>The domain of the guest's host name.</summary>
    public string DnsDomain { get; init; } = "local";
}

/// <summary>A copy to make of a VM that has no data volume (guide, chapter 4; domain.md §10.6).</summary>
public sealed record CopyVmRequest
{
    /// <summary>The record's id of the VM to copy; it may run.</summary>
    public required Guid SourceId { get; init; }

    /// <summary>The copy's name.</summary>
    public required string Name { get; init; }

    /// <summary>A description of at most 2,048 characters.</summary>
    public string? Description { get; init; }

    /// <summary>The record's id of the host; null for the best, or for DRS to choose.</summary>
    public Guid? HostId { get; init; }

    /// <summary>The record's id of the datastore; null for the source's.</summary>
    public Guid? PrimaryStorageId { get; init; }

    /// <summary>Leaves it off.</summary>
    public bool NoStart { get; init; }
}
