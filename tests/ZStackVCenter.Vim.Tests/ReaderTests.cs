using System.Xml;
using Xunit;
using ZStackVCenter.Vim.Transport;
using ZStackVCenter.Vim.Types;
using ZStackVCenter.Vim.Xml;
using static ZStackVCenter.Vim.Tests.XmlRoundTrips;

namespace ZStackVCenter.Vim.Tests;

public sealed class ReaderTests
{
    private const string Xsi = "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xmlns:xsd=\"http://www.w3.org/2001/XMLSchema\" xmlns=\"urn:vim25\"";

    [Fact]
    public void The_type_of_an_element_picks_the_record()
    {
        var device = Read(
            $"<device {Xsi} xsi:type=\"VirtualDisk\"><key>2000</key><backing xsi:type=\"VirtualDiskFlatVer2BackingInfo\"><fileName>[ds] a/a.vmdk</fileName><diskMode>persistent</diskMode><thinProvisioned>true</thinProvisioned></backing><controllerKey>1000</controllerKey><unitNumber>0</unitNumber><capacityInKB>1048576</capacityInKB></device>",
            VirtualDevice.Read);
        var disk = Assert.IsType<VirtualDisk>(device);
        Assert.Equal(2000, disk.Key);
        Assert.Equal(0, disk.UnitNumber);
        Assert.Equal(1048576, disk.CapacityInKB);
        Assert.Null(disk.CapacityInBytes);
        var backing = Assert.IsType<VirtualDiskFlatVer2BackingInfo>(disk.Backing);
        Assert.True(backing.ThinProvisioned);
        Assert.Equal("[ds] a/a.vmdk", backing.FileName);
    }

    [Theory]
    [InlineData("xmlns:XMLSchema-instance=\"http://www.w3.org/2001/XMLSchema-instance\" XMLSchema-instance:type=\"VirtualVmxnet3\"")]
    [InlineData("xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\" xmlns:v=\"urn:vim25\" i:type=\"v:VirtualVmxnet3\"")]
    [InlineData("xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:type=\"VirtualVmxnet3\"")]
    public void The_type_is_found_by_namespace_whatever_the_prefix(string attributes) =>
        Assert.IsType<VirtualVmxnet3>(Read($"<device {attributes}><key>4000</key></device>", VirtualDevice.Read));

    [Fact]
    public void An_attribute_named_type_of_another_namespace_is_not_the_type() =>
        Assert.Equal(typeof(VirtualDevice), Read("<device xmlns:xsi=\"urn:other\" xsi:type=\"VirtualDisk\"><key>1</key></device>", VirtualDevice.Read).GetType());

    [Fact]
    public void An_unknown_type_is_read_as_its_declared_one_and_keeps_its_name()
    {
        var device = Read($"<device {Xsi} xsi:type=\"VirtualHologram\"><key>7</key><photons><count>3</count></photons></device>", VirtualDevice.Read);
        Assert.Equal(typeof(VirtualDevice), device.GetType());
        Assert.Equal("VirtualHologram", device.VimTypeName);
        Assert.Equal(7, device.Key);
    }

    [Fact]
    public void A_type_of_another_family_is_read_as_the_declared_one() =>
        Assert.Equal(typeof(VirtualDevice), Read($"<device {Xsi} xsi:type=\"AboutInfo\"><key>7</key></device>", VirtualDevice.Read).GetType());

    [Fact]
    public void Unknown_elements_are_stepped_over_with_all_they_hold()
    {
        var about = Read(
            "<about><name>vCenter</name><future a=\"1\"><name>no</name><deep><name>no</name></deep></future><empty/><version>9.0</version></about>",
            AboutInfo.Read);
        Assert.Equal("vCenter", about.Name);
        Assert.Equal("9.0", about.Version);
    }

    [Fact]
    public void Text_is_whole_across_entities_sections_and_comments() =>
        Assert.Equal("a<b&c \u00e9\U0001F600 d", Read("<v>a&lt;b<![CDATA[&]]>c<!-- no --> \u00e9&#x1F600; d</v>", r => r.ReadString()));

    [Fact]
    public void An_unknown_value_of_an_enumeration_is_unknown_and_no_error() =>
        Assert.Equal(TaskInfoState.Unknown, Read("<info><key>t</key><state>dreaming</state></info>", TaskInfo.Read).State);

