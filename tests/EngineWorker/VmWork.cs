using System.Net;
using ZStackVCenter.Engine;
using ZStackVCenter.Engine.Compute;
using ZStackVCenter.Engine.Connections;
using ZStackVCenter.Engine.Networking;
using ZStackVCenter.Engine.Operations;
using ZStackVCenter.Engine.Records;

namespace ZStackVCenter.EngineWorker;

/// <summary>One operation on a VM or a network of a vCenter that the records know.</summary>
internal static class VmWork
{
    private static readonly Caller Somebody = new("worker", "admin", "Test", new Dictionary<string, string>());

    public static async Task RunAsync(CloudEngine engine, WorkArguments arguments)
    {
        var lab = (await engine.VCenters.ListAsync(default))[0];
        await engine.VCenters.ConnectAsync(new ConnectRequest
        {
            VCenterId = lab.Id,
            Credential = new NetworkCredential(arguments["user"], arguments["password"]),
            SkipCertificateCheck = true,
        }, Caller.Module, default);
        await (arguments["action"] switch
        {
            "CreateVm" => CreateAsync(engine, arguments),
            "CopyVm" => engine.Vms.CopyAsync(new CopyVmRequest { SourceId = arguments.Id("vm"), Name = arguments["name"] + "-copy" }, Somebody, null, default),
            "RemoveVmNic" => RemoveNicAsync(engine, arguments.Id("vm")),
            "CreateNetwork" => CreateNetworkAsync(engine, lab, arguments),
            "RemoveNetwork" => engine.Networks.RemoveAsync(arguments.Id("network"), Somebody, null, default),
            var action => engine.Vms.RunAsync(Request(action, arguments), Somebody, null, default),
        });
    }

    private static VmRequest Request(string action, WorkArguments arguments) => action switch
    {
        "RemoveVm" => new RemoveVmRequest(arguments.Id("vm")),
        "ExpungeVm" => new ExpungeVmRequest(arguments.Id("vm")),
        "MoveVm" => new MoveVmRequest(arguments.Id("vm")),
        "StopVm" => new StopVmRequest(arguments.Id("vm")) { PowerOff = true },
        "AddVmNic" => new AddVmNicRequest(arguments.Id("vm"), new VmNetworkRequest(arguments.Id("other"))),
        _ => throw new ArgumentException($"No work does {action}."),
    };

    private static async Task RemoveNicAsync(CloudEngine engine, Guid vm)
    {
        var adapter = await engine.Records.VmNicsAsync(new VmNicQuery { VmIds = [vm] }, default).FirstAsync();
        await engine.Vms.RunAsync(new RemoveVmNicRequest(vm, adapter.Id), Somebody, null, default);
    }

    private static async Task CreateAsync(CloudEngine engine, WorkArguments arguments)
    {
        var network = await engine.Networks.GetAsync(arguments.Id("network"), default);
        var image = await engine.Records.ImagesAsync(new ImageQuery { Names = ["tpl-ubuntu-22.04"] }, default).FirstAsync();
        await engine.Vms.CreateAsync(new NewVmRequest
        {
            Name = arguments["name"],
            ImageId = image.Id,
            InstanceOfferingId = arguments.Id("offering"),
            Networks = [new VmNetworkRequest(network.Id)],
            ClusterId = network.ClusterId,
        }, Somebody, null, default);
    }

    private static async Task CreateNetworkAsync(CloudEngine engine, ZsVCenter lab, WorkArguments arguments)
    {
        var beside = await engine.Networks.GetAsync(arguments.Id("network"), default);
        await engine.Networks.CreateAsync(new NewNetworkRequest
        {
            VCenterId = lab.Id,
            Name = arguments["name"],
            Kind = ZsNetworkKind.Flat,
            ClusterId = beside.ClusterId!.Value,
            Switch = beside.Switch,
            VlanId = 2300,
        }, Somebody, null, default);
    }
}
