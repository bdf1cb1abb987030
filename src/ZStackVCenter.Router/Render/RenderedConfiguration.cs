namespace ZStackVCenter.Router.Render;

/// <summary>
/// A router's whole configuration, as it is packed and sent: files in the order of their paths, services in the order in which they are
/// switched, and a manifest that holds both with hashes. The same state gives the same bytes.
/// </summary>
public sealed record RenderedConfiguration
{
    /// <summary>The manifest's path among the files; it is not in its own list.</summary>
    public const string ManifestPath = "manifest.json";

    /// <summary>Every file but the manifest, by path (ordinal order).</summary>
    public required IReadOnlyList<RenderedFile> Files { get; init; }

    /// <summary>The services, in the order in which a router switches them.</summary>
    public required IReadOnlyList<RenderedService> Services { get; init; }

    /// <summary>The cards and the names that the files know them by.</summary>
    public required IReadOnlyList<RenderedInterface> Interfaces { get; init; }

    /// <summary>The bytes of <c>manifest.json</c>; see <see cref="ConfigurationManifest"/>.</summary>
    public required ReadOnlyMemory<byte> Manifest { get; init; }

    /// <summary>SHA-256 of the manifest in hexadecimal: two configurations with the same digest are the same.</summary>
    public required string Digest { get; init; }
}

/// <summary>What a service's program must do when one of its files changed.</summary>
public enum ChangeEffect
{
    /// <summary>Take the new file without a break: a reload, a new ruleset, a signal.</summary>
    Reload,

    /// <summary>Start anew: the program reads this file only once.</summary>
    Restart,

    /// <summary>Nothing: the file is read when it is needed.</summary>
    None,
}

/// <summary>One file of a configuration.</summary>
public sealed record RenderedFile
{
    /// <summary>Where it goes, relative to the generation's folder: lower-case letters, digits, dots, dashes and slashes.</summary>
    public required string Path { get; init; }

    /// <summary>The name of the service that reads it: <see cref="RenderedService.Name"/>.</summary>
    public required string Service { get; init; }

    /// <summary>What is in it: UTF-8, and lines end with a line feed.</summary>
    public required ReadOnlyMemory<byte> Content { get; init; }

    /// <summary>The permission bits, such as octal 0644.</summary>
    public required int Mode { get; init; }

    /// <summary>True when it holds a key: it must be shown nowhere.</summary>
    public bool IsSecret { get; init; }

    /// <summary>What a change of it asks of its program.</summary>
    public ChangeEffect OnChange { get; init; } = ChangeEffect.Reload;
}

/// <summary>One program that runs with a configuration, or one thing of the kernel that takes it.</summary>
public sealed record RenderedService
{
    /// <summary>Its name: its kind, or its kind and an id (<c>dnsmasq@0198…</c>) when there are several of the kind.</summary>
    public required string Name { get; init; }

    /// <summary>Which program it is.</summary>
    public required ServiceKind Kind { get; init; }

    /// <summary>The id after the @; null for a service of which there is one.</summary>
    public string? Instance { get; init; }

    /// <summary>The file that its program is given; null when it has none.</summary>
    public string? MainFile { get; init; }
}

/// <summary>The programs of a router.</summary>
public enum ServiceKind
{
    /// <summary>Cards' names, addresses, routes, kernel settings, host name.</summary>
    Network,

    /// <summary>The ruleset.</summary>
    Nftables,

    /// <summary>DHCP and names, one for each private network.</summary>
    Dnsmasq,

    /// <summary>TCP, HTTP and HTTPS listeners.</summary>
    Haproxy,

    /// <summary>UDP listeners: an nginx for each, so that a change of one leaves the sessions of the others.</summary>
    Nginx,

    /// <summary>The checker of the UDP listeners' backends.</summary>
    HealthCheck,

    /// <summary>Tunnels: charon, told through swanctl.</summary>
    Strongswan,
}

/// <summary>One card: which it is, and what it must be called before the files are used.</summary>
public sealed record RenderedInterface
{
    /// <summary>The card's address in the form 00:50:56:ab:12:34.</summary>
    public required string Mac { get; init; }

    /// <summary>The name that the files use: <c>mgt</c>, <c>pub</c> or <c>prv</c> and the twelve digits of the card's address.</summary>
    public required string Name { get; init; }
}
