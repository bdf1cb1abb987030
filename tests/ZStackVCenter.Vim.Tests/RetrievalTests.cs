using Xunit;
using ZStackVCenter.Testing;
using ZStackVCenter.Vim.PropertyCollection;

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
}
