namespace ZStackVCenter.Router.Render.Dnsmasq;

/// <summary>
/// A guest's name where dnsmasq would take some names for something else (dnsmasq(8), --dhcp-host): <c>ignore</c> keeps the guest from getting
/// an address, <c>infinite</c>, <c>42</c> and <c>12h</c> are the time of a lease.
/// </summary>
internal static class DnsmasqName
{
    /// <summary>
    /// The name as it stands in a file of DHCP hosts. One that has another meaning there is written with its domain, which dnsmasq cuts off again;
    /// without a domain it is left out, and dnsmasq finds it by the address in the file of names.
    /// </summary>
    public static string? InHostsFile(string? name, string? domain) =>
        name is null || !MeansSomethingElse(name) ? name : domain is null ? null : $"{name}.{domain}";

    private static bool MeansSomethingElse(string name) =>
        name.Equals("ignore", StringComparison.OrdinalIgnoreCase)
        || name.Equals("infinite", StringComparison.OrdinalIgnoreCase)
        || name.TrimEnd("wWdDhHmMsS".ToCharArray()).All(char.IsAsciiDigit);
}
