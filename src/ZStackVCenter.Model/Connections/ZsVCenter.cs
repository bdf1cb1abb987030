namespace ZStackVCenter;

/// <summary>How a vCenter is spoken to.</summary>
public enum ZsProtocol
{
    /// <summary>Encrypted and authenticated; the default.</summary>
    Https,

    /// <summary>Neither encrypted nor authenticated: for laboratories only.</summary>
    Http,
}

/// <summary>Whether a vCenter, a storage, an image or an offering may be used for new things.</summary>
public enum ZsState
{
    /// <summary>May be used.</summary>
    Enabled,

    /// <summary>Kept, and not used for anything new.</summary>
    Disabled,
}

/// <summary>Whether the thing answers.</summary>
public enum ZsStatus
{
    /// <summary>Not in reach, or no session is open.</summary>
    Disconnected,

    /// <summary>A session is being opened.</summary>
    Connecting,

    /// <summary>In reach.</summary>
    Connected,
}

/// <summary>A vCenter that the module knows (domain.md §1).</summary>
public sealed record ZsVCenter : ZsResource
{
    /// <summary>Its DNS name or IP address.</summary>
    public string Server { get; init; } = "";

    /// <summary>The TCP port, 1 to 65,535.</summary>
    public int Port { get; init; } = 443;

    /// <summary>How it is spoken to.</summary>
    public ZsProtocol Protocol { get; init; }

    /// <summary>The user that sessions are opened with, with its full domain.</summary>
    public string? UserName { get; init; }

    /// <summary>The pinned SHA-256 thumbprint of its certificate in hexadecimal; null when the system's trust decides.</summary>
    public string? Thumbprint { get; init; }

    /// <summary>True when its certificate is not checked at all.</summary>
    public bool SkipCertificateCheck { get; init; }

    /// <summary>The name of the SecretManagement secret that holds the credential; null when there is none.</summary>
    public string? SecretName { get; init; }

    /// <summary>The vault of <see cref="SecretName"/>; null for the default vault.</summary>
    public string? VaultName { get; init; }

    /// <summary>True when a credential is saved on this computer for this user.</summary>
    public bool HasSavedCredential { get; init; }

    /// <summary>vCenter's own identity (<c>AboutInfo.instanceUuid</c>).</summary>
    public Guid InstanceUuid { get; init; }

    /// <summary>The product version, such as <c>8.0.2</c> (<c>AboutInfo.version</c>).</summary>
    public string Version { get; init; } = "";

    /// <summary>The build number (<c>AboutInfo.build</c>).</summary>
    public string Build { get; init; } = "";

    /// <summary>The API version, such as <c>8.0.2.0</c> (<c>AboutInfo.apiVersion</c>).</summary>
    public string ApiVersion { get; init; } = "";

    /// <summary>Whether the module uses it.</summary>
    public ZsState State { get; init; }

    /// <summary>Whether this PowerShell session has a session open to it.</summary>
    public ZsStatus Status { get; init; }

    /// <summary>When its inventory was last brought in whole (UTC); null when never.</summary>
    public DateTime? LastSyncedAt { get; init; }

    /// <summary>How many clusters the records hold of it.</summary>
    public int ClusterCount { get; init; }

    /// <summary>How many hosts the records hold of it, without the excluded ones.</summary>
    public int HostCount { get; init; }

    /// <summary>How many virtual machines the records hold of it, templates not counted.</summary>
    public int VmCount { get; init; }
}
