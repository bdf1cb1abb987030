using Xunit;
using ZStackVCenter.Testing;
using ZStackVCenter.Vim.PropertyCollection;
using ZStackVCenter.Vim.Types;

namespace ZStackVCenter.Vim.Tests;

public sealed class RetrievalTests(VCenterFixture fixture) : IClassFixture<VCenterFixture>
{
    private readonly SimulatedVCenter _server = fixture.VCenter;

    [Fact]
    public async Task Leaf_properties_of_all_machines_come_typed()
    {
        await using var client = await _server.ConnectAsync();
        await using var view = await client.Views.CreateContainerViewAsync(null, ["VirtualMachine"]);
        var selection = new PropertySelection(
            "VirtualMachine", "name", "config.uuid", "config.template", "config.hardware.numCPU", "config.hardware.memoryMB",
            "runtime.powerState", "runtime.host", "datastore", "summary.storage.committed");
        var rows = new List<ObjectRow>();
        await foreach (var row in client.Properties.RetrieveAsync(view.Reference, [selection], pageSize: 2))
        {
            rows.Add(row);
        }

        Assert.NotEmpty(rows);
        Assert.Equal(rows.Count, rows.Select(r => r.Object).Distinct().Count());
        Assert.All(rows, row =>
        {
            Assert.Equal("VirtualMachine", row.Object.Type);
            Assert.False(string.IsNullOrEmpty(row[0].Text));
            Assert.True(Guid.TryParse(row[1].Text, out _));
            Assert.NotNull(row[2].Boolean);
            Assert.InRange(row[3].Int32!.Value, 1, 128);
            Assert.InRange(row["config.hardware.memoryMB"].Int32!.Value, 1, 1 << 20);
            Assert.Contains(row[5].Text, new[] { "poweredOn", "poweredOff" });
            Assert.Equal("HostSystem", row[6].Reference!.Type);
            Assert.Equal("Datastore", row[7].References[0].Type);
            Assert.Empty(row.Missing);
        });
    }

    [Fact]
    public async Task An_ignored_type_is_left_out_of_lists_and_the_others_stay_as_they_are()
    {
        await using var client = await _server.ConnectAsync();
        await using var view = await client.Views.CreateContainerViewAsync(null, ["VirtualMachine"]);
        var all = await DevicesAsync(client, view.Reference, []);
        var without = await DevicesAsync(client, view.Reference, ["VirtualKeyboard", "VirtualIDEController"]);

        Assert.Contains(all, d => d is VirtualKeyboard);
        Assert.Contains(all, d => d is VirtualIDEController);
        Assert.Equal(all.Where(d => d is not (VirtualKeyboard or VirtualIDEController)).Select(Describe), without.Select(Describe));
    }

    [Fact]
    public async Task Two_retrievals_at_once_come_whole_also_when_they_are_the_first_of_a_session()
    {
        for (var turn = 0; turn < 10; turn++)
        {
            await using var client = await _server.ConnectAsync();
            // Two views made at once, so that there are two connections already.
            var views = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => client.Views.CreateContainerViewAsync(null, ["VirtualMachine"])));

            var counts = await Task.WhenAll(views.Select(view => CountAsync(client, view.Reference)));

            Assert.NotEqual(0, counts[0]);
            Assert.Equal(counts[0], counts[1]);
        }
    }

    private static async Task<int> CountAsync(VimClient client, ManagedObjectReference view) =>
        await client.Properties.RetrieveAsync(view, [new PropertySelection("VirtualMachine", "name")], pageSize: 1).CountAsync();

    private static (string, int, string?, string?) Describe(VirtualDevice device) =>
        (device.VimTypeName, device.Key, device.DeviceInfo?.Label, (device.Backing as VirtualDeviceFileBackingInfo)?.FileName);

    private static async Task<List<VirtualDevice>> DevicesAsync(VimClient client, ManagedObjectReference view, string[] ignored)
    {
        var selection = new PropertySelection("VirtualMachine", "config.hardware.device") { Ignored = ignored };
        var devices = new List<VirtualDevice>();
        await foreach (var row in client.Properties.RetrieveAsync(view, [selection]))
        {
            devices.AddRange(row[0].As<VirtualDevice[]>()!);
        }

        return devices;
    }
}
