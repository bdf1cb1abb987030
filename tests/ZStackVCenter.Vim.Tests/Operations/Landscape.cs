using ZStackVCenter.Vim.Methods;
using ZStackVCenter.Vim.PropertyCollection;
using ZStackVCenter.Vim.Types;

namespace ZStackVCenter.Vim.Tests.Operations;

/// <summary>What a machine is made in: found once for each test, by the API itself.</summary>
internal sealed class Landscape
{
    private Landscape(VimClient client) => Client = client;

    public VimClient Client { get; }

    public required ManagedObjectReference Datacenter { get; init; }

    public required ManagedObjectReference VmFolder { get; init; }

    public required ManagedObjectReference Cluster { get; init; }

    public required ManagedObjectReference Pool { get; init; }

    public required IReadOnlyList<ManagedObjectReference> Hosts { get; init; }

    public required IReadOnlyList<ManagedObjectReference> Datastores { get; init; }

    public static async Task<Landscape> FindAsync(VimClient client)
    {
        var datacenter = (await AllAsync(client, "Datacenter"))[0];
        var cluster = (await AllAsync(client, "ClusterComputeResource"))[0];
        return new Landscape(client)
        {
            Datacenter = datacenter,
            VmFolder = (ManagedObjectReference)(await client.Properties.ReadAsync(datacenter, "vmFolder"))!,
            Cluster = cluster,
            Pool = (ManagedObjectReference)(await client.Properties.ReadAsync(cluster, "resourcePool"))!,
            Hosts = await AllAsync(client, "HostSystem"),
            Datastores = await AllAsync(client, "Datastore"),
        };
    }

    /// <summary>A machine with a paravirtual controller and a thin disk.</summary>
    public static VirtualMachineConfigSpec Machine(string name, string datastore) => new()
    {
        Name = name,
        GuestId = "otherLinux64Guest",
        NumCPUs = 2,
        MemoryMB = 512,
        Files = new VirtualMachineFileInfo { VmPathName = $"[{datastore}]" },
        DeviceChange =
        [
            new() { Operation = VirtualDeviceConfigSpecOperation.Add, Device = new ParaVirtualSCSIController { Key = -1, BusNumber = 0, SharedBus = VirtualSCSISharing.NoSharing } },
            new() { Operation = VirtualDeviceConfigSpecOperation.Add, FileOperation = VirtualDeviceConfigSpecFileOperation.Create, Device = Disk(-2, -1, 0, 1 << 20, $"[{datastore}]") },
        ],
    };

    public static VirtualDisk Disk(int key, int controller, int unit, long kilobytes, string file) => new()
    {
        Key = key,
        ControllerKey = controller,
        UnitNumber = unit,
        CapacityInKB = kilobytes,
        Backing = new VirtualDiskFlatVer2BackingInfo { FileName = file, DiskMode = "persistent", ThinProvisioned = true },
    };

    public async Task<TaskInfo> RunAsync(Task<ManagedObjectReference> task) => await Client.Tasks.WaitAsync(await task);

    public async Task<ManagedObjectReference> CreateAsync(string name)
    {
        var datastore = (string)(await Client.Properties.ReadAsync(Datastores[0], "name"))!;
        var info = await RunAsync(Client.CreateVM_Task(VmFolder, Machine(name, datastore), Pool, Hosts[0]));
        return (ManagedObjectReference)info.Result!;
    }

    public async Task<IReadOnlyList<VirtualDevice>> DevicesAsync(ManagedObjectReference vm) =>
        (IReadOnlyList<VirtualDevice>)(await Client.Properties.ReadAsync(vm, "config.hardware.device"))!;

    public async Task<T?> ReadAsync<T>(ManagedObjectReference obj, string path) => (T?)await Client.Properties.ReadAsync(obj, path);

    public static async Task<IReadOnlyList<ManagedObjectReference>> AllAsync(VimClient client, string type)
    {
        await using var view = await client.Views.CreateContainerViewAsync(null, [type]);
        var found = new List<ManagedObjectReference>();
        await foreach (var row in client.Properties.RetrieveAsync(view.Reference, [new PropertySelection(type, "name")]))
        {
            found.Add(row.Object);
        }

        return found;
    }
}
