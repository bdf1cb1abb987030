using ZStackVCenter.Testing;

namespace ZStackVCenter.Router.Tests.Traffic;

/// <summary>A fact about a whole router: it needs root and all of a router's programs.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RouterFactAttribute() : NeedsFactAttribute(All)
{
    /// <summary>What the laboratory needs of the machine.</summary>
    public static string[] All { get; } =
    [
        Requirement.Root, "unshare", "ip", "nft", "sshd", "dnsmasq", "haproxy", "nginx", "charon-systemd", "swanctl", "udhcpc", "tcpdump", "ping",
    ];
}

/// <summary>A theory about a whole router: what <see cref="RouterFactAttribute"/> is for a fact.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RouterTheoryAttribute : TheoryAttribute
{
    public RouterTheoryAttribute()
    {
        if (new RouterFactAttribute().Skip is { } why)
        {
            Skip = why;
        }
    }
}
