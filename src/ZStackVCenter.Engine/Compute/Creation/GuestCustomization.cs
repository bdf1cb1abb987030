using System.Text;
using ZStackVCenter.Vim.Types;

namespace ZStackVCenter.Engine.Compute;

/// <summary>
/// What vSphere's guest customization is told (CustomizationSpec in the vSphere API): host name, and for each adapter the address that the
/// module has taken for it. Only the default network gives a gateway, so that the guest has one default route.
/// </summary>
internal static class GuestCustomization
{
    private const int LongestLinuxName = 63;
    private const int LongestWindowsName = 15;

    /// <summary>The specification of a plan whose addresses are taken.</summary>
    public static CustomizationSpec Of(CreateVmMemory plan) => new()
    {
        Identity = plan.Platform == ZsPlatform.Windows
            ? new CustomizationSysprep
            {
                UserData = new CustomizationUserData
                {
                    FullName = "Administrator",
                    OrgName = plan.DnsDomain,
                    ComputerName = new CustomizationFixedName { Name = HostName(plan.Name, LongestWindowsName) },
                },
                Identification = new CustomizationIdentification { JoinWorkgroup = "WORKGROUP" },
            }
            : new CustomizationLinuxPrep
            {
                HostName = new CustomizationFixedName { Name = HostName(plan.Name, LongestLinuxName) },
                Domain = plan.DnsDomain,
                HwClockUTC = true,
            },
        Options = plan.Platform == ZsPlatform.Windows
            ? new CustomizationWinOptions { ChangeSID = true, Reboot = CustomizationSysprepRebootOption.Reboot }
            : new CustomizationLinuxOptions(),
        GlobalIPSettings = new CustomizationGlobalIPSettings
        {
            DnsSuffixList = [plan.DnsDomain],
            DnsServerList = [.. plan.Nics.OrderByDescending(n => n.NetworkId == plan.DefaultNetworkId).SelectMany(n => n.Dns).Distinct()],
        },
        NicSettingMap = [.. plan.Nics.Select(n => new CustomizationAdapterMapping { Adapter = Adapter(n, plan) })],
    };

    /// <summary>A name as a host name (RFC 1123): letters, digits and hyphens, none at its ends.</summary>
    public static string HostName(string name, int longest)
    {
        var text = new StringBuilder(longest);
        foreach (var c in name)
        {
            text.Append(char.IsAsciiLetterOrDigit(c) ? char.ToLowerInvariant(c) : '-');
        }
        var host = text.ToString().Trim('-');
        return host.Length == 0 ? "vm" : host[..Math.Min(host.Length, longest)].TrimEnd('-');
    }

    private static CustomizationIPSettings Adapter(NicPlan nic, CreateVmMemory plan) => new()
    {
        Ip = nic.Address is { } address ? new CustomizationFixedIp { IpAddress = address } : new CustomizationDhcpIpGenerator(),
        SubnetMask = nic.Netmask,
        Gateway = nic.Gateway is { } gateway && nic.NetworkId == plan.DefaultNetworkId ? [gateway] : [],
        DnsServerList = nic.Dns,
        DnsDomain = plan.DnsDomain,
    };
}
