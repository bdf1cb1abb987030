namespace ZStackVCenter;

/// <summary>How large a VM is made: processors and memory under a name (domain.md §7).</summary>
public sealed record ZsInstanceOffering : ZsResource
{
    /// <summary>Virtual processors, 1 to 1,024.</summary>
    public int CpuCount { get; init; }

    /// <summary>Memory in bytes, at least 16 MiB.</summary>
    public long MemorySize { get; init; }

    /// <summary>Whether it may be used for new VMs.</summary>
    public ZsState State { get; init; }

    /// <summary>The owning account.</summary>
    public string Owner { get; init; } = "admin";
}

/// <summary>How large a volume is made: a size under a name (domain.md §7).</summary>
public sealed record ZsDiskOffering : ZsResource
{
    /// <summary>The size in bytes.</summary>
    public long Size { get; init; }

    /// <summary>Whether it may be used for new volumes.</summary>
    public ZsState State { get; init; }

    /// <summary>The owning account.</summary>
    public string Owner { get; init; } = "admin";
}
