using System.Net;

namespace ZStackVCenter.Engine.Connections;

/// <summary>How to connect to a vCenter: a new one by its address, or a known one by its record.</summary>
public sealed record ConnectRequest
{
    /// <summary>A vCenter that the records know; its address, port, protocol and thumbprint are then used where this request gives none.</summary>
    public Guid? VCenterId { get; init; }

    /// <summary>A DNS name or an IP address; needed for a new vCenter.</summary>
    public string? Server { get; init; }

    /// <summary>The TCP port, 1 to 65,535; null for the recorded one, or 443 over HTTPS and 80 over HTTP.</summary>
    public int? Port { get; init; }

    /// <summary>How to speak to it; null for the recorded protocol, or HTTPS.</summary>
    public ZsProtocol? Protocol { get; init; }

    /// <summary>The name to know it by, at most 255 characters; null for the recorded name, or the address.</summary>
    public string? Name { get; init; }

    /// <summary>A description; null leaves the recorded one.</summary>
    public string? Description { get; init; }

    /// <summary>The SHA-256 or SHA-1 thumbprint of the one certificate to accept; null for the recorded one, or the system's trust.</summary>
    public string? Thumbprint { get; init; }

    /// <summary>Accepts any certificate; null for what is recorded, or false.</summary>
    public bool? SkipCertificateCheck { get; init; }

    /// <summary>Who to log in as; null for the saved credential.</summary>
    public NetworkCredential? Credential { get; init; }

    /// <summary>Saves <see cref="Credential"/> for later connections of this user on this computer.</summary>
    public bool SaveCredential { get; init; }

    /// <summary>The SecretManagement secret that <see cref="Credential"/> came from, to be remembered by name; null leaves the recorded one.</summary>
    public string? SecretName { get; init; }

    /// <summary>The vault of <see cref="SecretName"/>; null for the default vault.</summary>
    public string? VaultName { get; init; }

    /// <summary>The id of a session that another client opened, to be taken over; it is neither renewed nor ended.</summary>
    public string? SessionId { get; init; }

    /// <summary>How long the server may take to answer; null for the client's own limits.</summary>
    public TimeSpan? Timeout { get; init; }
}

/// <summary>What to change of a vCenter's record; null leaves a value as it is.</summary>
public sealed record VCenterChange
{
    /// <summary>The new name.</summary>
    public string? Name { get; init; }

    /// <summary>The new description; empty takes it away.</summary>
    public string? Description { get; init; }

    /// <summary>The new address.</summary>
    public string? Server { get; init; }

    /// <summary>The new port.</summary>
    public int? Port { get; init; }

    /// <summary>The new protocol.</summary>
    public ZsProtocol? Protocol { get; init; }

    /// <summary>The new pinned thumbprint; empty goes back to the system's trust.</summary>
    public string? Thumbprint { get; init; }

    /// <summary>A credential to save in the place of an earlier one.</summary>
    public NetworkCredential? Credential { get; init; }

    /// <summary>The new secret's name; empty takes it away.</summary>
    public string? SecretName { get; init; }

    /// <summary>The new vault's name; empty for the default vault.</summary>
    public string? VaultName { get; init; }

    /// <summary>Whether the module uses it; disabling one ends its session.</summary>
    public ZsState? State { get; init; }
}
