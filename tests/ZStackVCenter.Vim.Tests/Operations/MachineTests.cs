using Xunit;
using ZStackVCenter.Testing;
using ZStackVCenter.Testing.Faults;
using ZStackVCenter.Vim.Faults;
using ZStackVCenter.Vim.Methods;
using ZStackVCenter.Vim.Tasks;
using ZStackVCenter.Vim.Types;

namespace ZStackVCenter.Vim.Tests.Operations;

/// <summary>What is done to machines, against the simulated vCenter; what it lacks, against answers written from the API's documentation.</summary>
public sealed class MachineTests(MachineTests.Server fixture) : IClassFixture<MachineTests.Server>
{
    private readonly SimulatedVCenter _server = fixture.VCenter;

    [Fact]
    public async Task A_machine_is_made_with_its_devices()
    {
        await using var client = await _server.ConnectAsync();
        var land = await Landscape.FindAsync(client);
        var vm = await land.CreateAsync("made");
        var devices = await land.DevicesAsync(vm);
        var controller = Assert.Single(devices.OfType<ParaVirtualSCSIController>());
        var disk = Assert.Single(devices.OfType<VirtualDisk>());
        Assert.Equal(controller.Key, disk.ControllerKey);
        Assert.Equal(1 << 20, disk.CapacityInKB);
        Assert.True(Assert.IsType<VirtualDiskFlatVer2BackingInfo>(disk.Backing).ThinProvisioned);
        Assert.Equal(2, await land.ReadAsync<long>(vm, "config.hardware.numCPU"));
    }

    [Fact]
    public async Task Disks_and_cards_are_added_and_taken_away()
    {
        await using var client = await _server.ConnectAsync();
        var land = await Landscape.FindAsync(client);
        var vm = await land.CreateAsync("changed");
        var controller = (await land.DevicesAsync(vm)).OfType<ParaVirtualSCSIController>().Single().Key;
        var group = (await Landscape.AllAsync(client, "DistributedVirtualPortgroup"))[^1];
        var key = (await land.ReadAsync<string>(group, "key"))!;
        var uuid = (await land.ReadAsync<string>((await Landscape.AllAsync(client, "DistributedVirtualSwitch"))[0], "uuid"))!;
        await land.RunAsync(client.ReconfigVM_Task(vm, new VirtualMachineConfigSpec
        {
            NumCPUs = 4,
            ExtraConfig = [new OptionValue { Key = "zstackvcenter.id", Value = "0199" }],
            DeviceChange =
            [
                new() { Operation = VirtualDeviceConfigSpecOperation.Add, FileOperation = VirtualDeviceConfigSpecFileOperation.Create, Device = Landscape.Disk(-1, controller, 1, 2 << 20, "") },
                new() { Operation = VirtualDeviceConfigSpecOperation.Add, Device = new VirtualVmxnet3 { Key = -2, AddressType = "generated", Backing = new VirtualEthernetCardDistributedVirtualPortBackingInfo { Port = new() { SwitchUuid = uuid, PortgroupKey = key } } } },
                new() { Operation = VirtualDeviceConfigSpecOperation.Add, Device = new VirtualE1000 { Key = -3, AddressType = "manual", MacAddress = "00:50:56:11:22:33", Backing = new VirtualEthernetCardNetworkBackingInfo { DeviceName = "VM Network" } } },
            ],
        }));
        var devices = await land.DevicesAsync(vm);
        Assert.Equal(2, devices.OfType<VirtualDisk>().Count());
        var distributed = Assert.IsType<VirtualEthernetCardDistributedVirtualPortBackingInfo>(Assert.Single(devices.OfType<VirtualVmxnet3>()).Backing);
        Assert.Equal(key, distributed.Port!.PortgroupKey);
        Assert.Equal("00:50:56:11:22:33", Assert.Single(devices.OfType<VirtualE1000>()).MacAddress);
        var settings = (IReadOnlyList<OptionValue>)(await client.Properties.ReadAsync(vm, "config.extraConfig"))!;
        Assert.Equal("0199", settings.Single(s => s.Key == "zstackvcenter.id").Value);

        await land.RunAsync(client.ReconfigVM_Task(vm, new VirtualMachineConfigSpec
        {
            DeviceChange =
            [
                new() { Operation = VirtualDeviceConfigSpecOperation.Remove, FileOperation = VirtualDeviceConfigSpecFileOperation.Destroy, Device = devices.OfType<VirtualDisk>().Last() },
                new() { Operation = VirtualDeviceConfigSpecOperation.Remove, Device = devices.OfType<VirtualVmxnet3>().Single() },
            ],
        }));
        devices = await land.DevicesAsync(vm);
        Assert.Single(devices.OfType<VirtualDisk>());
        Assert.Empty(devices.OfType<VirtualVmxnet3>());
    }

