using System.Management.Automation;

namespace ZStackVCenter.Tests.Networking;

/// <summary>Ranges of addresses from the prompt: what is refused says its numbers (domain.md §12.1), and nothing is written then.</summary>
public sealed class IpRangeTests(NetworkLab lab) : IClassFixture<NetworkLab>
{
    private const string Fixed = "range-net";

    [Theory]
    [InlineData("-StartIp 10.70.0.10 -EndIp 10.70.0.99 -Netmask 255.255.255.0 -Gateway 10.70.0.50", "ZsIpRangeInvalid", "The gateway 10.70.0.50 lies in the range 10.70.0.10-10.70.0.99")]
    [InlineData("-StartIp 10.70.0.10 -EndIp 10.70.0.99 -Netmask 255.0.255.0 -Gateway 10.70.0.1", "ZsIpRangeInvalid", "255.0.255.0 is no netmask")]
    [InlineData("-StartIp 10.70.0.10 -EndIp 10.70.0.99 -Netmask 255.255.255.255 -Gateway 10.70.0.1", "ZsIpRangeInvalid", "255.255.255.255 is no netmask")]
    [InlineData("-StartIp 10.70.0.10 -EndIp 10.70.1.99 -Netmask 255.255.255.0 -Gateway 10.70.0.1", "ZsIpRangeInvalid", "The last address 10.70.1.99 is no usable address of 10.70.0.0/24, which has 10.70.0.1 to 10.70.0.254")]
    [InlineData("-StartIp 10.70.0.10 -EndIp 10.70.0.99 -Netmask 255.255.255.0 -Gateway 10.70.1.1", "ZsIpRangeInvalid", "The gateway 10.70.1.1 is no usable address of 10.70.0.0/24")]
    [InlineData("-StartIp 10.70.0.10 -EndIp 10.70.0.255 -Netmask 255.255.255.0 -Gateway 10.70.0.1", "ZsIpRangeInvalid", "10.70.0.255 is no usable address")]
    [InlineData("-StartIp 10.70.0.0 -EndIp 10.70.0.99 -Netmask 255.255.255.0 -Gateway 10.70.0.100", "ZsIpRangeInvalid", "10.70.0.0 is the address of the network 10.70.0.0/24 itself")]
    [InlineData("-StartIp 10.70.0.99 -EndIp 10.70.0.10 -Netmask 255.255.255.0 -Gateway 10.70.0.1", "ZsIpRangeInvalid", "begins at 10.70.0.99, after its end at 10.70.0.10")]
    [InlineData("-Cidr 169.254.3.0/24", "ZsIpRangeInvalid", "link-local")]
    [InlineData("-Cidr 224.0.0.0/24", "ZsIpRangeInvalid", "multicast")]
    [InlineData("-Cidr 10.70.0.0/31", "ZsIpRangeInvalid", "10.70.0.0/31 has no room")]
    [InlineData("-Cidr 10.70.0.0", "ZsIpRangeInvalid", "no network in CIDR notation")]
    [InlineData("-Cidr 10.80.0.0/24", "ZsIpRangeInvalid", "lies in 10.80.0.0/24, and the network's other ranges lie in 10.70.0.0/24")]
    [InlineData("-StartIp 10.70.0.190 -EndIp 10.70.0.210 -Netmask 255.255.255.0 -Gateway 10.70.0.1", "ZsCidrOverlap", "The range 10.70.0.190-10.70.0.210 overlaps 10.70.0.200-10.70.0.220 of the same network")]
    [InlineData("-StartIp 10.70.0.10 -EndIp 10.70.0.99 -Netmask 255.255.255.0 -Gateway 10.70.0.2", "ZsIpRangeInvalid", "has the gateway 10.70.0.2, and the network's other ranges have 10.70.0.1")]
    public void A_range_that_breaks_a_rule_is_refused_with_its_numbers(string range, string id, string words)
    {
        Prepare();
        foreach (var command in new[] { $"Add-ZsIpRange {Fixed} {range}", $"Add-ZsIpRange {Fixed} {range} -WhatIf" })
        {
            var error = lab.Run(command).Error();
            Assert.StartsWith(id + ",", error.FullyQualifiedErrorId, StringComparison.Ordinal);
            Assert.Equal(id == "ZsCidrOverlap" ? ErrorCategory.ResourceExists : ErrorCategory.InvalidArgument, error.CategoryInfo.Category);
            Assert.Contains(words, error.Exception.Message, StringComparison.Ordinal);
        }
        Assert.Single(lab.Get<ZsIpRange>($"Get-ZsIpRange -Network {Fixed}"));
    }

