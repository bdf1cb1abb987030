namespace ZStackVCenter.Router.Transport;

/// <summary>Where a router is, how it is known again, and how it lets us in.</summary>
public sealed record RouterEndpoint
{
    /// <summary>Its address or name.</summary>
    public required string Host { get; init; }

    /// <summary>The SSH port, 1 to 65535. 22 by default.</summary>
    public int Port { get; init; } = 22;

    /// <summary>The user that configures it; it must be root there. <c>root</c> by default.</summary>
    public string User { get; init; } = "root";

    /// <summary>
    /// The fingerprint of its host key, as <c>ssh-keygen -lf</c> shows it: <c>SHA256:</c> and 43 characters of base64.
    /// Any other key is refused before a credential is sent.
    /// </summary>
    public required string HostKey { get; init; }

    /// <summary>Our private key.</summary>
    public required RouterKey Key { get; init; }

    /// <summary>The folder on the router that holds all of ours. <c>/var/lib/zstackvcenter</c> by default.</summary>
    public string Root { get; init; } = "/var/lib/zstackvcenter";

    /// <summary>How long the connection with its login may take. 15 seconds by default.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long the router may take for its answer. 2 minutes by default; an apply with a wait for the lock fits in.</summary>
    public TimeSpan AnswerTimeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long to wait while somebody else changes the router. 30 seconds by default.</summary>
    public TimeSpan LockTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The address with its port, for messages.</summary>
    public override string ToString() => $"{Host}:{Port}";
}
