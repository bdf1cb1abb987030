using ZStackVCenter.Engine.Networking;

namespace ZStackVCenter.Engine.Tests.Networking;

public sealed class IpRangeRulesTests
{
    [Theory]
    [InlineData("192.168.1.1/24", "192.168.1.2-192.168.1.254", "192.168.1.1", 253)]
    [InlineData("10.0.0.0/8", "10.0.0.2-10.255.255.254", "10.0.0.1", 16777213)]
    [InlineData("192.168.7.8/29", "192.168.7.10-192.168.7.14", "192.168.7.9", 5)]
    [InlineData("192.168.7.8/30", "192.168.7.10-192.168.7.10", "192.168.7.9", 1)]
    public void A_network_in_CIDR_notation_hands_out_all_but_its_first_usable_address(string cidr, string range, string gateway, long count)
    {
        var spec = IpRangeRules.FromCidr(cidr);

        Assert.Equal((range, gateway, count), (spec.ToString(), Ipv4.Text(spec.Gateway), spec.Count));
    }

    [Fact]
    public void The_guides_own_range_is_taken_as_it_stands()
    {
        var spec = IpRangeRules.FromRange("172.20.58.200", "172.20.58.220", "255.255.0.0", "172.20.0.1");

        Assert.Equal(("172.20.0.0/16", 21L), (spec.Cidr, spec.Count));
    }

    [Theory]
    [InlineData("192.168.1.10", "192.168.1.20", "255.255.0.255", "192.168.1.1", "no netmask")]
    [InlineData("192.168.1.10", "192.168.1.20", "0.0.0.0", "192.168.1.1", "no netmask")]
    [InlineData("192.168.1.10", "192.168.1.20", "255.255.255.254", "192.168.1.1", "no netmask")]
    [InlineData("192.168.1.20", "192.168.1.10", "255.255.255.0", "192.168.1.1", "begins at 192.168.1.20, after its end at 192.168.1.10")]
    [InlineData("192.168.1.10", "192.168.2.20", "255.255.255.0", "192.168.1.1", "last address 192.168.2.20 is no usable address of 192.168.1.0/24")]
    [InlineData("192.168.1.10", "192.168.1.255", "255.255.255.0", "192.168.1.1", "last address 192.168.1.255")]
    [InlineData("192.168.1.0", "192.168.1.20", "255.255.255.0", "192.168.1.30", "the network 192.168.1.0/24 itself")]
    [InlineData("192.168.1.10", "192.168.1.20", "255.255.255.0", "192.168.2.1", "gateway 192.168.2.1 is no usable address")]
    [InlineData("192.168.1.10", "192.168.1.20", "255.255.255.0", "192.168.1.15", "gateway 192.168.1.15 lies in the range")]
    [InlineData("224.0.0.10", "224.0.0.20", "255.255.255.0", "224.0.0.1", "multicast")]
    [InlineData("169.254.7.10", "169.254.7.20", "255.255.255.0", "169.254.7.1", "link-local")]
    [InlineData("127.0.0.10", "127.0.0.20", "255.0.0.0", "127.0.0.1", "loopback")]
    [InlineData("192.168.1", "192.168.1.20", "255.255.255.0", "192.168.1.1", "'192.168.1' is no IPv4 address")]
    [InlineData("192.168.01.10", "192.168.1.20", "255.255.255.0", "192.168.1.1", "'192.168.01.10' is no IPv4 address")]
    [InlineData("fe80::1", "192.168.1.20", "255.255.255.0", "192.168.1.1", "'fe80::1' is no IPv4 address")]
    public void A_range_that_breaks_a_rule_is_refused_with_its_numbers(string start, string end, string mask, string gateway, string words)
    {
        var error = Assert.Throws<ZsException>(() => IpRangeRules.FromRange(start, end, mask, gateway));

        Assert.Equal(ZsErrorId.IpRangeInvalid, error.ErrorId);
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("192.168.1.0/31")]
    [InlineData("192.168.1.0/32")]
    [InlineData("192.168.1.0/33")]
    [InlineData("192.168.1.0/0")]
    [InlineData("192.168.1.0")]
    [InlineData("192.168.1.0/-1")]
    [InlineData("/24")]
    [InlineData("")]
    public void What_is_no_network_for_VMs_is_refused(string cidr) =>
        Assert.Equal(ZsErrorId.IpRangeInvalid, Assert.Throws<ZsException>(() => IpRangeRules.FromCidr(cidr)).ErrorId);

    [Fact]
    public void All_ranges_of_a_network_lie_in_one_CIDR_with_one_gateway_and_apart()
    {
        var own = IpRangeRules.FromRange("10.1.0.10", "10.1.0.20", "255.255.255.0", "10.1.0.1");

        Refused(ZsErrorId.IpRangeInvalid, IpRangeRules.FromRange("10.2.0.10", "10.2.0.20", "255.255.255.0", "10.2.0.1"));
        Refused(ZsErrorId.IpRangeInvalid, IpRangeRules.FromRange("10.1.0.30", "10.1.0.40", "255.255.255.0", "10.1.0.2"));
        Refused(ZsErrorId.CidrOverlap, IpRangeRules.FromRange("10.1.0.20", "10.1.0.40", "255.255.255.0", "10.1.0.1"));
        IpRangeRules.CheckBeside(IpRangeRules.FromRange("10.1.0.21", "10.1.0.40", "255.255.255.0", "10.1.0.1"), [own], []);

        void Refused(string id, IpRangeSpec range) => Assert.Equal(id, Assert.Throws<ZsException>(() => IpRangeRules.CheckBeside(range, [own], [])).ErrorId);
    }

    [Fact]
    public void A_neighbour_on_the_same_VLAN_may_not_hand_out_the_same_addresses()
    {
        var other = IpRangeRules.FromCidr("10.1.0.0/24");

        var error = Assert.Throws<ZsException>(() => IpRangeRules.CheckBeside(IpRangeRules.FromCidr("10.1.0.0/16"), [], [("prod", other)]));

        Assert.Equal(ZsErrorId.CidrOverlap, error.ErrorId);
        Assert.Contains("10.1.0.2-10.1.0.254 of the network 'prod'", error.Message, StringComparison.Ordinal);
    }
}
