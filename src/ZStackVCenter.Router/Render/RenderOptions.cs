namespace ZStackVCenter.Router.Render;

/// <summary>Where a configuration lives on a router. The defaults are a router's own; tests that run two routers on one machine choose others.</summary>
public sealed record RenderOptions
{
    /// <summary>The link to the generation in force. Files name each other by it, so that a switch of the link is a switch of all.</summary>
    public string CurrentDirectory { get; init; } = "/etc/zstackvcenter/current";

    /// <summary>Sockets and process ids; empty after a boot.</summary>
    public string RuntimeDirectory { get; init; } = "/run/zstackvcenter";

    /// <summary>What outlives a boot: leases.</summary>
    public string DataDirectory { get; init; } = "/var/lib/zstackvcenter";
}
