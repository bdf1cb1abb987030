using ZStackVCenter.Vim.Types;

namespace ZStackVCenter.Engine.Connections;

/// <summary>Refuses what is no vCenter that the module can work with.</summary>
internal static class VCenterChecks
{
    /// <summary>The oldest API version supported (guide, chapter 1).</summary>
    public static readonly Version Oldest = new(5, 5);

    /// <summary>Checks what answered at an address.</summary>
    /// <exception cref="ZsException">It is an ESXi host (<see cref="ZsErrorId.NotVCenter"/>), or older than 5.5 (<see cref="ZsErrorId.VersionNotSupported"/>).</exception>
    public static void Accept(AboutInfo about, string server)
    {
        if (about.ApiType == "HostAgent")
        {
            throw new ZsException(ZsErrorId.NotVCenter, ZsErrorCategory.InvalidArgument,
                $"{server} is an ESXi host ({about.FullName}), not a vCenter.", "Give the address of the vCenter that manages it.", server);
        }
        if (about.ApiType != "VirtualCenter")
        {
            throw new ZsException(ZsErrorId.NotVCenter, ZsErrorCategory.InvalidArgument,
                $"{server} is no vCenter: it calls itself '{about.FullName}' of kind '{about.ApiType}'.", "Give the address of a vCenter.", server);
        }
        if (VersionOf(about) is { } version && version < Oldest)
        {
            throw new ZsException(ZsErrorId.VersionNotSupported, ZsErrorCategory.InvalidArgument,
                $"{server} is vCenter {about.Version} with API {about.ApiVersion}; 5.5 and later are supported.", "Upgrade that vCenter.", server);
        }
    }

    /// <summary>The API version; null when it is no version number, which a release to come may have.</summary>
    public static Version? VersionOf(AboutInfo about) =>
        Version.TryParse(about.ApiVersion, out var version) || Version.TryParse(about.Version, out version) ? version : null;
}
