using ZStackVCenter.Engine.Compute;
using ZStackVCenter.Engine.Networking;
using ZStackVCenter.Engine.Operations;
using ZStackVCenter.Engine.Records;
using ZStackVCenter.Engine.Tests.Support;
using ZStackVCenter.Testing;

namespace ZStackVCenter.Engine.Tests.Compute;

/// <summary>A simulated vCenter of the class's own, brought in, with offerings and a network to make VMs on.</summary>
public sealed class VmLab : IAsyncLifetime
{
    internal static readonly Caller Somebody = new("jane", "admin", "Test", new Dictionary<string, string>());

    internal SimulatedVCenter VCenter { get; private set; } = null!;

    internal Cloud Cloud { get; } = new();

    internal CloudEngine Engine => Cloud.Engine;

    internal ZsVCenter Lab { get; private set; } = null!;

    internal ZsNetwork Network { get; private set; } = null!;

    /// <summary>Another network of the same cluster.</summary>
    internal ZsNetwork Other { get; private set; } = null!;

    internal ZsInstanceOffering Small { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        VCenter = await SimulatedVCenter.StartAsync(new SimulatedVCenterOptions { Demo = true });
        Lab = await Cloud.ConnectAsync(VCenter);
        await Cloud.SyncAsync(Lab);
        Small = await Engine.Offerings.CreateInstanceOfferingAsync("small", 1, 512L << 20, null, Somebody, default);
        Network = await NetworkAsync("vm-net", "10.20.0.0/20");
        Other = await NetworkAsync("other-net", "10.21.0.0/24");
    }

    public async Task DisposeAsync()
    {
        await Cloud.DisposeAsync();
        await VCenter.DisposeAsync();
    }

    internal async Task<ZsNetwork> NetworkAsync(string name, string cidr, string cluster = "Production", string? vswitch = null) =>
        await Engine.Networks.CreateAsync(await NetworkRequestAsync(name, cidr, cluster, vswitch), Somebody, null, default);

    internal async Task<NewNetworkRequest> NetworkRequestAsync(string name, string cidr, string cluster = "Production", string? vswitch = null) => new()
    {
        VCenterId = Lab.Id,
        Name = name,
        Kind = ZsNetworkKind.Flat,
        ClusterId = (await Engine.Records.ClustersAsync(new ResourceQuery { Names = [cluster] }, default).FirstAsync()).Id,
        Switch = vswitch ?? (await DistributedAsync()).Name,
        VlanId = 2200,
        Ranges = [new IpRangeRequest { Cidr = cidr }],
        Dns = ["10.20.0.53"],
    };

    internal ValueTask<ZsSwitch> DistributedAsync() =>
        Engine.Records.SwitchesAsync(new SwitchQuery { Kind = ZsSwitchKind.Distributed }, default).FirstAsync();

    internal ValueTask<ZsVm> VmAsync(string name) =>
        Engine.Records.VmsAsync(new VmQuery { Names = [name], Life = VmLifeScope.All }, default).FirstAsync();

    internal async Task<NewVmRequest> RequestAsync(string name, params Guid[] dataDisks) => new()
    {
        Name = name,
        ImageId = (await Engine.Records.ImagesAsync(new ImageQuery { Names = ["tpl-ubuntu-22.04"] }, default).FirstAsync()).Id,
        InstanceOfferingId = Small.Id,
        Networks = [new VmNetworkRequest(Network.Id)],
        DataDiskOfferingIds = dataDisks,
        ClusterId = Network.ClusterId,
    };

    /// <summary>What must hold at every moment when nobody works: records and vCenter say the same, and no address is lost.</summary>
    internal async Task AssertNothingLostAsync(CloudEngine engine)
    {
        var report = await engine.Sync.SyncAsync(Lab.Id);
        Assert.Equal((0, 0), (report.Added, report.Removed));
        Assert.DoesNotContain(await engine.Operations.ListAsync(new TaskQuery(), default), t => !t.IsCompleted);
        var vms = await engine.Records.VmsAsync(new VmQuery { Life = VmLifeScope.All }, default).ToListAsync();
        Assert.DoesNotContain(vms, v => v.ManagedObjectId.Length == 0);
        Assert.DoesNotContain(vms, v => v.State is ZsVmState.Created or ZsVmState.Expunging or ZsVmState.Starting or ZsVmState.Stopping or ZsVmState.Destroying);
        var held = await engine.Networks.AddressesAsync(new IpAddressQuery(), default).Where(a => a.Used).ToListAsync();
        Assert.All(held, a => Assert.Contains(vms, v => v.Id == a.OwnerId));
    }
}
