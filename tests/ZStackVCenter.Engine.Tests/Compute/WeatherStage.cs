using ZStackVCenter.Engine.Compute;
using ZStackVCenter.Engine.Networking;
using ZStackVCenter.Engine.Records;

namespace ZStackVCenter.Engine.Tests.Compute;

/// <summary>One operation on something of its own: how it is set up in fair weather, done, and looked at.</summary>
internal sealed class WeatherStage(VmLab lab, string action, int round)
{
    private readonly string _name = $"{action}-{round}".ToLowerInvariant();
    private Guid _vm;
    private Guid _nic;
    private ZsNetwork? _network;

    /// <summary>Every operation.</summary>
    public static IReadOnlyList<string> Actions { get; } =
    [
        "CreateVm", "CopyVm", "RemoveVm", "RestoreVm", "ExpungeVm", "MoveVm", "SetVm", "StartVm", "StopVm", "SuspendVm", "ResumeVm", "RestartVm",
        "CreateNetwork", "RemoveNetwork", "AddVmNic", "RemoveVmNic",
    ];

    /// <summary>Brings what is worked on to where the operation begins.</summary>
    public async Task SetAsync()
    {
        if (action is "CreateVm" or "CreateNetwork")
        {
            return;
        }
        var vm = await lab.Engine.Vms.CreateAsync(
            await lab.RequestAsync($"{_name}-it") with { NoStart = action is "CopyVm" or "StartVm" or "SetVm" or "RemoveNetwork" or "RestoreVm" or "ExpungeVm" }, VmLab.Somebody, null, default);
        _vm = vm.Id;
        switch (action)
        {
            case "RestoreVm" or "ExpungeVm":
                await FairAsync(new RemoveVmRequest(_vm));
                break;
            case "ResumeVm":
                await FairAsync(new SuspendVmRequest(_vm));
                break;
            case "StopVm":
                // A guest with VMware Tools, which is asked first.
                await lab.VCenter.Control.SetGuestAsync(vm.Name, "10.20.0.250", "guest");
                break;
            case "RemoveVmNic":
                _nic = (await lab.Engine.Records.VmNicsAsync(new VmNicQuery { VmIds = [_vm] }, default).SingleAsync()).Id;
                break;
            case "RemoveNetwork":
                _network = await lab.NetworkAsync(_name, $"10.99.{round}.0/24");
                await FairAsync(new AddVmNicRequest(_vm, new VmNetworkRequest(_network.Id)));
                break;
        }
    }

    /// <summary>Does the operation.</summary>
    public async Task RunAsync(CloudEngine engine)
    {
        switch (action)
        {
            case "CreateVm":
                await engine.Vms.CreateAsync(await lab.RequestAsync(_name), VmLab.Somebody, null, default);
                break;
            case "CopyVm":
                await engine.Vms.CopyAsync(new CopyVmRequest { SourceId = _vm, Name = _name }, VmLab.Somebody, null, default);
                break;
            case "CreateNetwork":
                await engine.Networks.CreateAsync(await lab.NetworkRequestAsync(_name, $"10.98.{round}.0/24"), VmLab.Somebody, null, default);
                break;
            case "RemoveNetwork":
                await engine.Networks.RemoveAsync(_network!.Id, VmLab.Somebody, null, default);
                break;
            default:
                await engine.Vms.RunAsync(Request(), VmLab.Somebody, null, default);
                break;
        }
    }

    /// <summary>What the records hold of it now.</summary>
    public async Task<string> LookAsync()
    {
        var networks = await lab.Engine.Records.NetworksAsync(new NetworkQuery { Names = [_name] }, default).Select(n => $"network {n.State}").ToListAsync();
        var vms = await lab.Engine.Records.VmsAsync(new VmQuery { Life = VmLifeScope.All }, default).Where(v => v.Id == _vm || v.Name == _name).ToListAsync();
        var addresses = await lab.Engine.Networks.AddressesAsync(new IpAddressQuery(), default).Where(a => a.Used && vms.Exists(v => v.Id == a.OwnerId)).ToListAsync();
        return string.Join("; ", [.. networks, .. vms.Select(v => Words(v, addresses.Where(a => a.OwnerId == v.Id)))]);
    }

    private VmRequest Request() => action switch
    {
        "RemoveVm" => new RemoveVmRequest(_vm),
        "RestoreVm" => new RestoreVmRequest(_vm) { Start = true },
        "ExpungeVm" => new ExpungeVmRequest(_vm),
        "MoveVm" => new MoveVmRequest(_vm),
        "SetVm" => new SetVmRequest(_vm) { Name = $"{_name}-new", CpuCount = 3, HaLevel = ZsHaLevel.NeverStop, Description = "new" },
        "StartVm" => new StartVmRequest(_vm),
        "StopVm" => new StopVmRequest(_vm) { ShutdownTimeout = TimeSpan.FromSeconds(2) },
        "SuspendVm" => new SuspendVmRequest(_vm),
        "ResumeVm" => new ResumeVmRequest(_vm),
        "RestartVm" => new RestartVmRequest(_vm) { Reset = true },
        "AddVmNic" => new AddVmNicRequest(_vm, new VmNetworkRequest(lab.Other.Id)),
        "RemoveVmNic" => new RemoveVmNicRequest(_vm, _nic),
        _ => throw new InvalidOperationException($"Nobody does {action}."),
    };

    private async Task FairAsync(VmRequest request) => await lab.Engine.Vms.RunAsync(request, VmLab.Somebody, null, default);

    private static string Words(ZsVm vm, IEnumerable<ZsIpAddress> addresses) =>
        $"{vm.Name}: {vm.State}, {vm.CpuCount}, {vm.MemorySize}, {vm.VMHost}, {vm.HaLevel}, {vm.Description}, on {string.Join('+', vm.Networks)}, with {string.Join('+', addresses.Select(a => a.Network).Order())}";
}