    [Fact]
    public async Task A_machine_goes_through_its_power_states()
    {
        await using var client = await _server.ConnectAsync();
        var land = await Landscape.FindAsync(client);
        var vm = await land.CreateAsync("power");
        await land.RunAsync(client.PowerOnVM_Task(vm));
        await land.RunAsync(client.ResetVM_Task(vm));
        await land.RunAsync(client.SuspendVM_Task(vm));
        Assert.Equal("suspended", await land.ReadAsync<string>(vm, "runtime.powerState"));
        await land.RunAsync(client.PowerOnVM_Task(vm));
        await client.ShutdownGuest(vm);
        Assert.Equal("poweredOff", await land.ReadAsync<string>(vm, "runtime.powerState"));
        var e = await Assert.ThrowsAsync<VimTaskException>(() => land.RunAsync(client.PowerOffVM_Task(vm)));
        Assert.Equal(VirtualMachinePowerState.PoweredOff, Assert.IsType<InvalidPowerState>(e.Fault).ExistingState);
    }

    [Fact]
    public async Task A_machine_is_copied_renamed_moved_and_deleted()
    {
        await using var client = await _server.ConnectAsync();
        var land = await Landscape.FindAsync(client);
        var vm = await land.CreateAsync("source");
        var spec = new VirtualMachineCloneSpec
        {
            Location = new VirtualMachineRelocateSpec { Pool = land.Pool, Host = land.Hosts[1], Datastore = land.Datastores[0], DiskMoveType = DiskMoveTypes.MoveAllAndDisallowSharing },
            Config = new VirtualMachineConfigSpec { Annotation = "a copy" },
            Customization = Customizations.Linux(),
        };
        var copy = (ManagedObjectReference)(await land.RunAsync(client.CloneVM_Task(vm, land.VmFolder, "copy", spec))).Result!;
        Assert.NotEqual(vm, copy);
        Assert.Equal("copy", await land.ReadAsync<string>(copy, "name"));

        await land.RunAsync(client.Rename_Task(copy, "renamed"));
        Assert.Equal("renamed", await land.ReadAsync<string>(copy, "name"));
        await land.RunAsync(client.RelocateVM_Task(copy, new VirtualMachineRelocateSpec { Host = land.Hosts[2], Datastore = land.Datastores[1], Pool = land.Pool }, VirtualMachineMovePriority.HighPriority));
        Assert.Equal(land.Hosts[2], await land.ReadAsync<ManagedObjectReference>(copy, "runtime.host"));

        await land.RunAsync(client.Destroy_Task(copy));
        var gone = await Assert.ThrowsAsync<VimFaultException>(() => client.Properties.ReadAsync(copy, "name"));
        Assert.Equal(copy, Assert.IsType<ManagedObjectNotFound>(gone.Fault).Obj);
    }

    [Fact]
    public async Task A_machine_becomes_a_template_and_a_machine_again()
    {
        await using var client = await _server.ConnectAsync();
        var land = await Landscape.FindAsync(client);
        var vm = await land.CreateAsync("template");
        await client.MarkAsTemplate(vm);
        Assert.True(await land.ReadAsync<bool>(vm, "config.template"));
        await client.MarkAsVirtualMachine(vm, land.Pool, land.Hosts[1]);
        Assert.False(await land.ReadAsync<bool>(vm, "config.template"));
    }