    [Fact]
    public void Networks_on_one_switch_and_VLAN_share_no_address_and_others_may()
    {
        lab.Network("over-one", 2801, "-Cidr 10.81.0.0/24");
        foreach (var way in new[] { "", "-WhatIf", "-RunAsync" })
        {
            var error = lab.Run($"New-ZsNetwork over-two -Flat -Switch dvs-production -Cluster Production -VlanId 2801 -Cidr 10.81.0.0/25 {way}").Error();
            Assert.StartsWith("ZsCidrOverlap,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
            Assert.Equal("The range 10.81.0.2-10.81.0.126 overlaps 10.81.0.2-10.81.0.254 of the network 'over-one' on the same switch and VLAN.", error.Exception.Message);
        }
        Assert.Empty(lab.Get<ZsNetwork>("Get-ZsNetwork over-tw*"));
        // Nothing was left behind in vCenter either.
        Assert.Empty(lab.Run("$null = Sync-ZsVCenter lab; (Get-ZsSwitch dvs-production).PortGroups | Where-Object Name -eq over-two").Succeed().Objects);
        lab.Network("over-three", 2802, "-Cidr 10.81.0.0/24");
    }

    [Theory]
    [InlineData("-StartIp 10.70.0 -EndIp 10.70.0.99", "'10.70.0' is no IPv4 address")]
    [InlineData("-StartIp 10.70.0.010 -EndIp 10.70.0.99", "'10.70.0.010' is no IPv4 address")]
    [InlineData("-StartIp fd00::1 -EndIp 10.70.0.99", "'fd00::1' is no IPv4 address")]
    public void An_address_that_a_typing_error_made_is_no_address(string ends, string words)
    {
        var error = lab.Run($"Add-ZsIpRange {Fixed} {ends} -Netmask 255.255.255.0 -Gateway 10.70.0.1").Error();
        Assert.StartsWith("ParameterArgumentTransformationError,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains(words, error.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Ranges_are_added_listed_and_removed()
    {
        lab.Network("parts", 2803, "");
        var asked = lab.Run("Add-ZsIpRange parts -Cidr 10.83.0.0/26 -WhatIf").Succeed();
        Assert.Contains("Add the range 10.83.0.2 to 10.83.0.62 (61 addresses) with gateway 10.83.0.1", asked.Display, StringComparison.Ordinal);
        Assert.Empty(lab.Get<ZsIpRange>("Get-ZsIpRange -Network parts"));

        var low = Assert.Single(lab.Get<ZsIpRange>("Get-ZsNetwork parts | Add-ZsIpRange -StartIp 10.83.0.10 -EndIp 10.83.0.19 -Netmask 255.255.255.0 -Gateway 10.83.0.1 -Name low -Description ten"));
        Assert.Equal(("low", "ten", "10.83.0.10", "10.83.0.19", "255.255.255.0", "10.83.0.1", "10.83.0.0/24", 10L, 0L, "parts", "lab"),
            (low.Name, low.Description, low.StartIp, low.EndIp, low.Netmask, low.Gateway, low.Cidr, low.AddressCount, low.UsedCount, low.Network, low.VCenter));
        lab.Run("Add-ZsIpRange parts -StartIp 10.83.0.30 -EndIp 10.83.0.39 -Netmask 255.255.255.0 -Gateway 10.83.0.1").Succeed();
        Assert.Equal(["10.83.0.30-10.83.0.39", "low"], lab.Get<ZsIpRange>("'parts' | Get-ZsIpRange").Select(r => r.Name));
        Assert.Equal(20, Assert.Single(lab.Get<ZsNetwork>("Get-ZsIpRange low | Get-ZsNetwork")).AddressCount);

        Assert.Contains("Remove the range of 10 addresses", lab.Run("Remove-ZsIpRange low -WhatIf").Succeed().Display, StringComparison.Ordinal);
        Assert.Equal(2, lab.Get<ZsIpRange>("Get-ZsIpRange -Network parts").Count);
        Assert.Empty(lab.Run("Get-ZsIpRange low | Remove-ZsIpRange -Confirm:$false").Succeed().Objects);
        Assert.Equal("10.83.0.30-10.83.0.39", Assert.Single(lab.Get<ZsIpRange>("Get-ZsNetwork parts | Get-ZsIpRange")).Name);
    }

    [Fact]
    public void Neither_the_network_nor_its_broadcast_nor_the_gateway_is_ever_free()
    {
        lab.Network("small-net", 2804, "-Cidr 10.84.0.0/29");
        Assert.Equal(
            ["10.84.0.2", "10.84.0.3", "10.84.0.4", "10.84.0.5", "10.84.0.6"],
            lab.Get<ZsIpAddress>("Get-ZsIpAddress small-net -Free").Select(a => a.IpAddress));
        foreach (var never in new[] { "10.84.0.0", "10.84.0.1", "10.84.0.7" })
        {
            Assert.Empty(lab.Get<ZsIpAddress>($"Get-ZsIpAddress small-net -IpAddress {never}"));
        }
    }

    [Fact]
    public void Addresses_are_listed_by_network_by_range_and_one_by_one()
    {
        lab.Network("list-net", 2805, "-StartIp 10.85.0.10 -EndIp 10.85.0.12 -Netmask 255.255.0.0 -Gateway 10.85.0.1");
        lab.Run("Add-ZsIpRange list-net -StartIp 10.85.1.10 -EndIp 10.85.1.11 -Netmask 255.255.0.0 -Gateway 10.85.0.1 -Name high").Succeed();
        Assert.Empty(lab.Get<ZsIpAddress>("Get-ZsIpAddress list-net"));
        Assert.Equal(["10.85.0.10", "10.85.0.11", "10.85.0.12", "10.85.1.10", "10.85.1.11"], lab.Get<ZsIpAddress>("Get-ZsNetwork list-net | Get-ZsIpAddress -Free").Select(a => a.IpAddress));
        Assert.Equal(["10.85.1.10", "10.85.1.11"], lab.Get<ZsIpAddress>("Get-ZsIpRange high | Get-ZsIpAddress -Free").Select(a => a.IpAddress));
        Assert.Equal(["10.85.0.10", "10.85.0.11"], lab.Get<ZsIpAddress>("Get-ZsIpAddress list-net -Free -First 2").Select(a => a.IpAddress));
        Assert.Empty(lab.Get<ZsIpAddress>("'zzz*' | Get-ZsIpAddress -Free; Get-ZsIpAddress zzz* -Free"));
        var one = Assert.Single(lab.Get<ZsIpAddress>("Get-ZsIpAddress list-net -IpAddress 10.85.1.11"));
        Assert.Equal((ZsIpAddressState.Free, false, "list-net", "lab"), (one.State, one.Used, one.Network, one.VCenter));
        Assert.NotNull(one.IpRangeId);
        Assert.StartsWith("ZsObjectNotFound,", lab.Run("Get-ZsIpAddress nobody").Error().FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_guests_have_is_seen_is_not_free_and_two_with_one_are_a_conflict()
    {
        lab.Run("New-ZsNetwork prod-app -Flat -Switch dvs-production -Cluster Production -VlanId 110 -StartIp 192.168.110.10 -EndIp 192.168.110.20 -Netmask 255.255.255.0 -Gateway 192.168.110.1").Succeed();
        await lab.VCenter.Control.SetGuestAsync("app02", "192.168.110.11", "app02");
        await lab.VCenter.Control.SetGuestAsync("app03", "192.168.110.1", "app03");
        lab.Run("Sync-ZsVCenter lab -Type Vm").Succeed();

        var seen = lab.Get<ZsIpAddress>("Get-ZsIpAddress prod-app").ToDictionary(a => a.IpAddress);

        Assert.Equal((ZsIpAddressState.Conflict, false, null), (seen["192.168.110.11"].State, seen["192.168.110.11"].Used, seen["192.168.110.11"].Owner));
        Assert.Equal(["app01", "app02"], seen["192.168.110.11"].SeenAt);
        Assert.Equal((ZsIpAddressState.Seen, null, "app03"), (seen["192.168.110.1"].State, seen["192.168.110.1"].IpRangeId, Assert.Single(seen["192.168.110.1"].SeenAt)));
        Assert.DoesNotContain(lab.Get<ZsIpAddress>("Get-ZsIpAddress prod-app -Free"), a => seen.ContainsKey(a.IpAddress));
        Assert.Equal(11, lab.Get<ZsIpAddress>("Get-ZsIpAddress prod-app -Used -Free").Count(a => a.IpRangeId is not null));
        Assert.Contains("app01, app02", lab.Run("Get-ZsIpAddress prod-app").Succeed().Display, StringComparison.Ordinal);
    }

    [Fact]
    public void A_range_that_serves_a_machine_stays_and_the_addresses_say_whose_they_are()
    {
        lab.Network("serving", 2806, "-Cidr 10.86.0.0/24");
        lab.Run("New-ZsVm served01 -Image tpl-ubuntu-22.04 -CpuCount 1 -MemorySize 256MB -Network serving -IpAddress 10.86.0.77 -Cluster Production -NoStart").Succeed();

        var address = Assert.Single(lab.Get<ZsIpAddress>("Get-ZsIpAddress serving"));
        Assert.Equal(("10.86.0.77", ZsIpAddressState.Used, "served01", ZsResourceType.Vm), (address.IpAddress, address.State, address.Owner, address.OwnerType));
        Assert.NotNull(address.TakenAt);
        Assert.Equal("10.86.0.77", Assert.Single(lab.Get<ZsIpAddress>("Get-ZsVm served01 | Get-ZsIpAddress")).IpAddress);
        Assert.Equal((1L, 253L), lab.Get<ZsIpRange>("Get-ZsIpRange -Network serving").Select(r => (r.UsedCount, r.AddressCount)).Single());
        Assert.Equal(252, lab.Get<ZsIpAddress>("Get-ZsIpAddress serving -Free").Count);
        foreach (var command in new[] { "Get-ZsIpRange -Network serving | Remove-ZsIpRange -Confirm:$false", "Get-ZsIpRange -Network serving | Remove-ZsIpRange -WhatIf" })
        {
            var error = lab.Run(command).Error();
            Assert.StartsWith("ZsIpRangeInUse,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
            Assert.Equal(ErrorCategory.ResourceBusy, error.CategoryInfo.Category);
            Assert.Contains("The range 10.86.0.2-10.86.0.254 of network 'serving' serves 1 owner, among them 'served01'.", error.Exception.Message, StringComparison.Ordinal);
        }
        Assert.Contains("1 of them in use; detach 1 network adapter of 1 virtual machine (served01)", lab.Run("Remove-ZsNetwork serving -WhatIf").Succeed().Display, StringComparison.Ordinal);
        foreach (var (wanted, id) in new[] { ("10.86.0.77", "ZsIpAddressInUse"), ("10.86.0.1", "ZsIpAddressInvalid"), ("10.86.0.0", "ZsIpAddressInvalid"), ("10.86.0.255", "ZsIpAddressInvalid") })
        {
            Assert.StartsWith(id + ",", lab.Run($"New-ZsVm served02 -Image tpl-ubuntu-22.04 -CpuCount 1 -MemorySize 256MB -Network serving -IpAddress {wanted} -Cluster Production -NoStart").Error().FullyQualifiedErrorId, StringComparison.Ordinal);
        }

        lab.Run("Remove-ZsVm served01 -Confirm:$false").Succeed();
        Assert.Empty(lab.Get<ZsIpAddress>("Get-ZsIpAddress serving"));
        lab.Run("Get-ZsIpRange -Network serving | Remove-ZsIpRange -Confirm:$false").Succeed();
        Assert.Empty(lab.Get<ZsIpRange>("Get-ZsIpRange -Network serving"));
    }

    private void Prepare() =>
        lab.Run($"if (-not (Get-ZsNetwork {Fixed}*)) {{ New-ZsNetwork {Fixed} -Flat -Switch dvs-production -Cluster Production -VlanId 2800 -StartIp 10.70.0.200 -EndIp 10.70.0.220 -Netmask 255.255.255.0 -Gateway 10.70.0.1 }}").Succeed();
}
