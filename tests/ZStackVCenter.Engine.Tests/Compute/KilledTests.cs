using ZStackVCenter.Engine.Compute;
using ZStackVCenter.Engine.Networking;
using ZStackVCenter.Engine.Records;
using ZStackVCenter.Engine.Tests.Support;

namespace ZStackVCenter.Engine.Tests.Compute;

/// <summary>A process is killed (SIGKILL) before and after every step; the next one that synchronises finds nothing lost and nothing left behind.</summary>
public sealed class KilledTests(VmLab lab) : IClassFixture<VmLab>
{
    public static TheoryData<string, int> Operations => new()
    {
        { "CreateVm", 6 }, { "CopyVm", 6 }, { "RemoveVm", 4 }, { "ExpungeVm", 5 }, { "MoveVm", 3 }, { "StopVm", 4 }, { "CreateNetwork", 4 },
        { "AddVmNic", 3 }, { "RemoveVmNic", 3 },
    };

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Nothing_is_lost_wherever_it_is_killed(string action, int steps)
    {
        for (var step = 0; step < steps; step++)
        {
            foreach (var moment in new[] { "before", "after" })
            {
                var name = $"{action}-{step}-{moment}".ToLowerInvariant();
                var vm = action is "CreateVm" or "CreateNetwork" ? null : await lab.Engine.Vms.CreateAsync(await lab.RequestAsync(name), VmLab.Somebody, null, default);
                if (action == "ExpungeVm")
                {
                    await lab.Engine.Vms.RunAsync(new RemoveVmRequest(vm!.Id), VmLab.Somebody, null, default);
                }
                await using (var worker = await Worker.StartAsync("vm",
                    ("store", lab.Cloud.Store), ("action", action), ("name", name), ("vm", vm?.Id.ToString() ?? ""), ("dieAt", $"{action}:{step}:{moment}"),
                    ("server", lab.VCenter.Server), ("port", lab.VCenter.Port.ToString(System.Globalization.CultureInfo.InvariantCulture)), ("user", lab.VCenter.User), ("password", lab.VCenter.Password),
                    ("network", lab.Network.Id.ToString()), ("other", lab.Other.Id.ToString()), ("offering", lab.Small.Id.ToString())))
                {
                    Assert.Equal((name, 137, 0), (name, await worker.RunAsync(), worker.Lines.Count));
                }

                await lab.Engine.Sync.SyncAsync(lab.Lab.Id);

                await lab.AssertNothingLostAsync(lab.Engine);
            }
        }
    }

    [Theory]
    [InlineData("RemoveNetwork:0:before")]
    [InlineData("RemoveNetwork:0:after")]
    [InlineData("RemoveNetwork:1:before")]
    [InlineData("RemoveNetwork:1:after")]
    public async Task A_network_whose_removal_is_killed_is_gone_with_its_adapters_and_addresses(string dieAt)
    {
        var name = dieAt.Replace(':', '-').ToLowerInvariant();
        var network = await lab.NetworkAsync(name, "10.29.0.0/24");
        var vm = await lab.Engine.Vms.CreateAsync(await lab.RequestAsync(name) with { Networks = [new VmNetworkRequest(lab.Network.Id), new VmNetworkRequest(network.Id)], DefaultNetworkId = lab.Network.Id }, VmLab.Somebody, null, default);
        await using (var worker = await Worker.StartAsync("vm",
            ("store", lab.Cloud.Store), ("action", "RemoveNetwork"), ("dieAt", dieAt), ("network", network.Id.ToString()),
            ("server", lab.VCenter.Server), ("port", lab.VCenter.Port.ToString(System.Globalization.CultureInfo.InvariantCulture)), ("user", lab.VCenter.User), ("password", lab.VCenter.Password)))
        {
            Assert.Equal((137, 0), (await worker.RunAsync(), worker.Lines.Count));
        }

        await lab.Engine.Sync.SyncAsync(lab.Lab.Id);

        await lab.AssertNothingLostAsync(lab.Engine);
        Assert.Equal(0, await lab.Engine.Records.NetworksAsync(new NetworkQuery { Names = [name] }, default).CountAsync());
        Assert.Equal([lab.Network.Name], await lab.Engine.Records.VmNicsAsync(new VmNicQuery { VmIds = [vm.Id] }, default).Select(n => n.Network).ToListAsync());
        Assert.Equal(lab.Network.Id, Assert.Single(await lab.Engine.Networks.AddressesAsync(new IpAddressQuery { OwnerIds = [vm.Id] }, default).ToListAsync()).NetworkId);
    }
}