    [Fact]
    public async Task A_machine_leaves_the_inventory_and_comes_back_by_its_file()
    {
        await using var client = await _server.ConnectAsync();
        var land = await Landscape.FindAsync(client);
        var vm = await land.CreateAsync("leaving");
        var file = (await land.ReadAsync<string>(vm, "config.files.vmPathName"))!;
        var index = client.Content.SearchIndex!;
        Assert.Equal(vm, await client.FindByDatastorePath(index, land.Datacenter, file));
        await client.UnregisterVM(vm);
        Assert.Null(await client.FindByDatastorePath(index, land.Datacenter, file));
        var info = await land.RunAsync(client.RegisterVM_Task(land.VmFolder, file, null, false, land.Pool, land.Hosts[0]));
        var back = (ManagedObjectReference)info.Result!;
        var path = $"{await land.ReadAsync<string>(land.Datacenter, "name")}/vm/leaving";
        Assert.Equal(back, await client.FindByInventoryPath(index, path));
        var uuid = (await land.ReadAsync<string>(back, "config.instanceUuid"))!;
        Assert.Equal(back, await client.FindByUuid(index, null, uuid, true, true));
        Assert.Null(await client.FindChild(index, land.VmFolder, "never made"));
    }

    [Fact]
    public async Task Folders_are_made_once()
    {
        await using var client = await _server.ConnectAsync();
        var land = await Landscape.FindAsync(client);
        var folder = await client.CreateFolder(land.VmFolder, "ours");
        Assert.Equal(folder, await client.FindChild(client.Content.SearchIndex!, land.VmFolder, "ours"));
        var e = await Assert.ThrowsAsync<VimFaultException>(() => client.CreateFolder(land.VmFolder, "ours"));
        Assert.Equal("ours", Assert.IsType<DuplicateName>(e.Fault).Name);
    }

    [Fact]
    public async Task What_the_simulator_lacks_is_asked_for_as_the_api_documents_it()
    {
        await using var proxy = FaultProxy.Start(_server.Uri);
        await using var client = await _server.ConnectAsync(proxy.Uri);
        var vm = new ManagedObjectReference("VirtualMachine", "vm-1");
        var sent = new List<string>();
        foreach (var (method, result) in new[] { ("RebootGuest", ""), ("MigrateVM_Task", "<returnval type=\"Task\">task-9</returnval>"), ("CancelTask", "") })
        {
            var answer = Weather.Soap($"<{method}Response xmlns=\"urn:vim25\">{result}</{method}Response>");
            proxy.On(method, Weather.Custom((exchange, next, cancellationToken) =>
            {
                sent.Add(exchange.Request.Text);
                return answer.ApplyAsync(exchange, next, cancellationToken);
            }));
        }

        await client.RebootGuest(vm);
        var task = await client.MigrateVM_Task(vm, null, new("HostSystem", "host-1"), VirtualMachineMovePriority.DefaultPriority, VirtualMachinePowerState.PoweredOn);
        await client.CancelTask(task);
        Assert.Equal(new ManagedObjectReference("Task", "task-9"), task);
        Assert.Contains("<_this type=\"VirtualMachine\">vm-1</_this></RebootGuest>", sent[0], StringComparison.Ordinal);
        Assert.Contains("<host type=\"HostSystem\">host-1</host><priority>defaultPriority</priority><state>poweredOn</state></MigrateVM_Task>", sent[1], StringComparison.Ordinal);
        Assert.Contains("<_this type=\"Task\">task-9</_this></CancelTask>", sent[2], StringComparison.Ordinal);
    }

    public sealed class Server : VCenterFixture
    {
        protected override SimulatedVCenterOptions Options => new() { Datastores = 2, Vms = 1 };
    }
}
