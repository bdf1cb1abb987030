using ZStackVCenter.Vim.Types;

namespace ZStackVCenter.Vim.Tests.Operations;

/// <summary>Customizations as a user would ask for them.</summary>
internal static class Customizations
{
    public static CustomizationSpec Linux() => new()
    {
        Options = new CustomizationLinuxOptions(),
        Identity = new CustomizationLinuxPrep { HostName = new CustomizationFixedName { Name = "web01" }, Domain = "example.com", TimeZone = "Asia/Shanghai", HwClockUTC = true },
        GlobalIPSettings = new CustomizationGlobalIPSettings { DnsSuffixList = ["example.com"], DnsServerList = ["192.0.2.53"] },
        NicSettingMap =
        [
            new() { Adapter = new CustomizationIPSettings { Ip = new CustomizationFixedIp { IpAddress = "192.0.2.10" }, SubnetMask = "255.255.255.0", Gateway = ["192.0.2.1"] } },
            new() { MacAddress = "00:50:56:00:00:01", Adapter = new CustomizationIPSettings { Ip = new CustomizationDhcpIpGenerator() } },
        ],
    };

    public static CustomizationSpec Windows(string password) => new()
    {
        Options = new CustomizationWinOptions { ChangeSID = true, Reboot = CustomizationSysprepRebootOption.Reboot },
        Identity = new CustomizationSysprep
        {
            GuiUnattended = new CustomizationGuiUnattended { Password = new CustomizationPassword { Value = password, PlainText = true }, TimeZone = 210, AutoLogonCount = 0 },
            UserData = new CustomizationUserData { FullName = "Ops", OrgName = "Example", ComputerName = new CustomizationVirtualMachineName() },
            Identification = new CustomizationIdentification { JoinWorkgroup = "WORKGROUP" },
        },
        NicSettingMap =
        [
            new()
            {
                Adapter = new CustomizationIPSettings
                {
                    Ip = new CustomizationDhcpIpGenerator(),
                    IpV6Spec = new CustomizationIPSettingsIpV6AddressSpec { Ip = [new CustomizationFixedIpV6 { IpAddress = "2001:db8::10", SubnetMask = 64 }], Gateway = ["2001:db8::1"] },
                    DnsServerList = ["192.0.2.53"],
                    NetBIOS = CustomizationNetBIOSMode.DisableNetBIOS,
                },
            },
        ],
    };
}
