using Xunit;
using ZStackVCenter.Vim.Types;
using static ZStackVCenter.Vim.Tests.XmlRoundTrips;

namespace ZStackVCenter.Vim.Tests.Operations;

public sealed class CustomizationTests
{
    [Fact]
    public void A_linux_guests_identity_and_addresses_go_out_whole() => Assert.Equal(
        "<c><options xsi:type=\"CustomizationLinuxOptions\" />"
        + "<identity xsi:type=\"CustomizationLinuxPrep\"><hostName xsi:type=\"CustomizationFixedName\"><name>web01</name></hostName><domain>example.com</domain><timeZone>Asia/Shanghai</timeZone><hwClockUTC>true</hwClockUTC></identity>"
        + "<globalIPSettings><dnsSuffixList>example.com</dnsSuffixList><dnsServerList>192.0.2.53</dnsServerList></globalIPSettings>"
        + "<nicSettingMap><adapter><ip xsi:type=\"CustomizationFixedIp\"><ipAddress>192.0.2.10</ipAddress></ip><subnetMask>255.255.255.0</subnetMask><gateway>192.0.2.1</gateway></adapter></nicSettingMap>"
        + "<nicSettingMap><macAddress>00:50:56:00:00:01</macAddress><adapter><ip xsi:type=\"CustomizationDhcpIpGenerator\" /></adapter></nicSettingMap></c>",
        Write(w => Customizations.Linux().Write(w, "c", CustomizationSpec.WireName)));

    [Fact]
    public void A_windows_guests_answers_go_out_in_the_order_of_the_schema() => Assert.Equal(
        "<c><options xsi:type=\"CustomizationWinOptions\"><changeSID>true</changeSID><deleteAccounts>false</deleteAccounts><reboot>reboot</reboot></options>"
        + "<identity xsi:type=\"CustomizationSysprep\"><guiUnattended><password><value>hidden</value><plainText>true</plainText></password><timeZone>210</timeZone><autoLogon>false</autoLogon><autoLogonCount>0</autoLogonCount></guiUnattended>"
        + "<userData><fullName>Ops</fullName><orgName>Example</orgName><computerName xsi:type=\"CustomizationVirtualMachineName\" /><productId></productId></userData><identification><joinWorkgroup>WORKGROUP</joinWorkgroup></identification></identity>"
        + "<globalIPSettings />"
        + "<nicSettingMap><adapter><ip xsi:type=\"CustomizationDhcpIpGenerator\" /><ipV6Spec><ip xsi:type=\"CustomizationFixedIpV6\"><ipAddress>2001:db8::10</ipAddress><subnetMask>64</subnetMask></ip><gateway>2001:db8::1</gateway></ipV6Spec>"
        + "<dnsServerList>192.0.2.53</dnsServerList><netBIOS>disableNetBIOS</netBIOS></adapter></nicSettingMap></c>",
        Write(w => Customizations.Windows("hidden").Write(w, "c", CustomizationSpec.WireName)).Replace("<productId />", "<productId></productId>", StringComparison.Ordinal));

    [Fact]
    public void A_password_is_not_part_of_a_customizations_text() =>
        Assert.DoesNotContain("hidden", new VirtualMachineCloneSpec { Customization = Customizations.Windows("hidden") }.ToString(), StringComparison.Ordinal);

    [Fact]
    public void A_customization_is_read_again_as_it_was()
    {
        var xml = Write(w => Customizations.Windows("p").Write(w, "c", CustomizationSpec.WireName)).Replace("<c>", "<c xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">", StringComparison.Ordinal);
        var read = Read(xml, CustomizationSpec.Read);
        Assert.IsType<CustomizationVirtualMachineName>(Assert.IsType<CustomizationSysprep>(read.Identity).UserData.ComputerName);
        Assert.IsType<CustomizationFixedIpV6>(Assert.Single(read.NicSettingMap[0].Adapter.IpV6Spec!.Ip));
    }

    [Fact]
    public void An_object_without_a_part_it_must_have_is_malformed_and_not_a_crash() =>
        Assert.Contains("CustomizationSpec without its identity", Assert.Throws<Transport.VimTransportException>(() => Read("<c><globalIPSettings/></c>", CustomizationSpec.Read)).Message, StringComparison.Ordinal);
}