    [Theory]
    [InlineData("2024-02-29T23:59:59.123456Z", "2024-02-29T23:59:59.1234560Z")]
    [InlineData("2024-03-01T01:59:59+02:00", "2024-02-29T23:59:59.0000000Z")]
    [InlineData("2024-03-01T01:59:59", "2024-03-01T01:59:59.0000000Z")]
    public void Times_are_utc(string text, string expected)
    {
        var time = Read($"<t>{text}</t>", r => r.ReadDateTime());
        Assert.Equal(DateTimeKind.Utc, time.Kind);
        Assert.Equal(expected, time.ToString("o", null));
    }

    [Theory]
    [InlineData("xsd:int", "-5", -5)]
    [InlineData("xsd:long", "9000000000", 9_000_000_000L)]
    [InlineData("xsd:short", "7", (short)7)]
    [InlineData("xsd:boolean", "1", true)]
    [InlineData("xsd:double", "-INF", double.NegativeInfinity)]
    [InlineData("xsd:string", "x y", "x y")]
    [InlineData("VirtualMachinePowerState", "poweredOn", "poweredOn")]
    [InlineData("NeverHeardOfEnum", "maybe", "maybe")]
    public void A_value_of_any_type_is_what_its_type_says(string type, string text, object expected) =>
        Assert.Equal(expected, Read($"<val {Xsi} xsi:type=\"{type}\">{text}</val>", r => r.ReadAny()));

    [Fact]
    public void A_vim_type_is_not_taken_for_a_type_of_xml_schema() =>
        Assert.Equal("boolean", Read($"<val {Xsi} xmlns:v=\"urn:vim25\" xsi:type=\"v:AboutInfo\"><name>boolean</name></val>", r => ((AboutInfo)r.ReadAny()!).Name));

    [Fact]
    public void Arrays_of_any_kind_come_as_typed_lists()
    {
        Assert.Equal([new ManagedObjectReference("Datastore", "ds-1"), new("Datastore", "ds-2")], Read(
            $"<val {Xsi} xsi:type=\"ArrayOfManagedObjectReference\"><ManagedObjectReference type=\"Datastore\">ds-1</ManagedObjectReference><ManagedObjectReference type=\"Datastore\">ds-2</ManagedObjectReference></val>",
            r => (IReadOnlyList<ManagedObjectReference>)r.ReadAny()!));
        var devices = Read(
            $"<val {Xsi} xsi:type=\"ArrayOfVirtualDevice\"><VirtualDevice xsi:type=\"VirtualDisk\"><key>1</key></VirtualDevice><VirtualDevice xsi:type=\"VirtualE1000\"><key>2</key></VirtualDevice></val>",
            r => (IReadOnlyList<VirtualDevice>)r.ReadAny()!);
        Assert.Equal([typeof(VirtualDisk), typeof(VirtualE1000)], devices.Select(d => d.GetType()));
        Assert.Equal([1, 2], Read($"<val {Xsi} xsi:type=\"ArrayOfInt\"><int>1</int><int>2</int></val>", r => (int[])r.ReadAny()!));
    }

    [Fact]
    public void An_object_of_an_unknown_type_keeps_the_types_name() =>
        Assert.Equal("Nebula", ((DynamicData)Read($"<val {Xsi} xsi:type=\"Nebula\"><star>1</star></val>", r => r.ReadAny())!).VimTypeName);

    [Fact]
    public void Base64_is_bytes() => Assert.Equal([1, 2, 255], Read("<v>AQL/</v>", r => r.ReadBytes()));

    [Fact]
    public void A_number_that_is_none_is_an_error_that_quotes_it()
    {
        var e = Assert.Throws<XmlException>(() => Read("<v>many</v>", r => r.ReadInt32()));
        Assert.Contains("many", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_longer_than_allowed_is_too_large()
    {
        Assert.Equal(1000, Read($"<v>{new string('x', 1000)}</v>", r => r.ReadString()).Length);
        var e = Assert.Throws<VimTransportException>(() => Read($"<v>{new string('x', 1001)}</v>", r => r.ReadString()));
        Assert.Equal(VimTransportError.TooLarge, e.Error);
    }

    [Fact]
    public void An_answer_nested_without_end_is_an_error_and_no_end_of_the_process()
    {
        var nested = string.Concat(Enumerable.Repeat("<anyType xsi:type=\"ArrayOfAnyType\">", 100_000));
        using var xml = XmlReader.Create(new StringReader($"<val {Xsi} xsi:type=\"ArrayOfAnyType\">{nested}"));
        xml.MoveToContent();
        var e = Assert.Throws<XmlException>(() => new VimReader(xml, 1000).ReadAny());
        Assert.Contains("nested", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_reference_that_the_server_left_out_is_empty_and_not_null() =>
        Assert.Equal("", Read("<info><key>t</key></info>", TaskInfo.Read).Task.Value);
}
