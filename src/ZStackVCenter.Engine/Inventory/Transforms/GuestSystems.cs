namespace ZStackVCenter.Engine.Inventory;

/// <summary>Tells the platform from vSphere's identifier of the guest system (<c>VirtualMachineGuestOsIdentifier</c> in the vSphere API).</summary>
internal static class GuestSystems
{
    // The beginnings of all identifiers of Linux systems, from 5.5 to 8.0; a distribution's later versions keep its beginning.
    private static readonly string[] Linux =
    [
        "almalinux", "amazonlinux", "asianux", "centos", "coreos", "crxpod", "crxsys", "debian", "fedora", "flatcar", "kylinlinux",
        "mandrake", "mandriva", "miraclelinux", "nld9", "oes", "opensuse", "oraclelinux", "other24xlinux", "other26xlinux", "other3xlinux",
        "other4xlinux", "other5xlinux", "other6xlinux", "other7xlinux", "otherlinux", "photon", "pardus", "prolinux", "redhat", "rhel",
        "rockylinux", "sjds", "sles", "suse", "turbolinux", "ubuntu", "vmwarephoton", "crx",
    ];

    /// <summary>The platform of an identifier such as <c>rhel8_64Guest</c>.</summary>
    /// <param name="guestId">The identifier; null when vCenter does not tell.</param>
    public static ZsPlatform PlatformOf(string? guestId)
    {
        if (string.IsNullOrEmpty(guestId))
        {
            return ZsPlatform.Other;
        }
        if (guestId.StartsWith("win", StringComparison.OrdinalIgnoreCase))
        {
            return ZsPlatform.Windows;
        }
        return Array.Exists(Linux, l => guestId.StartsWith(l, StringComparison.OrdinalIgnoreCase)) ? ZsPlatform.Linux : ZsPlatform.Other;
    }
}
