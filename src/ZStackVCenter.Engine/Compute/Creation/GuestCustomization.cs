using System.Text;
using System.Text.RegularExpressions;
using ZStackVCenter.Vim.Types;

namespace ZStackVCenter.Engine.Compute;

/// <summary>
/// What vSphere's guest customization is told (CustomizationSpec in the vSphere API): host name, and for each adapter the address that the
/// module has taken for it. Only the default network gives a gateway, so that the guest has one default route.
/// </summary>
internal static partial class GuestCustomization
{
    private const int LongestLinuxName = 63;
    private const int LongestWindowsName = 15;

    /// <summary>Refuses a guest that cannot be customized, and a name that its system does not take (RFC 1123; in Windows 15 characters).</summary>
    /// <exception cref="ZsException"><see cref="ZsErrorId.InvalidArgument"/>.</exception>
    public static void Check(GuestRequest? guest, ZsPlatform platform, string source)
    {
        if (guest is null)
        {
            return;
        }
        if (platform == ZsPlatform.Other)
        {
            throw new ZsException(ZsErrorId.InvalidArgument, ZsErrorCategory.InvalidArgument,
                $"Guest customization is for Linux and Windows, and '{source}' is for neither.", "Leave -CustomizeGuest out.", source);
        }
        if (guest.HostName is { } name && name != HostName(name, Longest(platform), c => c))
        {
            throw new ZsException(ZsErrorId.InvalidArgument, ZsErrorCategory.InvalidArgument,
                $"'{name}' is no host name: letters, digits and hyphens, none at its ends, not digits alone, at most {Longest(platform)}{(platform == ZsPlatform.Windows ? " in Windows" : "")}.", null, name);
        }
        if (guest.DnsDomain.Length is 0 or > 253 || guest.DnsDomain.Split('.').Any(l => l != HostName(l, LongestLinuxName, c => c, digits: true)))
        {
            throw new ZsException(ZsErrorId.InvalidArgument, ZsErrorCategory.InvalidArgument,
                $"'{guest.DnsDomain}' is no DNS domain.", "Write it as example.com.", guest.DnsDomain);
        }
    }

    /// <summary>The specification of a plan whose addresses are taken.</summary>
    public static CustomizationSpec Of(CreateVmMemory plan) => new()
    {
        Identity = plan.Platform == ZsPlatform.Windows
            ? new CustomizationSysprep
            {
                UserData = new CustomizationUserData
                {
                    FullName = "Administrator",
                    OrgName = Domain(plan),
                    ComputerName = Name(plan),
                },
                Identification = new CustomizationIdentification { JoinWorkgroup = "WORKGROUP" },
            }
            : new CustomizationLinuxPrep
            {
                HostName = Name(plan),
                Domain = Domain(plan),
                HwClockUTC = true,
            },
        Options = plan.Platform == ZsPlatform.Windows
            ? new CustomizationWinOptions { ChangeSID = true, Reboot = CustomizationSysprepRebootOption.Reboot }
            : new CustomizationLinuxOptions(),
        GlobalIPSettings = new CustomizationGlobalIPSettings
        {
            DnsSuffixList = [Domain(plan)],
            DnsServerList = [.. plan.Nics.OrderByDescending(n => n.NetworkId == plan.DefaultNetworkId).SelectMany(n => n.Dns).Distinct()],
        },
        NicSettingMap = [.. plan.Nics.Select(n => new CustomizationAdapterMapping { Adapter = Adapter(n, plan) })],
    };

    /// <summary>
    /// A VM's name as a host name (RFC 1123): letters, digits and hyphens, none at its ends. Of one that is too long the number at its end stays,
    /// by which it differs from its like.
    /// </summary>
    public static string HostName(string name, int longest) => HostName(name, longest, char.ToLowerInvariant);

    private static string HostName(string name, int longest, Func<char, char> letter, bool digits = false)
    {
        var text = new StringBuilder(longest);
        foreach (var c in name)
        {
            text.Append(char.IsAsciiLetterOrDigit(c) ? letter(c) : '-');
        }
        var host = text.ToString().Trim('-');
        if (host.Length > longest)
        {
            var number = NumberAtEnd().Match(host).Value;
            host = host[..(longest - number.Length)].TrimEnd('-') + number;
        }
        return host.Length == 0 ? "vm" : !digits && host.All(char.IsAsciiDigit) ? $"vm-{host}"[..Math.Min(host.Length + 3, longest)] : host;
    }

    /// <summary>How many characters a host name of a system has at most.</summary>
    public static int Longest(ZsPlatform platform) => platform == ZsPlatform.Windows ? LongestWindowsName : LongestLinuxName;

    [GeneratedRegex("-?[0-9]{1,6}$", RegexOptions.CultureInvariant)]
    private static partial Regex NumberAtEnd();

    private static CustomizationFixedName Name(CreateVmMemory plan) => new() { Name = plan.Guest?.HostName ?? HostName(plan.Name, Longest(plan.Platform)) };

    private static string Domain(CreateVmMemory plan) => plan.Guest?.DnsDomain ?? "";

    private static CustomizationIPSettings Adapter(NicPlan nic, CreateVmMemory plan) => new()
    {
        Ip = nic.Address is { } address ? new CustomizationFixedIp { IpAddress = address } : new CustomizationDhcpIpGenerator(),
        SubnetMask = nic.Netmask,
        Gateway = nic.Gateway is { } gateway && nic.NetworkId == plan.DefaultNetworkId ? [gateway] : [],
        DnsServerList = nic.Dns,
        DnsDomain = Domain(plan),
    };
}
