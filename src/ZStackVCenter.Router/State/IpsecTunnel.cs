using System.Net;
using System.Text.Json.Serialization;

namespace ZStackVCenter.Router.State;

/// <summary>The version of the Internet Key Exchange.</summary>
public enum IkeVersion
{
    /// <summary>RFC 2409, main mode.</summary>
    V1,

    /// <summary>RFC 7296.</summary>
    V2,
}

/// <summary>Ciphers of <c>domain.md</c> §20.3.</summary>
public enum IpsecEncryption
{
    /// <summary>Triple DES: only for a peer that knows nothing better.</summary>
    TripleDes,

    /// <summary>AES with a key of 128 bits, CBC.</summary>
    Aes128,

    /// <summary>AES with a key of 192 bits, CBC.</summary>
    Aes192,

    /// <summary>AES with a key of 256 bits, CBC.</summary>
    Aes256,
}

/// <summary>Hashes of <c>domain.md</c> §20.3.</summary>
public enum IpsecIntegrity
{
    /// <summary>MD5: only for a peer that knows nothing better.</summary>
    Md5,

    /// <summary>SHA-1: only for a peer that knows nothing better.</summary>
    Sha1,

    /// <summary>SHA-256.</summary>
    Sha256,

    /// <summary>SHA-384.</summary>
    Sha384,

    /// <summary>SHA-512.</summary>
    Sha512,
}

/// <summary>A site-to-site tunnel: ESP in tunnel mode, with a pre-shared key (<c>domain.md</c> §20.3).</summary>
public sealed record IpsecTunnel
{
    /// <summary>The tunnel's record.</summary>
    public required Guid Id { get; init; }

    /// <summary>What people call it; only shown.</summary>
    public string Name { get; init; } = string.Empty;

    /// <summary>The VIP that this side speaks from.</summary>
    public required Guid VipId { get; init; }

    /// <summary>The other side's address.</summary>
    public required IPAddress PeerAddress { get; init; }

    /// <summary>This side's name for the other side; null for the VIP's address.</summary>
    public string? LocalId { get; init; }

    /// <summary>The other side's name; null for <see cref="PeerAddress"/>.</summary>
    public string? RemoteId { get; init; }

    /// <summary>The key that both sides know, 1 to 256 characters.</summary>
    public required Secret PreSharedKey { get; init; }

    /// <summary>The key exchange.</summary>
    public IkeVersion IkeVersion { get; init; } = IkeVersion.V2;

    /// <summary>The cipher of the key exchange.</summary>
    public IpsecEncryption IkeEncryption { get; init; } = IpsecEncryption.Aes256;

    /// <summary>The hash of the key exchange.</summary>
    public IpsecIntegrity IkeIntegrity { get; init; } = IpsecIntegrity.Sha256;

    /// <summary>The Diffie-Hellman group of the key exchange: 2, 5, 14 to 26.</summary>
    public int IkeDhGroup { get; init; } = 14;

    /// <summary>Seconds that a key exchange's keys live, 60 to 604800.</summary>
    public int IkeLifetimeSeconds { get; init; } = 86400;

    /// <summary>The cipher of the traffic.</summary>
    public IpsecEncryption Encryption { get; init; } = IpsecEncryption.Aes256;

    /// <summary>The hash of the traffic.</summary>
    public IpsecIntegrity Integrity { get; init; } = IpsecIntegrity.Sha256;

    /// <summary>The group of perfect forward secrecy: 2, 5, 14 to 26; null for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public int? PfsGroup { get; init; } = 14;

    /// <summary>Seconds that the traffic's keys live, 30 to 604800.</summary>
    public int LifetimeSeconds { get; init; } = 3600;

    /// <summary>What is reached on this side: private networks of the router, or parts of them.</summary>
    public required IReadOnlyList<IPNetwork> LocalCidrs { get; init; }

    /// <summary>What is reached on the other side.</summary>
    public required IReadOnlyList<IPNetwork> RemoteCidrs { get; init; }
}
