using Xunit;
using ZStackVCenter.Vim.Types;
using static ZStackVCenter.Vim.Tests.XmlRoundTrips;

namespace ZStackVCenter.Vim.Tests;

public sealed class WriterTests
{
    [Fact]
    public void Elements_stand_in_the_schemas_order_the_bases_first_and_unset_ones_not_at_all()
    {
        var disk = new VirtualDisk { CapacityInKB = 1024, Key = -1, ControllerKey = 1000, UnitNumber = 3 };
        Assert.Equal(
            "<device xsi:type=\"VirtualDisk\"><key>-1</key><controllerKey>1000</controllerKey><unitNumber>3</unitNumber><capacityInKB>1024</capacityInKB></device>",
            Write(w => disk.Write(w, "device", VirtualDevice.WireName)));
    }

    [Fact]
    public void A_type_stands_with_the_element_only_where_it_is_not_the_declared_one()
    {
        var spec = new PropertyFilterSpec
        {
            PropSet = [new PropertySpec { Type = "VirtualMachine", PathSet = ["name", "config.uuid"] }],
            ObjectSet = [new ObjectSpec { Obj = new("ListView", "v-1"), Skip = true, SelectSet = [new TraversalSpec { Name = "view", Type = "ListView", Path = "view" }] }],
        };
        Assert.Equal(
            "<specSet><propSet><type>VirtualMachine</type><pathSet>name</pathSet><pathSet>config.uuid</pathSet></propSet><objectSet><obj type=\"ListView\">v-1</obj><skip>true</skip><selectSet xsi:type=\"TraversalSpec\"><name>view</name><type>ListView</type><path>view</path></selectSet></objectSet></specSet>",
            Write(w => spec.Write(w, "specSet", PropertyFilterSpec.WireName)));
    }

    [Fact]
    public void Enumerations_go_by_their_names_and_an_unknown_value_is_not_sent()
    {
        var spec = new VirtualDeviceConfigSpec { Operation = VirtualDeviceConfigSpecOperation.Remove, Device = new VirtualDevice { Key = 5 } };
        Assert.Equal("<c><operation>remove</operation><device><key>5</key></device></c>", Write(w => spec.Write(w, "c", VirtualDeviceConfigSpec.WireName)));
        Assert.Throws<ArgumentException>(() => Write(w => (spec with { Operation = VirtualDeviceConfigSpecOperation.Unknown }).Write(w, "c", null)));
    }

    [Theory]
    [InlineData("t", "xsd:string", "t")]
    [InlineData(5, "xsd:int", "5")]
    [InlineData(true, "xsd:boolean", "true")]
    [InlineData(1.5, "xsd:double", "1.5")]
    public void A_value_of_any_type_carries_its_own(object value, string type, string text) =>
        Assert.Equal($"<value xsi:type=\"{type}\">{text}</value>", Write(w => w.WriteAny("value", value)));

    [Fact]
    public void Times_go_out_as_utc()
    {
        var spec = new EventFilterSpecByTime { BeginTime = new DateTime(2024, 1, 2, 3, 4, 5, DateTimeKind.Utc) };
        Assert.Equal("<time><beginTime>2024-01-02T03:04:05Z</beginTime></time>", Write(w => spec.Write(w, "time", EventFilterSpecByTime.WireName)));
    }

    [Fact]
    public void Text_is_escaped() => Assert.Equal("<v>a&lt;b&amp;c</v>", Write(w => w.WriteString("v", "a<b&c")));

    [Fact]
    public void What_is_written_is_read_again_as_it_was()
    {
        var card = new VirtualVmxnet3
        {
            Key = 4000,
            MacAddress = "00:50:56:00:00:01",
            Connectable = new VirtualDeviceConnectInfo { StartConnected = true },
            Backing = new VirtualEthernetCardDistributedVirtualPortBackingInfo { Port = new DistributedVirtualSwitchPortConnection { SwitchUuid = "s", PortgroupKey = "p" } },
        };
        var xml = Write(w => card.Write(w, "device", null)).Replace("<device ", "<device xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" ", StringComparison.Ordinal);
        var read = Assert.IsType<VirtualVmxnet3>(Read(xml, VirtualDevice.Read));
        Assert.Equal(card.MacAddress, read.MacAddress);
        Assert.Equal("p", Assert.IsType<VirtualEthernetCardDistributedVirtualPortBackingInfo>(read.Backing).Port!.PortgroupKey);
        Assert.True(read.Connectable!.StartConnected);
    }
}
