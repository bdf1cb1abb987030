using System.Globalization;
using System.Security;

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

    /// <summary>The record's id of the instance offering; null when <see cref="CpuCount"/> and <see cref="MemorySize"/> are given.</summary>
    public Guid? InstanceOfferingId { get; init; }

    /// <summary>Virtual processors, 1 to 1,024; instead of the instance offering's.</summary>
    public int? CpuCount { get; init; }

    /// <summary>Memory in bytes, a multiple of 4 MiB; instead of the instance offering's.</summary>
    public long? MemorySize { get; init; }

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

    /// <summary>The password of its console, which is recorded sealed (domain.md §10.11); null for none.</summary>
    public SecureString? ConsolePassword { get; init; }

    /// <summary>What is set in the guest; null leaves it as the image has it.</summary>
    public GuestRequest? Guest { get; init; }

    /// <summary>The names of several VMs that are made at once: <c>name-1</c> to <c>name-n</c>; a single one has the name itself.</summary>
    public static IEnumerable<string> Names(string name, int count) =>
        count == 1 ? [name] : Enumerable.Range(1, count).Select(i => string.Create(CultureInfo.InvariantCulture, $"{name}-{i}"));
}

/// <summary>What vSphere's guest customization sets in a guest (Linux and Windows), beside the addresses and DNS servers of its networks.</summary>
public sealed record GuestRequest
{
    /// <summary>The host name (RFC 1123), in Windows of at most 15 characters; null for one made of the VM's name.</summary>
    public string? HostName { get; init; }

    /// <summary>The domain of the host name.</summary>
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

    /// <summary>The networks to be on instead of the source's; empty for the source's own.</summary>
    public IReadOnlyList<VmNetworkRequest> Networks { get; init; } = [];

    /// <summary>The record's id of the host; null for the best, or for DRS to choose.</summary>
    public Guid? HostId { get; init; }

    /// <summary>The record's id of the datastore; null for the source's.</summary>
    public Guid? PrimaryStorageId { get; init; }

    /// <summary>Leaves it off.</summary>
    public bool NoStart { get; init; }

    /// <summary>What is set in the guest; null leaves it as the source has it. All adapters must be on networks of the records.</summary>
    public GuestRequest? Guest { get; init; }
}
